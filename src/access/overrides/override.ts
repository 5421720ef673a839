import type { Attribute } from "../../domain/attribute.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import type { RecordKey } from "../../domain/membership.js";

/** A statement by which record made it, and by a keyed mark of what it says: the value itself is nowhere in it. */
export interface StatementRef extends RecordKey {
  readonly mark: string;
}

interface Happened {
  readonly customerId: CustomerId;
  readonly attribute: Attribute;
  readonly statement: StatementRef;
  readonly by: string;
  readonly at: Instant;
  readonly reason: string;
}

/** A steward says that what this record states is what counts, until a moment. */
export interface ChosenEvent extends Happened {
  readonly kind: "CHOSEN";
  readonly expiresAt: Instant;
}

/** The rule decides again. */
export interface WithdrawnEvent extends Happened {
  readonly kind: "WITHDRAWN";
}

export type OverrideEvent = ChosenEvent | WithdrawnEvent;
