import type { CustomerId } from "./customer-id.js";
import type { IdentifierType } from "./identifier.js";
import type { Instant } from "./instant.js";
import type { SourceFault } from "./source-fault.js";
import type { SourceName } from "./source.js";

/** One source record that belongs to a customer, and why we think so. */
export interface Link {
  readonly source: SourceName;
  readonly recordId: string;
  readonly customerId: CustomerId;
  readonly decision: "POSITIVE";
  readonly rule: string;
  /** The probability of a scored match; null where a rule or a steward decided without one. */
  readonly score: number | null;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  /** The event by which the record came to this customer, and that can be undone; null when there is none. */
  readonly event: number | null;
}

export interface RecordKey {
  readonly source: SourceName;
  readonly recordId: string;
}

/** A customer as the index knows him. */
export interface Membership {
  readonly customerId: CustomerId;
  readonly links: readonly Link[];
  /** Sources that have answered whether they know him, and when. */
  readonly searched: ReadonlyMap<SourceName, Instant>;
}

/** An identifier as a caller gives it. */
export interface IdentifierQuery {
  readonly type: IdentifierType;
  readonly value: string;
}

export interface FindResult {
  readonly customerIds: readonly CustomerId[];
  /** Registers that could not be asked: the answer may lack customers that only they know. */
  readonly faults: readonly SourceFault[];
  /** False when the number itself is wrong. The registers have been asked all the same, so that the time tells nothing. */
  readonly isValid: boolean;
}

/** What one source holds of this customer. */
export function recordsOf({ links }: Pick<Membership, "links">, source: SourceName): readonly string[] {
  return links.filter((link) => link.source === source).map(({ recordId }) => recordId);
}
