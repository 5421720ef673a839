import { Field, ID, InputType } from "type-graphql";
import type { LifecycleStage as Stage } from "../../profile/customer-listing.js";
import type { PartyKind } from "../../domain/records/party.js";
import { CustomerKind, CustomerOrderField, LifecycleStage, SortDirection } from "../enums.js";
import { labelOrders, PublicFilter, SensitiveFilter } from "../list-labels.js";
import { CalendarDay } from "../scalars.js";

const RISK = { class: "C2", kind: "SCORE", field: "Score.value" } as const;
const STAGE = { class: "C2", kind: "SCORE", field: "Lifecycle.stage" } as const;
const SEGMENT = { class: "C2", kind: "SCORE", field: "Segment.id" } as const;
const MOBILE = { class: "C2", kind: "MOBILE", field: "ContactPoint.value" } as const;
const BIRTH_DATE = { class: "C2", kind: "BIRTH_DATE", field: "Person.birthDate" } as const;
const ASSETS = { class: "C2", kind: "AMOUNT", field: "FinancialPosition.aum" } as const;

@InputType({ description: "All that is given must fit. What the caller does not see in clear, he cannot filter by." })
export class CustomerFilter {
  @PublicFilter(() => CustomerKind)
  kind?: PartyKind | null;

  @SensitiveFilter(STAGE, () => [LifecycleStage], { description: "At most five." })
  lifecycleIn?: Stage[] | null;

  @SensitiveFilter({ ...RISK, field: "Score.band" }, () => String, { description: "LOW, MEDIUM or HIGH." })
  churnBand?: string | null;

  @SensitiveFilter(SEGMENT, () => ID)
  segmentId?: string | null;

  @PublicFilter(() => ID, { description: "The branch that owns the customer, or one below it." })
  branchId?: string | null;

  @PublicFilter(() => ID)
  managerId?: string | null;

  @SensitiveFilter(MOBILE, () => String, { description: "The whole number." })
  mobileEq?: string | null;

  @SensitiveFilter(BIRTH_DATE, () => CalendarDay, { description: "Born on this day or later." })
  birthDateGte?: string | null;
}

labelOrders(CustomerOrderField, { CUSTOMER_NUMBER: null, CHURN_RISK: RISK, AUM: ASSETS, LAST_CONTACT_AT: null });

@InputType({ description: "What the caller does not see in clear, he cannot put a list in order by." })
export class CustomerOrder {
  @Field(() => CustomerOrderField)
  field!: keyof typeof CustomerOrderField;

  @Field(() => SortDirection)
  direction!: keyof typeof SortDirection;
}
