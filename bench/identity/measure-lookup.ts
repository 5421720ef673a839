import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import { quantile } from "../statistics.js";
import { lookupRing, mobileOf, writeLookupIndex } from "./lookup-index.js";

export interface LookupFigures {
  readonly records: number;
  readonly fileMb: number;
  readonly found: LookupTimes;
  readonly notFound: LookupTimes;
}

/** Milliseconds. */
export interface LookupTimes {
  readonly p50: number;
  readonly p99: number;
}

const LOOKUPS = 10_000;
/** A prime: the customers who are asked for come in no order. */
const STRIDE = 7_368_787;

/**
 * Exact look-ups in an index of so many records, by the product's own look-up. Each customer is asked for once, so that
 * nothing of his lies in the store's memory yet. `index` is a file to be written, or to be used again; else it is
 * thrown away.
 */
export async function measureLookup(
  records: number,
  note: (text: string) => void,
  index: string | null = null,
): Promise<LookupFigures> {
  const folder = mkdtempSync(join(tmpdir(), "identity-lookup-"));
  const file = index ?? join(folder, "identity.sqlite");
  try {
    if (!existsSync(file)) await writeLookupIndex(file, records, note);
    const store = await openIdentityStore(file);
    const lookup = new ExactLookup(store, lookupRing);
    const customers = Math.floor(records / 4);
    await timed(lookup, (n) => mobileOf((n * STRIDE) % customers), 1);
    const found = await timed(lookup, (n) => mobileOf(((n + LOOKUPS) * STRIDE) % customers), 1);
    const notFound = await timed(lookup, (n) => mobileOf(2_000_000_000 + n * 97), 0);
    await store.destroy();
    return { records, fileMb: statSync(file).size / 1024 ** 2, found, notFound };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed(lookup: ExactLookup, numberOf: (n: number) => string, expected: number): Promise<LookupTimes> {
  const times: number[] = [];
  for (let n = 0; n < LOOKUPS; n += 1) {
    const value = numberOf(n);
    const startedAt = performance.now();
    const found = await lookup.find({ type: "MOBILE", value });
    times.push(performance.now() - startedAt);
    if (found.length !== expected) throw new Error("the look-up has not found what is there");
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
