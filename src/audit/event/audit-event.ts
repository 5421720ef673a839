import type { Instant } from "../../domain/instant.js";

/** What an operation did. Reading is most of it; whatever changes who may see what is on record in the same trail. */
export const AUDIT_ACTIONS = [
  "READ",
  "SEARCH",
  "EXPORT",
  "UNMASK",
  "BREAK_GLASS",
  "MERGE",
  "UNMERGE",
  "CORRECT",
  "CONSENT_CHANGE",
  "GRANT",
  "REVOKE",
  "ERASE",
  "CONFIG_CHANGE",
  "VIEW_AS",
  "RETENTION",
  "READ_AUDIT",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_DECISIONS = ["ALLOWED", "PARTIAL", "DENIED"] as const;
export type AuditDecision = (typeof AUDIT_DECISIONS)[number];

export const FIELD_OUTCOMES = ["CLEAR", "MASKED", "DENIED", "NULL_AT_SOURCE", "UNAVAILABLE"] as const;
export type FieldOutcome = (typeof FIELD_OUTCOMES)[number];

export const AUDITED_CLASSES = ["C1", "C2"] as const;
export type AuditedClass = (typeof AUDITED_CLASSES)[number];

export interface AuditActor {
  /** `staff:RM1`, `customer:<our customer id>` or `system:<part>`; never a number that a customer is known by. */
  readonly subject: string;
  /** The role that counted. */
  readonly role: string;
  readonly roles: readonly string[];
  readonly orgUnit: string | null;
  /** For whom he acted: the subject of another, where one acts for another. */
  readonly actingFor: string | null;
}

/** One field of one customer, by the pattern of its path: the places of a list are left out. */
export interface AuditedField {
  readonly path: string;
  readonly class: AuditedClass;
  readonly outcome: FieldOutcome;
}

/** What one operation showed of one customer. */
export interface AuditedSubject {
  readonly customerId: string;
  /** Why the caller reached him, and how far. */
  readonly basis: string;
  readonly level: string;
  readonly outsidePortfolio: boolean;
  /** Whether the bank keeps a special eye on who looks at this customer: the prominent, its own staff. */
  readonly watched: boolean;
  readonly policies: readonly string[];
  readonly fields: readonly AuditedField[];
}

export interface AuditedSource {
  readonly source: string;
  /** As the graph names it, such as FRESH, STALE or UNAVAILABLE. */
  readonly state: string;
  /** How old the oldest value served from it was. */
  readonly ageSeconds: number | null;
}

/** Facts of the bank's own doing, such as the name of a changed setting; never a fact of a customer. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

interface AuditedOperation {
  readonly actor: AuditActor;
  readonly channel: string;
  readonly clientId: string;
  readonly purpose: string;
  readonly action: AuditAction;
  readonly decision: AuditDecision;
  readonly operationName: string | null;
  /** SHA-256 of the normalised document, in hexadecimal. */
  readonly operationHash: string;
  readonly policyVersion: string;
  readonly grantId: string | null;
  readonly sources: readonly AuditedSource[];
  readonly durationMs: number;
  readonly resultCount: number | null;
  /** Error codes; a message could quote a value. */
  readonly errors: readonly string[];
  readonly detail: AuditDetail;
}

/** What one operation leaves behind, before the trail has given it a place. */
export interface DraftEvent extends AuditedOperation {
  /** The trail's own clock where it is left out. */
  readonly at?: Instant;
  readonly subjects: readonly AuditedSubject[];
  /** Fields that are no subject's: of somebody who was not shown at all, or of nobody. */
  readonly otherFields?: readonly AuditedField[];
}

/** Fields that share class and outcome: said once for all of them. */
export interface FieldGroup {
  readonly class: AuditedClass;
  readonly outcome: FieldOutcome;
  readonly paths: readonly string[];
}

/** Customers of whom the operation showed the same in the same way: a list of fifty stays as small as one. */
export interface SubjectGroup extends Omit<AuditedSubject, "customerId" | "fields"> {
  readonly customerIds: readonly string[];
  readonly fields: readonly FieldGroup[];
}

/** One event of the trail. No value of a customer is ever in it: customers by our id, fields by path. */
export interface AuditEvent extends AuditedOperation {
  /** A ULID: ids of one writer sort by time. */
  readonly id: string;
  readonly at: Instant;
  /** One run of one gateway. */
  readonly writer: string;
  /** Counts the writer's events from 1, without a gap. */
  readonly sequence: number;
  readonly subjects: readonly SubjectGroup[];
  readonly otherFields: readonly FieldGroup[];
}
