import type { Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/** What a batch search answered to one of its identifiers. */
export interface SearchResult<T> {
  /** Which identifier of the request. */
  readonly index: number;
  readonly found: Listing<T>;
}

/** One listing for each identifier, in order. An identifier that got no readable answer has a gap: it is not unknown. */
export function inOrder<T>(
  source: SourceName,
  count: number,
  results: Listing<SearchResult<T>>,
): readonly Listing<T>[] {
  const byIndex = new Map(results.items.map(({ index, found }) => [index, found]));
  return Array.from({ length: count }, (_, index) => byIndex.get(index) ?? unanswered(source, results.gaps));
}

function unanswered(source: SourceName, gaps: readonly SourceFault[]): Listing<never> {
  return { items: [], gaps: gaps.length > 0 ? gaps : [new SourceFault(source, "SOURCE_MALFORMED")] };
}
