import { toCalendarDate } from "../../domain/instant.js";
import type { Caller } from "../../access/caller.js";
import type { ListingRight } from "../../access/listing-right.js";
import { seal } from "../../domain/sealed.js";
import type { CustomerQuery } from "../../profile/customer-listing.js";
import type { ProfileSession } from "../../profile/profile-session.js";
import { CallerMistake } from "../caller-mistake.js";
import { CustomerOrderField } from "../enums.js";
import { assertFilterable, assertSortable } from "../list-labels.js";
import { assertNotMasked } from "../refuse-masked.js";
import { CustomerFilter, type CustomerOrder } from "./customer-list.input.js";

const ORDER = {
  CUSTOMER_NUMBER: "CUSTOMER_NUMBER",
  CHURN_RISK: "CHURN_RISK",
  AUM: "ASSETS",
  LAST_CONTACT_AT: "LAST_CONTACT",
} as const;
const BANDS = ["LOW", "MEDIUM", "HIGH"] as const;
const LONGEST_TEXT = 100;
/** There are no more. */
const MOST_STAGES = 5;

export type AskedFilter = Omit<CustomerQuery, "managerId" | "unitIds" | "withConfidential" | "nameContains">;

/**
 * What a caller asks of a list, checked before any source is asked: that nothing of it is a masked value, that he sees in
 * clear whatever it would tell, and that it has a meaning. Throws CallerMistake.
 */
export function checkedFilter(filter: CustomerFilter, order: CustomerOrder, right: ListingRight): AskedFilter {
  for (const [name, value] of Object.entries(filter)) {
    for (const each of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (each === null || each === undefined) continue;
      if (typeof each !== "string" || each.length === 0 || each.length > LONGEST_TEXT) throw notTaken(name);
      assertNotMasked(name, each);
    }
  }
  assertFilterable(CustomerFilter, filter, right);
  assertSortable(CustomerOrderField, order.field, right);
  const { kind, lifecycleIn, churnBand, segmentId, mobileEq, birthDateGte } = filter;
  if ((lifecycleIn?.length ?? 0) > MOST_STAGES) throw notTaken("lifecycleIn");
  const band = BANDS.find((each) => each === churnBand);
  if (churnBand !== null && churnBand !== undefined && band === undefined) throw notTaken("churnBand");
  return {
    kind: kind ?? undefined,
    stages: lifecycleIn ?? undefined,
    churnBand: band,
    segmentId: segmentId ?? undefined,
    mobile: mobileEq === null || mobileEq === undefined ? undefined : seal(mobileEq),
    bornFrom: birthDateGte === null || birthDateGte === undefined ? undefined : seal(toDay(birthDateGte)),
    order: ORDER[order.field],
    direction: order.direction,
  };
}

/** The part of the bank that is asked for, within what the caller may list; null where the two have nothing in common. */
export async function scopeOf(
  { branchId, managerId }: CustomerFilter,
  right: ListingRight,
  { staffId }: Caller,
  session: ProfileSession,
): Promise<Pick<CustomerQuery, "managerId" | "unitIds" | "withConfidential"> | null> {
  const { withConfidential } = right;
  const under = branchId === null || branchId === undefined ? null : await session.staff.unitsUnder(branchId);
  if (right.scope === "OWN_PORTFOLIO") {
    if (staffId === null || (managerId !== null && managerId !== undefined && managerId !== staffId)) return null;
    if (under?.size === 0) return null;
    return { managerId: staffId, unitIds: under === null ? undefined : [...under], withConfidential };
  }
  const own = await session.staff.ownUnits();
  const unitIds = under === null ? [...own] : [...under].filter((unit) => own.has(unit));
  return unitIds.length === 0 ? null : { managerId: managerId ?? undefined, unitIds, withConfidential };
}

function toDay(text: string): string {
  try {
    return toCalendarDate(text);
  } catch {
    throw notTaken("birthDateGte");
  }
}

function notTaken(name: string): CallerMistake {
  return new CallerMistake("INVALID_ARGUMENT", `\`${name}\` does not take what was sent.`);
}
