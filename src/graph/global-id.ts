import { isCustomerId, type CustomerId } from "../domain/customer-id.js";
import { CallerMistake } from "./caller-mistake.js";
import { assertNotMasked } from "./refuse-masked.js";

/** The types that `node` finds, with the prefix that their global ids begin with. */
const PREFIX = {
  Customer: "cus_",
  DepositAccount: "dep_",
  InvestmentHolding: "inv_",
  Loan: "loan_",
  CreditCard: "card_",
  AccessGrant: "grant_",
  SubjectRequest: "dsr_",
  AuditEvent: "aud_",
} as const;

export type NodeType = keyof typeof PREFIX;

export interface NodeKey {
  readonly type: NodeType;
  /** A customer's own id, the surrogate key of an arrangement in its system, or the id of a grant or a request. */
  readonly key: string;
}

/** An id that names one object in the whole graph. Opaque to consumers, and never made of a number that is sensitive. */
export function toGlobalId(type: NodeType, key: string): string {
  return PREFIX[type] + (type === "Customer" ? key : Buffer.from(key, "utf8").toString("base64url"));
}

/** Throws CallerMistake `INVALID_ID`. */
export function fromGlobalId(id: string): NodeKey {
  assertNotMasked("id", id);
  for (const type of Object.keys(PREFIX) as NodeType[]) {
    if (!id.startsWith(PREFIX[type])) continue;
    const rest = id.slice(PREFIX[type].length);
    const key = type === "Customer" ? rest : Buffer.from(rest, "base64url").toString("utf8");
    if (toGlobalId(type, key) === id && isWellFormed(type, key)) return { type, key };
  }
  throw new CallerMistake("INVALID_ID", "This is not an id of this graph.");
}

/** Throws CallerMistake `INVALID_ID` for anything but a customer's id. */
export function toCustomerId(id: string): CustomerId {
  const { type, key } = fromGlobalId(id);
  if (type !== "Customer") throw new CallerMistake("INVALID_ID", "This is not the id of a customer.");
  return key as CustomerId;
}

/** Throws CallerMistake `INVALID_ID` for anything but a grant's id. */
export function toGrantId(id: string): string {
  const { type, key } = fromGlobalId(id);
  if (type !== "AccessGrant") throw new CallerMistake("INVALID_ID", "This is not the id of a grant.");
  return key;
}

/** Throws CallerMistake `INVALID_ID` for anything but a subject request's id. */
export function toSubjectRequestId(id: string): string {
  const { type, key } = fromGlobalId(id);
  if (type !== "SubjectRequest") throw new CallerMistake("INVALID_ID", "This is not the id of a subject request.");
  return key;
}

function isWellFormed(type: NodeType, key: string): boolean {
  return type === "Customer" ? isCustomerId(key) : /^[\w.:-]{1,64}$/.test(key);
}
