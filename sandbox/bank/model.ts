/**
 * The bank's own view of its customers, before any system puts it in its own words.
 * Amounts are exact decimal texts ("182340.55"), dates ISO (YYYY-MM-DD), instants ISO with offset.
 */
export type Decimal = string;
export type IsoDate = string;
export type IsoInstant = string;

export type DocumentType = "RESIDENT_ID" | "PASSPORT" | "HKMO_PERMIT" | "TAIWAN_PERMIT" | "FOREIGN_PR";
export type Verification =
  | "VERIFIED_OTP"
  | "VERIFIED_DOCUMENT"
  | "VERIFIED_AUTHORITY"
  | "SELF_DECLARED"
  | "DERIVED"
  | "NONE";

export interface Document {
  readonly type: DocumentType;
  readonly number: string;
  readonly issuer: string;
  readonly validTo: IsoDate | null;
  /** When the number was checked with the issuing authority; null when it never was. */
  readonly verifiedAt: IsoInstant | null;
}

export interface Contact {
  readonly kind: "MOBILE" | "PHONE" | "EMAIL" | "ADDRESS";
  readonly value: string;
  readonly observedAt: IsoInstant;
  readonly verification: Verification;
  readonly preferred: boolean;
  readonly doNotContact: boolean;
}

export type RiskAppetite = "CONSERVATIVE" | "STEADY" | "BALANCED" | "GROWTH" | "AGGRESSIVE";

/** What one system knows of who a customer is; the same customer may be known differently elsewhere. */
export interface Knowledge {
  readonly recordId: string;
  readonly name: string;
  readonly documents: readonly Document[];
  readonly contacts: readonly Contact[];
  readonly observedAt: IsoInstant;
  readonly collectedBy: string;
  readonly collectionChannel: string;
}

export interface Holder {
  readonly cif: string;
  readonly role: "PRIMARY" | "JOINT" | "AUTHORISED_SIGNATORY";
  readonly sharePercent: number | null;
}

export interface Entitlement {
  readonly action: string;
  readonly channel: string;
  readonly limit: Decimal | null;
  readonly validTo: IsoDate | null;
}

export interface Account {
  /** A surrogate key: never the account number. */
  readonly accountId: string;
  readonly accountNumber: string;
  readonly kind: "DEMAND_DEPOSIT" | "TERM_DEPOSIT";
  readonly productName: string;
  readonly status: "ACTIVE" | "DORMANT" | "CLOSED";
  readonly currency: string;
  readonly balance: Decimal;
  readonly available: Decimal;
  readonly holds: Decimal;
  readonly interestRate: Decimal;
  readonly maturityDate: IsoDate | null;
  readonly openedOn: IsoDate;
  readonly holders: readonly Holder[];
  readonly entitlements: readonly Entitlement[];
}

export interface Transaction {
  readonly transactionId: string;
  readonly accountId: string;
  readonly postedAt: IsoInstant;
  readonly amount: Decimal;
  readonly currency: string;
  readonly direction: "DEBIT" | "CREDIT";
  readonly description: string;
  readonly counterparty: string | null;
  readonly channel: string;
  /** False for interest, fees and batch postings. */
  readonly customerInitiated: boolean;
}

export interface Investment {
  readonly holdingId: string;
  readonly holdingNumber: string;
  readonly kind: "WEALTH_PRODUCT" | "FUND" | "INSURANCE_POLICY";
  readonly productName: string;
  readonly status: "ACTIVE" | "MATURED" | "CLOSED";
  readonly currency: string;
  readonly marketValue: Decimal;
  readonly maturityDate: IsoDate | null;
  readonly riskLevel: string;
  readonly openedOn: IsoDate;
  readonly holders: readonly Holder[];
}

export interface Loan {
  readonly loanId: string;
  readonly contractNumber: string;
  readonly borrowerId: string;
  readonly kind: "LOAN" | "MORTGAGE" | "TRADE_FINANCE" | "GUARANTEE_ISSUED";
  readonly productName: string;
  readonly status: "ACTIVE" | "SETTLED" | "WRITTEN_OFF";
  readonly currency: string;
  readonly limit: Decimal;
  readonly drawn: Decimal;
  readonly outstanding: Decimal;
  readonly daysPastDue: number;
  readonly nextDueDate: IsoDate | null;
  readonly nextDueAmount: Decimal | null;
  /** 1 pass, 2 special mention, 3 substandard, 4 doubtful, 5 loss. */
  readonly fiveTierClass: 1 | 2 | 3 | 4 | 5;
  readonly openedOn: IsoDate;
  readonly maturityDate: IsoDate | null;
  /** A unit id. */
  readonly lendingUnit: string;
  readonly guarantors: readonly { readonly borrowerId: string | null; readonly name: string }[];
  readonly collateral: readonly { readonly kind: string; readonly value: Decimal; readonly valuedAt: IsoDate }[];
}

export interface Card {
  readonly cardId: string;
  readonly pan: string;
  readonly cardCustomerId: string;
  readonly productName: string;
  readonly level: "NORMAL" | "GOLD" | "PLATINUM" | "DIAMOND";
  readonly status: "ACTIVE" | "BLOCKED" | "CLOSED";
  readonly currency: string;
  readonly limit: Decimal;
  readonly owed: Decimal;
  readonly available: Decimal;
  readonly statementDueDate: IsoDate | null;
  readonly minimumDue: Decimal | null;
  readonly openedOn: IsoDate;
  readonly instalments: readonly {
    readonly description: string;
    readonly remaining: Decimal;
    readonly monthly: Decimal;
    readonly remainingPeriods: number;
  }[];
}

