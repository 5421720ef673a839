import type { SensitiveKind } from "../../../src/access/vocabulary.js";

interface Origin {
  /** By whom the value is told apart where one place holds several kinds. */
  readonly kind:
    | SensitiveKind
    | ((holder: Readonly<Record<string, unknown>>, root: Readonly<Record<string, unknown>>) => SensitiveKind);
  /** Where the graph may show it. */
  readonly coordinates: readonly string[];
}

/** Where every source's statement of an attribute may be shown, beside the field that shows the value itself. */
const STATED = ["value", "display"].map((field) => `Statement.${field}`);
const FACT = ["survivingValue", "display"].map((field) => `AttributeFact.${field}`);
const PROVENANCE = [...STATED, ...FACT];

const MONEY = ["Money.amount", "Money.display", ...PROVENANCE];
const money: Origin = { kind: "AMOUNT", coordinates: MONEY };
const number = (kind: SensitiveKind, types: readonly string[]): Origin => ({
  kind,
  coordinates: ["Arrangement", ...types].flatMap((type) => [`${type}.number`, `${type}.numberDisplay`]),
});
const explained = (what: "churnRisk" | "segments"): Readonly<Record<string, Origin>> => ({
  [`analytics.${what}.explanation.summary`]: { kind: "SCORE", coordinates: ["Explanation.summary"] },
  [`analytics.${what}.explanation.factors.value`]: { kind: "SCORE", coordinates: ["Factor.value"] },
  [`analytics.${what}.explanation.factors.contribution`]: { kind: "SCORE", coordinates: ["Factor.contribution"] },
});
const owner = (holder: Readonly<Record<string, unknown>>): SensitiveKind =>
  holder["ownerKind"] === "ORGANIZATION" ? "COMPANY_NAME" : "PERSON_NAME";

/** The sensitive places of the bank's own records, by their path from the record. A `*` stands for each source's knowledge. */
export const ORIGINS: Readonly<Record<string, Origin>> = {
  birthDate: { kind: "BIRTH_DATE", coordinates: ["Person.birthDate", ...PROVENANCE] },
  annualIncome: money,
  "*.name": {
    kind: (_, root) => (root["kind"] === "ORGANIZATION" ? "COMPANY_NAME" : "PERSON_NAME"),
    coordinates: ["Customer.displayName", "Organization.legalName", ...PROVENANCE],
  },
  "*.documents.number": {
    kind: "DOCUMENT_NUMBER",
    coordinates: [
      "IdentityDocument.number",
      "IdentityDocument.display",
      "Identifier.value",
      "Identifier.display",
      ...PROVENANCE,
    ],
  },
  "*.documents.issuer": { kind: "ADDRESS", coordinates: ["IdentityDocument.issuer"] },
  "*.contacts.value": {
    kind: (holder) => holder["kind"] as SensitiveKind,
    coordinates: ["ContactPoint.value", "ContactPoint.display", ...PROVENANCE],
  },
  "accounts.accountNumber": number("ACCOUNT_NUMBER", ["DepositAccount"]),
  "accounts.balance": money,
  "accounts.available": money,
  "accounts.holds": money,
  "accounts.entitlements.limit": money,
  "investments.holdingNumber": number("ACCOUNT_NUMBER", ["InvestmentHolding"]),
  "investments.marketValue": money,
  "loans.contractNumber": number("ACCOUNT_NUMBER", ["Loan"]),
  "loans.limit": money,
  "loans.drawn": money,
  "loans.outstanding": money,
  "loans.nextDueAmount": money,
  "loans.guarantors.name": { kind: "PERSON_NAME", coordinates: ["Guarantor.name"] },
  "loans.collateral.value": money,
  "cards.pan": number("CARD_NUMBER", ["CreditCard"]),
  "cards.limit": money,
  "cards.owed": money,
  "cards.available": money,
  "cards.minimumDue": money,
  "cards.instalments.remaining": money,
  "cards.instalments.monthly": money,
  "report.subjectName": { kind: "PERSON_NAME", coordinates: [] },
  "report.documentNumber": { kind: "DOCUMENT_NUMBER", coordinates: [] },
  "report.accounts.amount": money,
  "report.accounts.balance": money,
  "company.name": {
    kind: "COMPANY_NAME",
    coordinates: ["RegistryRecord.name", "Organization.legalName", ...PROVENANCE],
  },
  "company.legalRepresentative": {
    kind: "PERSON_NAME",
    coordinates: ["Organization.legalRepresentative", "RegistryParty.name", ...PROVENANCE],
  },
  "company.shareholders.ownerName": { kind: owner, coordinates: ["RegistryShareholder.name"] },
  "analytics.churnRisk.value": { kind: "SCORE", coordinates: ["Score.value"] },
  "analytics.segments.name": { kind: "SCORE", coordinates: ["Segment.name"] },
  ...explained("churnRisk"),
  ...explained("segments"),
  "transaction.amount": money,
  "transaction.description": { kind: "OTHER", coordinates: ["Transaction.description"] },
  "transaction.counterparty": { kind: "PERSON_NAME", coordinates: ["Transaction.counterparty"] },
};

/** Sensitive leaves whose values cannot be told from other bytes, and how the matrix looks at them instead. */
export const WITHOUT_CANARY: Readonly<Record<string, string>> = {
  "CreditReport.openLoans": "a small number: looked at by its place in the answer",
  "CreditReport.overdueAccounts": "a small number: looked at by its place in the answer",
  "CreditReport.recentEnquiries": "a small number: looked at by its place in the answer",
  "Lifecycle.stage": "one word of five that its system fixes: looked at by its place in the answer",
  "Lifecycle.since": "a day like many others of the bank: looked at by its place in the answer",
  "Factor.direction": "one word of three that its system fixes: looked at by its place in the answer",
  "Score.band": "one word of three that its system fixes: looked at by its place in the answer",
  "Segment.id": "a word that lists are filtered by: looked at by its place in the answer",
  "Segment.kind": "a word of the bank's own doing: looked at by its place in the answer",
  "Money.band": "a band is what may be shown; it belongs to no single value",
};

/** The path of ORIGINS for a place: which source knows it, and which register says it differently, makes no difference. */
export function originAt(path: string): Origin | undefined {
  return ORIGINS[path.replace(/^(?:core|card|loan|crm)\./u, "*.").replace(/^company\.differently\.\w+\./u, "company.")];
}
