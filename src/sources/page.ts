import type { Leaf, Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";

/** One page of a longer list. */
export interface Page<T> {
  readonly entries: Listing<T>;
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

/** A page that does not say readably where the next one begins is not the last: it has a gap. */
export function toPage<T>({ items, gaps }: Listing<T>, next: Leaf<string>): Page<T> {
  return next instanceof SourceFault
    ? { entries: { items, gaps: [...gaps, next] }, next: null }
    : { entries: { items, gaps }, next };
}
