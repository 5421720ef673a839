import type { Channel, DataClass, Purpose } from "../vocabulary.js";

/** How a caller stands to a customer, looked up at the moment of the decision. */
export const RELATIONS = [
  "SELF",
  "GUARDIAN",
  "PRIMARY_MANAGER",
  "TEAM",
  "SAME_BRANCH",
  "BRANCH_ABOVE",
  "PRESENT_BY_DOCUMENT",
  "IDENTIFIED_BY_NUMBER",
  "COUNTERPARTY",
] as const;
export type Relation = (typeof RELATIONS)[number];

export const CONFIDENTIALITIES = ["NORMAL", "VIP", "STAFF", "UNKNOWN"] as const;
export type Confidentiality = (typeof CONFIDENTIALITIES)[number];

/** Who asks. Units are those of the CRM's tree at the moment of the decision, not of the token. */
export interface CallerFacts {
  readonly subject: string;
  readonly family: "staff" | "customer";
  readonly roles: readonly string[];
  readonly clearance: DataClass;
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly unit: string | null;
  readonly unitAncestors: readonly string[];
}

export interface CustomerFacts {
  readonly confidentiality: Confidentiality;
  /** Null when it could not be learned. */
  readonly isMinor: boolean | null;
  /** The purposes for which his consent stands now. */
  readonly consent: ReadonlySet<Purpose>;
}

/** Everything that a policy may look at: discrete, so that equal questions are recognised and answered once. */
export interface AccessFacts {
  readonly caller: CallerFacts;
  readonly customer: CustomerFacts;
  readonly relations: ReadonlySet<Relation>;
  /** False when the CRM could not be asked: what could not be learned counts against the caller. */
  readonly relationsKnown: boolean;
  readonly businessHours: boolean;
  /** Coordinates such as `IdentityDocument.number` of the caller's active grants for this customer. */
  readonly granted: readonly string[];
}
