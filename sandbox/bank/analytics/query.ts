import type { ChurnBand } from "./churn.rule.js";
import type { Stage } from "./lifecycle.rule.js";
import type { ListingRow } from "./listing-row.js";

export const ORDERS = ["CUSTOMER_NUMBER", "CHURN_RISK", "ASSETS", "LAST_CONTACT"] as const;
export type Order = (typeof ORDERS)[number];

/** Which customers, in which order; what is not given does not count. */
export interface ListingQuery {
  readonly managerId: string | null;
  readonly unitIds: readonly string[] | null;
  readonly kind: ListingRow["kind"] | null;
  readonly stages: readonly Stage[] | null;
  readonly churnBand: ChurnBand | null;
  /** Nobody is in a segment that there is not. */
  readonly segmentId: string | null;
  readonly withConfidential: boolean;
  readonly mobile: string | null;
  readonly bornFrom: string | null;
  /** Letters of the name, in capitals or not. */
  readonly nameContains: string | null;
  readonly order: Order;
  readonly direction: "ASC" | "DESC";
}

export interface ListingPage {
  readonly total: number;
  /** The numbers of the page's customers in the CRM. */
  readonly crmIds: readonly string[];
  readonly hasNext: boolean;
}

export function isListed(row: ListingRow, query: ListingQuery): boolean {
  const { kind, stages, churnBand, segmentId, bornFrom, nameContains } = query;
  return (
    (kind === null || row.kind === kind) &&
    (stages === null || stages.includes(row.stage)) &&
    (churnBand === null || row.churnBand === churnBand) &&
    (segmentId === null || row.segments.some((each) => each === segmentId)) &&
    (nameContains === null || row.name.toLowerCase().includes(nameContains.toLowerCase())) &&
    (query.withConfidential || !row.isConfidential) &&
    (bornFrom === null || (row.birthDate !== null && row.birthDate >= bornFrom))
  );
}

/** Rows without what they are put in order by come last, whatever the direction; the number decides between equals. */
export function inOrder(rows: readonly ListingRow[], { order, direction }: ListingQuery): ListingRow[] {
  const keyOf = KEYS[order];
  const sign = direction === "ASC" ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  keyed.sort((left, right) => compare(left.key, right.key, sign) || (left.row.crmId < right.row.crmId ? -1 : 1));
  return keyed.map(({ row }) => row);
}

type Key = string | number | null;

const KEYS: Readonly<Record<Order, (row: ListingRow) => Key>> = {
  CUSTOMER_NUMBER: ({ cif }) => cif,
  CHURN_RISK: ({ churnValue }) => churnValue,
  ASSETS: ({ assets }) => assets,
  LAST_CONTACT: ({ lastContactAt }) => lastContactAt,
};

function compare(left: Key, right: Key, sign: 1 | -1): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -sign : sign;
}
