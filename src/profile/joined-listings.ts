import type { Listing, Outcome } from "../domain/outcome.js";
import type { ArrangementRecord } from "../domain/records/arrangement.js";

/** What several records of one customer at one source hold together; unavailable as soon as one of them is. */
export function joined<T extends ArrangementRecord>(outcomes: readonly Outcome<Listing<T>>[]): Outcome<Listing<T>> {
  const [first, ...others] = outcomes;
  if (first === undefined) throw new Error("a section has at least one record");
  if (others.length === 0) return first;
  const failed = outcomes.find((outcome) => outcome.kind === "unavailable");
  if (failed !== undefined) return failed;
  const known = outcomes.filter((outcome) => outcome.kind === "known");
  const [oldest] = [...known].sort((left, right) => left.asOf - right.asOf);
  if (oldest === undefined) return first;
  const listings = known.map(({ value }) => value);
  // Told as the least live of its parts.
  const kept =
    known.find((each) => each.kept?.from === "LAST_KNOWN_GOOD")?.kept ?? known.find((each) => each.kept)?.kept;
  return {
    ...oldest,
    ...(kept !== undefined && { kept }),
    value: { items: onceEach(listings.flatMap(({ items }) => items)), gaps: listings.flatMap(({ gaps }) => gaps) },
  };
}

/** An arrangement that two of the records hold together is still one. */
function onceEach<T extends ArrangementRecord>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.recordId, item])).values()];
}
