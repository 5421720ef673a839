import type { Instant } from "../instant.js";
import type { Money } from "../money.js";
import type { Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";

/** The bureau's report as it was stored at `reportedAt`. Reading it is not an enquiry. */
export interface CreditReportRecord {
  readonly reportId: string;
  readonly reportedAt: Instant;
  readonly reason: Leaf<string>;
  readonly openLoans: Leaf<Sealed<number>>;
  readonly totalDebt: Leaf<Sealed<Money>>;
  readonly overdueAccounts: Leaf<Sealed<number>>;
  /** Enquiries by institutions in the last two years, as the report counts them. */
  readonly recentEnquiries: Leaf<Sealed<number>>;
}
