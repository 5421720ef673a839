import { COUNTED, CountedFrequencies } from "../match/counted-frequencies.js";
import type { Frequencies } from "../match/match-model.js";
import { hashOf } from "./blocks.js";
import type { StatedRecords } from "./stated-records.js";

/** Rarer than this is simply rare: those are not kept, or the index would carry a list of nearly all its names' hashes. */
const LEAST = 5;
const BUCKETS = 1 << 22;

/**
 * How often names and places occur. First roughly, in buckets; then exactly for those whose bucket says that they may be
 * frequent. So a million different names take no more memory than a thousand.
 */
export function countFrequencies(records: StatedRecords): {
  readonly counts: ReadonlyMap<string, number>;
  readonly model: Frequencies;
} {
  const rough = new Uint32Array(BUCKETS);
  eachToken(records, (token) => {
    const bucket = hashOf(token) % BUCKETS;
    rough[bucket] = (rough[bucket] ?? 0) + 1;
  });
  const counts = new Map<string, number>();
  eachToken(records, (token) => {
    if ((rough[hashOf(token) % BUCKETS] ?? 0) >= LEAST) counts.set(token, (counts.get(token) ?? 0) + 1);
  });
  for (const [token, count] of counts) if (count < LEAST) counts.delete(token);
  return { counts, model: new CountedFrequencies(counts, records.size) };
}

function eachToken(records: StatedRecords, take: (token: string) => void): void {
  for (let place = 0; place < records.size; place += 1) {
    const print = records.print(place);
    if (print === null) continue;
    for (const token of new Set(COUNTED.flatMap((feature) => print.all(feature)))) take(token);
  }
}
