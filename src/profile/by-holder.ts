import type { Elements, Listing } from "../domain/outcome.js";
import type { HolderRecord } from "../domain/records/arrangement.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/**
 * Deals a batch's arrangements out to the customers who hold them: one pass, however long the lists. An arrangement
 * that could not be read, or that names nobody who was asked for, leaves its gap in everybody's list: it may be anybody's.
 */
export function byHolder<T extends { readonly source: SourceName; readonly holders: Elements<HolderRecord> }>(
  all: Listing<T>,
  holderIds: readonly string[],
): ReadonlyMap<string, Listing<T>> {
  const dealt = new Map(holderIds.map((id) => [id, [] as T[]]));
  const gaps = [...all.gaps];
  for (const item of all.items) {
    if (item.holders instanceof SourceFault) gaps.push(item.holders);
    else if (!item.holders.some(({ recordId }) => dealt.has(recordId))) {
      gaps.push(new SourceFault(item.source, "SOURCE_MALFORMED", { at: "holders" }));
    }
    // Somebody may hold it in two roles, as its primary holder and its signatory; he holds it once.
    else for (const id of new Set(item.holders.map(({ recordId }) => recordId))) dealt.get(id)?.push(item);
  }
  return new Map([...dealt].map(([id, items]) => [id, { items, gaps: gaps.filter((gap) => gap.mayConcern(id)) }]));
}
