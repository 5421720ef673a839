import type { Path } from "graphql/jsutils/Path.js";
import type { Decision } from "../access/decision.js";

/**
 * A place in an answer that shows nothing, or less than it might, though no error says so: the answer tells why in words of
 * its own, such as a section's freshness. The record of the look must not take it for what a source does not have.
 */
export interface Blank {
  readonly path: Path;
  /** Whose values are missing there; null where they are nobody's whom the caller reaches. */
  readonly decision: Decision | null;
  readonly outcome: "DENIED" | "NULL_AT_SOURCE" | "UNAVAILABLE";
  /** Whether something else stands there instead, so that not even the names of what was asked for are in the answer. */
  readonly isReplaced?: boolean;
}
