import { toCents } from "../amounts.js";
import { BANK_DATE } from "../dates.js";
import type { BankCustomer, IsoInstant } from "../model.js";
import type { Books } from "./books.js";
import { churnOf, type ChurnBand } from "./churn.rule.js";
import { stageOf, type Stage } from "./lifecycle.rule.js";
import { segmentIdsOf, type SegmentId } from "./segments.rule.js";

/** What lists are filtered and put in order by. */
export interface ListingRow {
  readonly crmId: string;
  readonly cif: string | null;
  readonly kind: BankCustomer["kind"];
  readonly name: string;
  readonly birthDate: string | null;
  readonly isConfidential: boolean;
  readonly stage: Stage;
  readonly churnBand: ChurnBand | null;
  readonly churnValue: number | null;
  readonly segments: readonly SegmentId[];
  /** In cents of the bank's currency; what the customer holds jointly counts for its primary holder. */
  readonly assets: number;
  readonly lastContactAt: IsoInstant | null;
}

type Standing = Pick<BankCustomer, "kind" | "birthDate" | "confidentiality"> & { readonly name: string };

export function listingRow(
  crmId: string,
  { kind, name, birthDate, confidentiality }: Standing,
  books: Books,
  lastContactAt: IsoInstant | null,
): ListingRow {
  const churn = churnOf(books, BANK_DATE);
  return {
    crmId,
    cif: books.cif,
    kind,
    name,
    birthDate,
    isConfidential: confidentiality !== "NORMAL",
    stage: stageOf(books, BANK_DATE),
    churnBand: churn?.band ?? null,
    churnValue: churn?.value ?? null,
    segments: segmentIdsOf(books, churn),
    assets: assetsOf(books),
    lastContactAt,
  };
}

function assetsOf({ accounts, investments, cif }: Books): number {
  const isOwn = ({ currency, status, holders }: Books["accounts" | "investments"][number]) =>
    currency === "CNY" && status !== "CLOSED" && holders.some((each) => each.cif === cif && each.role === "PRIMARY");
  const deposits = accounts.filter(isOwn).map(({ balance }) => toCents(balance));
  const held = investments.filter(isOwn).map(({ marketValue }) => toCents(marketValue));
  return [...deposits, ...held].reduce((total, cents) => total + cents, 0);
}
