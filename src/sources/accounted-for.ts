import type { Leaf, Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/** What a batch was asked for, and which of it the answer says it does not know. */
export interface Asked {
  readonly ids: readonly string[];
  readonly notFound: Leaf<readonly string[]>;
}

/**
 * A batch's records, with a gap where an id is neither among them nor named as unknown: a source that leaves somebody
 * out has not said that it has nothing of him.
 */
export function accountedFor<T>(
  source: SourceName,
  { items, gaps }: Listing<T>,
  keyOf: (item: T) => string | undefined,
  { ids, notFound }: Asked,
): Listing<T> {
  const told = new Set([...items.map(keyOf), ...(Array.isArray(notFound) ? (notFound as readonly string[]) : [])]);
  if (gaps.length > 0 || ids.every((id) => told.has(id))) return { items, gaps };
  return { items, gaps: [new SourceFault(source, "SOURCE_MALFORMED", { at: "notFound" })] };
}
