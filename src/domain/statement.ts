import type { Instant } from "./instant.js";
import type { Sealed } from "./sealed.js";
import type { SourceName } from "./source.js";

export type Verification =
  | "VERIFIED_OTP"
  | "VERIFIED_DOCUMENT"
  | "VERIFIED_AUTHORITY"
  | "SELF_DECLARED"
  | "DERIVED"
  | "FAILED_VALIDATION"
  | "NONE";

/** What one source says of one attribute. A golden value is a choice over statements; choosing never edits them. */
export interface Statement<T> {
  readonly source: SourceName;
  readonly recordId: string;
  readonly value: Sealed<T>;
  /** When it became known at the source; null when the source does not say. */
  readonly observedAt: Instant | null;
  readonly verification: Verification;
  readonly collectedBy: string | null;
  readonly collectionChannel: string | null;
}
