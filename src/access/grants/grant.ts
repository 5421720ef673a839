import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import type { RecordKey } from "../../domain/membership.js";
import type { FieldCoordinate } from "../decision.js";
import type { Purpose } from "../vocabulary.js";

export const GRANT_STATES = [
  "REQUESTED",
  "APPROVED",
  "REJECTED",
  "ACTIVE",
  "EXPIRED",
  "REVOKED",
  "REVIEW_DUE",
  "REVIEWED",
] as const;

/**
 * `APPROVED` is in force and has not been used yet, `ACTIVE` is in force and used, or an emergency's. An emergency's time
 * is over with `REVIEW_DUE`; everything else's with `EXPIRED`, an undecided request's included.
 */
export type GrantState = (typeof GRANT_STATES)[number];

/** A field as the requester named it, and what that is in the graph. */
export interface RequestedField {
  readonly path: string;
  readonly coordinate: FieldCoordinate;
}

/** A request for access as it was made. It is never changed: what became of it is told by events. */
export interface GrantRequest {
  readonly id: string;
  /** A member of staff. */
  readonly requester: string;
  /** A grant counts for the purpose that it was asked for, and no other. */
  readonly purpose: Purpose;
  readonly customerId: CustomerId;
  /** The records that were this customer when access was asked for: a merge later adds nothing to what is opened. */
  readonly records: readonly RecordKey[];
  readonly fields: readonly RequestedField[];
  readonly reason: string;
  readonly ticket: string | null;
  readonly emergency: boolean;
  readonly minutes: number;
  readonly requestedAt: Instant;
  /** An undecided request comes to nothing then. */
  readonly lapsesAt: Instant;
}

interface Happened {
  readonly by: string;
  readonly at: Instant;
  /** Null where acting at once left nothing to say. */
  readonly comment: string | null;
}

/** What happened to a request, in order and for good. */
export type GrantEvent =
  | (Happened & { readonly kind: "OPENED"; readonly expiresAt: Instant; readonly reviewDueAt: Instant | null })
  | (Happened & { readonly kind: "REJECTED" })
  | (Happened & { readonly kind: "REVOKED" })
  | (Happened & { readonly kind: "REVIEWED"; readonly justified: boolean });

/** One grant: what was asked, what happened since, how often it was used. */
export interface Grant {
  readonly request: GrantRequest;
  readonly events: readonly GrantEvent[];
  readonly usageCount: number;
}

/** The event of a kind, if it has happened. No kind happens twice to one grant. */
export function eventOf<Kind extends GrantEvent["kind"]>(
  { events }: Pick<Grant, "events">,
  kind: Kind,
): Extract<GrantEvent, { readonly kind: Kind }> | null {
  return (events.find((event) => event.kind === kind) ?? null) as Extract<GrantEvent, { readonly kind: Kind }> | null;
}
