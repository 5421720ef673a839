import type { Instant } from "./instant.js";
import type { SourceFault } from "./source-fault.js";
import type { SourceName } from "./source.js";

/** What came of asking one source: three answers with three names, never one null for all of them. */
export type Outcome<T> = Known<T> | Absent | Unavailable;

export interface Known<T> {
  readonly kind: "known";
  readonly source: SourceName;
  readonly value: T;
  /** When it was true at the source. */
  readonly asOf: Instant;
  /** When the gateway read it. */
  readonly retrievedAt: Instant;
  /** Not there for what the source has said just now. */
  readonly kept?: Kept;
}

/** What the source said before, and why it was not asked again or asked in vain. */
export interface Kept {
  readonly from: "CACHE" | "LAST_KNOWN_GOOD";
  /** The fault that made us fall back on what we knew; absent where nothing failed. */
  readonly because?: SourceFault;
}

/** The source answered: it has nothing. */
export interface Absent {
  readonly kind: "absent";
  readonly source: SourceName;
  readonly asOf: Instant;
  readonly retrievedAt: Instant;
  readonly kept?: Kept;
}

export interface Unavailable {
  readonly kind: "unavailable";
  readonly source: SourceName;
  readonly because: SourceFault;
}

/** One value of a record: known, not there, or lost to a fault of the source that touches this value alone. */
export type Leaf<T> = T | null | SourceFault;

/** A short list inside a record: whole, or the fault that keeps it from being whole. */
export type Elements<T> = readonly T[] | SourceFault;

/** Records of one kind, with the faults of those that could not be read: a list with gaps is never a whole list. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly gaps: readonly SourceFault[];
}

export function mapKnown<T, U>(outcome: Outcome<T>, compute: (value: T) => U): Outcome<U> {
  return outcome.kind === "known" ? { ...outcome, value: compute(outcome.value) } : outcome;
}
