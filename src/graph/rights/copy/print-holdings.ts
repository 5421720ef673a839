import type { ClassType } from "type-graphql";
import type { Decision } from "../../../access/decision.js";
import type {
  ArrangementRecord,
  HolderRecord,
  LoanRecord,
  TransactionRecord,
} from "../../../domain/records/arrangement.js";
import type { PartyRecord } from "../../../domain/records/party.js";
import type { Outcome } from "../../../domain/outcome.js";
import { SourceFault } from "../../../domain/source-fault.js";
import { disclose } from "../../disclose.js";
import { Transaction } from "../../deposit/transaction.type.js";
import { Guarantor, Loan } from "../../loan/loan.type.js";
import { ThirdParty } from "./held.type.js";
import type { OtherPeople } from "./other-people.js";
import type { PrintedCopy } from "./printed-copy.js";

/** What everything is printed with that belongs to one copy. */
export interface Printing {
  readonly decision: Decision;
  readonly others: OtherPeople;
  readonly printed: PrintedCopy;
  /** The customer's own numbers in the core. */
  readonly ownIds: ReadonlySet<string>;
  readonly people: ReadonlyMap<string, Outcome<PartyRecord>>;
}

/** One arrangement: the holder's own values, and of everybody else in it no more than his part and his masked name. */
export function printArrangement(
  type: ClassType<object>,
  record: ArrangementRecord,
  path: string,
  printing: Printing,
): object {
  const { decision, printed } = printing;
  const { recordId, holders } = record;
  const own = disclose(type, { ...record, guarantors: undefined }, decision);
  return {
    recordId,
    ...printed.print(type, own, path),
    ...(type === Loan && { guarantors: printGuarantors(record as LoanRecord, path, printing) }),
    holders:
      holders instanceof SourceFault
        ? { unavailable: holders.code }
        : holders.map((holder) => printHolder(holder, `${path}.holders`, printing)),
  };
}

function printGuarantors({ guarantors }: LoanRecord, path: string, { others, printed }: Printing): unknown {
  if (guarantors instanceof SourceFault) return { unavailable: guarantors.code };
  return guarantors.map(({ name }) => {
    const view = Object.assign(new Guarantor(), { maskedFields: [] });
    others.showName(view, "name", name, "Guarantor.name");
    return printed.print(Guarantor, view, `${path}.guarantors`);
  });
}

function printHolder({ source, recordId, role, sharePercent }: HolderRecord, path: string, printing: Printing): object {
  const { ownIds } = printing;
  if (source !== "core-banking" || ownIds.has(recordId)) return { you: true, role, sharePercent };
  return printPerson({ role, sharePercent }, recordId, path, printing);
}

/** Somebody else by his number in the core, which is not printed. */
export function printPerson(
  part: Partial<Pick<ThirdParty, "role" | "basis" | "validTo" | "sharePercent">>,
  partyId: string,
  path: string,
  { others, printed, people }: Printing,
): object {
  const outcome = people.get(partyId);
  const view = Object.assign(new ThirdParty(), part, { maskedFields: [] });
  const name =
    outcome?.kind === "known" ? outcome.value.name : outcome?.kind === "unavailable" ? outcome.because : null;
  others.showName(view, "name", name, "ThirdParty.name");
  return printed.print(ThirdParty, view, path);
}

export function printTransaction(
  record: TransactionRecord,
  accountId: string,
  path: string,
  printing: Printing,
): object {
  const { decision, others, printed } = printing;
  const { text, isChanged } = others.withoutNames(record.description);
  const view = disclose(Transaction, { ...record, id: record.recordId, description: text }, decision);
  if (isChanged) others.mark(view, "description");
  others.showName(view, "counterparty", record.counterparty, "Transaction.counterparty");
  return { accountId, ...printed.print(Transaction, view, path) };
}
