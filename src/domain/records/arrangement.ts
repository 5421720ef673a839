import type { CalendarDate, Instant } from "../instant.js";
import type { Money } from "../money.js";
import type { Elements, Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";
import type { SourceName } from "../source.js";

export type HolderRole =
  | "PRIMARY"
  | "JOINT"
  | "AUTHORISED_SIGNATORY"
  | "SUPPLEMENTARY_CARD"
  | "GUARANTOR"
  | "GUARDIAN"
  | "BENEFICIARY";

/** Who holds an arrangement, by the number that the owning system knows them by. */
export interface HolderRecord {
  readonly source: SourceName;
  readonly recordId: string;
  readonly role: HolderRole;
  readonly sharePercent: Leaf<number>;
}

export interface EntitlementRecord {
  readonly action: string;
  readonly channel: Leaf<string>;
  readonly limit: Leaf<Sealed<Money>>;
  readonly validTo: Leaf<CalendarDate>;
}

export type ArrangementKind =
  | "DEMAND_DEPOSIT"
  | "TERM_DEPOSIT"
  | "WEALTH_PRODUCT"
  | "FUND"
  | "INSURANCE_POLICY"
  | "LOAN"
  | "MORTGAGE"
  | "TRADE_FINANCE"
  | "GUARANTEE_ISSUED"
  | "CREDIT_CARD";

/** What every holding has, whichever system keeps it. `recordId` is the system's surrogate key, never the account number. */
export interface ArrangementRecord {
  readonly kind: ArrangementKind;
  readonly source: SourceName;
  readonly recordId: string;
  readonly number: Leaf<Sealed<string>>;
  readonly productName: Leaf<string>;
  readonly status: Leaf<string>;
  readonly balance: Leaf<Sealed<Money>>;
  readonly openedAt: Leaf<CalendarDate>;
  readonly holders: Elements<HolderRecord>;
  readonly entitlements: Elements<EntitlementRecord>;
}

export interface DepositAccountRecord extends ArrangementRecord {
  readonly kind: "DEMAND_DEPOSIT" | "TERM_DEPOSIT";
  readonly availableBalance: Leaf<Sealed<Money>>;
  readonly holds: Leaf<Sealed<Money>>;
  readonly interestRate: Leaf<string>;
  readonly maturityDate: Leaf<CalendarDate>;
}

export interface InvestmentRecord extends ArrangementRecord {
  readonly kind: "WEALTH_PRODUCT" | "FUND" | "INSURANCE_POLICY";
  readonly maturityDate: Leaf<CalendarDate>;
  readonly riskLevel: Leaf<string>;
}

export interface LoanRecord extends ArrangementRecord {
  readonly kind: "LOAN" | "MORTGAGE" | "TRADE_FINANCE" | "GUARANTEE_ISSUED";
  readonly limit: Leaf<Sealed<Money>>;
  readonly committedUndrawn: Leaf<Sealed<Money>>;
  readonly daysPastDue: Leaf<number>;
  readonly nextDueDate: Leaf<CalendarDate>;
  readonly nextDueAmount: Leaf<Sealed<Money>>;
  readonly fiveTierClass: Leaf<string>;
  readonly lendingUnit: Leaf<string>;
  readonly collateral: Elements<CollateralRecord>;
  readonly guarantors: Elements<GuarantorRecord>;
}

export interface CollateralRecord {
  readonly kind: string;
  readonly value: Leaf<Sealed<Money>>;
  readonly valuedAt: Leaf<CalendarDate>;
}

export interface GuarantorRecord {
  /** The guarantor's own number in the loan system; null when he is no borrower. */
  readonly recordId: string | null;
  readonly name: Leaf<Sealed<string>>;
}

export interface CreditCardRecord extends ArrangementRecord {
  readonly kind: "CREDIT_CARD";
  readonly level: Leaf<string>;
  readonly limit: Leaf<Sealed<Money>>;
  readonly available: Leaf<Sealed<Money>>;
  readonly statementDueDate: Leaf<CalendarDate>;
  readonly minimumDue: Leaf<Sealed<Money>>;
  readonly instalments: Elements<InstalmentRecord>;
}

export interface InstalmentRecord {
  readonly description: string;
  readonly remaining: Leaf<Sealed<Money>>;
  readonly monthly: Leaf<Sealed<Money>>;
  readonly remainingPeriods: Leaf<number>;
}

export interface TransactionRecord {
  readonly source: SourceName;
  readonly recordId: string;
  readonly postedAt: Instant;
  readonly amount: Leaf<Sealed<Money>>;
  readonly direction: Leaf<"DEBIT" | "CREDIT">;
  readonly description: Leaf<Sealed<string>>;
  readonly counterparty: Leaf<Sealed<string>>;
  readonly channel: Leaf<string>;
  readonly customerInitiated: boolean;
}
