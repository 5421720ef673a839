import type { Leaf } from "../../domain/outcome.js";
import { SourceFault } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { AccountBasic, AccountLatest, AccountMonth, CreditAccount } from "./wire.generated.js";

/** What a report's figures need of one account. Amounts are decimal text in yuan: the bureau converts other currencies. */
export interface CreditAccountFacts {
  readonly isLoan: boolean;
  readonly closed: boolean;
  readonly owed: string;
  readonly overdueNow: string;
}

type AccountType = AccountBasic["PD01AD01"];

const LOANS: ReadonlySet<AccountType> = new Set(["D1", "R1", "R4"]);
const CARDS: ReadonlySet<AccountType> = new Set(["R2", "R3"]);

/** Throws the SourceFault of an account that cannot be counted: a sum that leaves one out would be wrong in silence. */
export function toAccount(wire: WireRecord<CreditAccount>): CreditAccountFacts {
  const type = wire.inner("PD01A").required("PD01AD01", asIs);
  const latest = whole(wire.nested("PD01B", toLatest));
  const month = whole(wire.nested("PD01C", toMonth));
  const closed = latest?.closed ?? false;
  const owed = month?.owed ?? latest?.owed ?? null;
  // A card that was never used has no amount; a loan always has one.
  const needsAmount = !closed && !CARDS.has(type);
  if (owed === null && needsAmount) throw new SourceFault("credit-bureau", "SOURCE_MALFORMED", { at: "PDA/PD01" });
  return { isLoan: LOANS.has(type), closed, owed: owed ?? "0", overdueNow: month?.overdueNow ?? "0" };
}

/** An account is closed when it has a day of closing. */
function toLatest(wire: WireRecord<AccountLatest>): { readonly closed: boolean; readonly owed: string | null } {
  return {
    closed: whole(wire.leaf("PD01BR01", textOrNothing)) !== null,
    owed: whole(wire.leaf("PD01BJ01", textOrNothing)),
  };
}

/** Of loans the balance, of cards the used amount. */
function toMonth(wire: WireRecord<AccountMonth>): { readonly owed: string | null; readonly overdueNow: string | null } {
  return {
    owed: whole(wire.leaf("PD01CJ01", textOrNothing)) ?? whole(wire.leaf("PD01CJ02", textOrNothing)),
    overdueNow: whole(wire.leaf("PD01CJ06", textOrNothing)),
  };
}

function textOrNothing(text: string): string | null {
  return text === "--" ? null : text;
}

function whole<T>(leaf: Leaf<T>): T | null {
  if (leaf instanceof SourceFault) throw leaf;
  return leaf;
}
