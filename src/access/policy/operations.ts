import type { AccessLevel } from "../vocabulary.js";

/** Operations on one customer, with the level that the caller must reach beside the policy's permit. */
export const CUSTOMER_OPERATIONS = {
  creditReport: "STANDARD",
  requestAccess: "EXISTENCE_ONLY",
  requestEmergencyAccess: "HEADER",
  setConsent: "HEADER",
  openSubjectRequest: "STANDARD",
  overrideAttribute: "STANDARD",
} as const satisfies Record<string, AccessLevel>;

/** Operations that concern no one customer. Exact look-ups are apart, because each kind of number has its own place. */
export const BANK_OPERATIONS = [
  "decideAccess",
  "reviewAccess",
  "listGrants",
  "readAudit",
  "listCustomers",
  "searchCustomers",
  "mergeCustomers",
  "relateCustomers",
  "viewAs",
  "fieldPolicies",
  "lookUpByDocument",
  "lookUpByMobile",
  "lookUpByNumber",
] as const;

/** Operations that leave something changed: nobody does them in another role's place. */
export const CHANGES: ReadonlySet<Operation> = new Set<Operation>([
  "requestAccess",
  "requestEmergencyAccess",
  "setConsent",
  "decideAccess",
  "reviewAccess",
  "mergeCustomers",
]);

export type CustomerOperation = keyof typeof CUSTOMER_OPERATIONS;
export type BankOperation = (typeof BANK_OPERATIONS)[number];
export type Operation = CustomerOperation | BankOperation;

export function isCustomerOperation(operation: Operation): operation is CustomerOperation {
  return Object.hasOwn(CUSTOMER_OPERATIONS, operation);
}

const ORDER: readonly AccessLevel[] = ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"];

export function reaches(level: AccessLevel, wanted: AccessLevel): boolean {
  return ORDER.indexOf(level) >= ORDER.indexOf(wanted);
}