export interface Shareholding {
  /** A person's or a company's name; companies also by their code. */
  readonly ownerName: string;
  readonly ownerUscc: string | null;
  readonly ownerKind: "PERSON" | "ORGANIZATION";
  readonly percent: Decimal;
}

/** A company as the public registers know it; it need not be a customer. */
export interface Company {
  readonly uscc: string;
  readonly lei: string | null;
  readonly name: string;
  readonly registrationNumber: string;
  readonly legalRepresentative: string;
  readonly registeredCapital: Decimal;
  readonly currency: string;
  readonly establishedOn: IsoDate;
  readonly status: string;
  readonly address: string;
  readonly industry: string;
  readonly shareholders: readonly Shareholding[];
}

export type Registry = "tianyancha" | "qichacha" | "gleif";

/** A company, and what single registers say differently of it. */
export interface RegisteredCompany extends Company {
  readonly differently: Readonly<Partial<Record<Registry, Partial<Company>>>>;
}

export interface CoverageMember {
  readonly staffId: string;
  readonly role: string;
  readonly department: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
}

/** Who looks after a customer; managers by staff id, the branch by unit id. */
export interface Coverage {
  readonly primaryManager: string | null;
  readonly owningBranch: string;
  readonly team: readonly CoverageMember[];
  readonly history: readonly CoverageMember[];
}

export type StaffRole =
  | "TELLER"
  | "HALL_OFFICER"
  | "RELATIONSHIP_MANAGER"
  | "CORPORATE_RELATIONSHIP_MANAGER"
  | "CALL_CENTRE_AGENT"
  | "DATA_STEWARD"
  | "ANALYST"
  | "RISK_OFFICER"
  | "RISK_APPROVER"
  | "DATA_PROTECTION_OFFICER"
  | "AUDITOR";

export interface Staff {
  readonly staffId: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly unitId: string;
}

export interface OrgUnit {
  readonly unitId: string;
  readonly name: string;
  readonly level: "HEAD_OFFICE" | "PROVINCIAL_BRANCH" | "MUNICIPAL_BRANCH" | "COUNTY_BRANCH";
  readonly parentId: string | null;
}

export interface Consent {
  readonly consentId: string;
  readonly purpose: string;
  readonly scope: readonly string[];
  readonly state: "GRANTED" | "DENIED" | "WITHDRAWN" | "EXPIRED";
  readonly version: string;
  readonly channel: string;
  readonly grantedAt: IsoInstant | null;
  readonly withdrawnAt: IsoInstant | null;
  readonly expiresAt: IsoInstant | null;
  readonly evidenceRef: string | null;
}

/** Contacts, complaints and service cases as the contact centre wrote them down. */
export interface Interaction {
  readonly interactionId: string;
  readonly kind: "CONTACT" | "COMPLAINT" | "SERVICE_CASE";
  readonly at: IsoInstant;
  readonly title: string;
  readonly channel: string;
  readonly initiator: "BANK" | "CUSTOMER";
  readonly status: "OPEN" | "IN_PROGRESS" | "CLOSED";
}

export interface BureauReport {
  readonly reportNumber: string;
  readonly reportedAt: IsoInstant;
  readonly subjectName: string;
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly reason: string;
  readonly score: number | null;
  readonly accounts: readonly {
    readonly accountId: string;
    readonly type: "D1" | "R1" | "R2" | "R3" | "R4" | "C1";
    readonly openedOn: IsoDate;
    readonly closed: boolean;
    readonly amount: Decimal;
    readonly balance: Decimal;
    readonly overdueNow: Decimal;
  }[];
  readonly enquiries: readonly { readonly on: IsoDate; readonly institution: string; readonly reason: string }[];
}

/** The other side of a guardianship, and until when it holds. */
export interface Guardianship {
  readonly cif: string;
  readonly basis: "PARENT" | "COURT_APPOINTED" | "OTHER_RELATIVE";
  readonly validTo: IsoDate | null;
}

/** Everything the simulated bank holds of one customer. */
export interface BankCustomer {
  readonly kind: "PERSON" | "ORGANIZATION";
  readonly status: "PROSPECT" | "ACTIVE" | "DORMANT" | "CLOSED" | "DECEASED";
  /** Null for a prospect, whom only the CRM knows. */
  readonly cif: string | null;
  readonly birthDate: IsoDate | null;
  readonly nationality: string | null;
  readonly occupation: string | null;
  readonly annualIncome: Decimal | null;
  readonly riskAppetite: RiskAppetite | null;
  /** ISO 3166 country code. */
  readonly taxResidency: string | null;
  readonly company: Company | null;
  readonly confidentiality: "NORMAL" | "VIP" | "STAFF";
  /** What each system knows; null where that system has no record of this customer. */
  readonly core: Knowledge | null;
  readonly card: Knowledge | null;
  readonly loan: Knowledge | null;
  readonly crm: Knowledge | null;
  readonly guardians: readonly Guardianship[];
  /** The customers whose guardian this one is. */
  readonly wards: readonly Guardianship[];
  readonly accounts: readonly Account[];
  readonly investments: readonly Investment[];
  readonly loans: readonly Loan[];
  readonly cards: readonly Card[];
  readonly coverage: Coverage | null;
  readonly consents: readonly Consent[];
  /** Mean of the last service ratings, 0 to 5. */
  readonly serviceScore: number | null;
  readonly interactions: readonly Interaction[];
  readonly report: BureauReport | null;
}
