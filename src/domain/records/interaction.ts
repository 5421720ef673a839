import type { Instant } from "../instant.js";
import type { Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";
import type { SourceName } from "../source.js";

/** A contact, complaint or case as the contact centre wrote it down. */
export interface InteractionRecord {
  readonly source: SourceName;
  readonly recordId: string;
  readonly kind: "CONTACT" | "COMPLAINT" | "SERVICE_CASE";
  readonly at: Instant;
  /** Free text: whatever was said may stand in it. */
  readonly title: Leaf<Sealed<string>>;
  readonly channel: Leaf<string>;
  readonly initiator: Leaf<"BANK" | "CUSTOMER">;
  readonly status: Leaf<"OPEN" | "IN_PROGRESS" | "CLOSED">;
}
