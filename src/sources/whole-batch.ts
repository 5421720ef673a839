import type { Leaf, Listing } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/**
 * A batch's answer, with a gap when it says of an id neither what there is nor that it knows nothing of it: to take
 * silence for "none" would make a whole total of half an answer.
 */
export function wholeBatch<T extends { readonly recordId: string }>(
  source: SourceName,
  asked: readonly string[],
  { items, gaps }: Listing<T>,
  notFound: Leaf<readonly string[]>,
): Listing<T> {
  if (notFound instanceof SourceFault) return { items, gaps: [...gaps, notFound] };
  const told = new Set([...items.map(({ recordId }) => recordId), ...(notFound ?? [])]);
  if (gaps.length > 0 || asked.every((id) => told.has(id))) return { items, gaps };
  return { items, gaps: [new SourceFault(source, "SOURCE_MALFORMED", { at: "notFound" })] };
}
