import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { CustomerId } from "../../src/domain/customer-id.js";
import type { SourceName } from "../../src/domain/source.js";
import { insertRows } from "../../src/identity/build/insert-rows.js";
import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { identifierKey } from "../../src/identity/match/blocking-keys.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import { stableId } from "../../src/identity/stable-id.js";
import { quantile } from "../statistics.js";

export interface LookupFigures {
  readonly records: number;
  readonly fileMb: number;
  readonly found: LookupTimes;
  readonly notFound: LookupTimes;
}

/** Milliseconds; those of the processor tell the look-up from whatever else the machine was doing. */
export interface LookupTimes {
  readonly p50: number;
  readonly p99: number;
  readonly cpuP50: number;
  readonly cpuP99: number;
}

const SECRET = "a secret of the benchmark, and of nothing else";
const SOURCES = ["core-banking", "loan", "card", "crm"] as const satisfies readonly SourceName[];
const LOOKUPS = 4_000;
const BATCH = 100_000;

/**
 * Exact look-ups in an index of so many records: two keys and a link each, in the tables and under the indexes that a
 * build makes. The rows are written straight into them; what is measured is the product's own look-up. Milliseconds.
 */
export async function measureLookup(records: number, note: (text: string) => void): Promise<LookupFigures> {
  const folder = mkdtempSync(join(tmpdir(), "identity-lookup-"));
  const file = join(folder, "identity.sqlite");
  const ring = new KeyRing([{ id: "1", secret: SECRET }]);
  const building = await openIdentityStore(file, true);
  await sql`pragma cache_size = -3000000`.execute(building);
  const [key] = ring.keys;
  if (key === undefined) throw new Error("a ring has a key");
  const keyOf = (n: number): string => `1:${identifierKey("MOBILE", key.token("MOBILE", mobile(n)))}`;
  try {
    for (let start = 0; start < records; start += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, records - start) }, (_, index) => start + index + 1);
      const of = (n: number) => [SOURCES[n % 4] ?? "crm", `r${n}`] as const;
      await building.transaction().execute(async (store) => {
        await insertRows(
          store,
          "record",
          ["record", "source", "record_id", "statement"],
          numbers.map((n) => [n, ...of(n), n]),
        );
        // Four records of one customer carry one number, as they do in a bank.
        const keys = numbers
          .map((n) => [keyOf(Math.floor(n / 4)), n] as const)
          .sort(([one], [other]) => (one < other ? -1 : 1));
        await insertRows(store, "record_key", ["key", "record"], keys);
        await insertRows(
          store,
          "link",
          LINK,
          numbers.map((n) => [...of(n), customer(n), "POSITIVE", "D1", "[]", "[]", "rule", 1]),
        );
      });
      if (start % 1_000_000 === 0) note(`${start} records written`);
    }
    await building.destroy();
    const store = await openIdentityStore(file);
    const lookup = new ExactLookup(store, ring);
    const timed = async (numberOf: (n: number) => string, expected: number | null) => {
      const [times, cpuTimes]: [number[], number[]] = [[], []];
      for (let n = 0; n < LOOKUPS; n += 1) {
        const value = numberOf((n * 7_368_787) % Math.floor(records / 4));
        const cpuAtStart = process.threadCpuUsage();
        const startedAt = performance.now();
        const found = await lookup.find({ type: "MOBILE", value });
        times.push(performance.now() - startedAt);
        const { user, system } = process.threadCpuUsage(cpuAtStart);
        cpuTimes.push((user + system) / 1_000);
        if (expected !== null && found.length !== expected) throw new Error("the look-up has not found what is there");
      }
      return {
        p50: quantile(times, 0.5),
        p99: quantile(times, 0.99),
        cpuP50: quantile(cpuTimes, 0.5),
        cpuP99: quantile(cpuTimes, 0.99),
      };
    };
    await timed(mobile, null);
    const found = await timed((n) => mobile(n + 1), 1);
    const notFound = await timed((n) => mobile(n + 2_000_000_000), 0);
    await store.destroy();
    return { records, fileMb: statSync(file).size / 1024 ** 2, found, notFound };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const LINK = [
  "source",
  "record_id",
  "customer_id",
  "decision",
  "rule",
  "matched_on",
  "against",
  "decided_by",
  "decided_at",
] as const;

function mobile(n: number): string {
  return `1${String(3_000_000_000 + n)}`;
}

function customer(n: number): CustomerId {
  return stableId(SECRET, "core-banking", String(Math.floor(n / 4)));
}
