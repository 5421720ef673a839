import { sql } from "kysely";
import type { CustomerId } from "../../src/domain/customer-id.js";
import type { SourceName } from "../../src/domain/source.js";
import { insertRows } from "../../src/identity/build/insert-rows.js";
import { withoutLinkIndexes } from "../../src/identity/build/link-indexes.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { identifierKey } from "../../src/identity/match/blocking-keys.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import { stableId } from "../../src/identity/stable-id.js";

const SECRET = "a secret of the benchmark, and of nothing else";
const SOURCES = ["core-banking", "loan", "card", "crm"] as const satisfies readonly SourceName[];
const BATCH = 100_000;

export const lookupRing = new KeyRing([{ id: "1", secret: SECRET }]);

/**
 * An index of so many records: a key and a link each, in the tables and under the indexes that a build makes. Each
 * customer is in all four systems under one mobile, and his records lie as far apart as four listings put them.
 */
export async function writeLookupIndex(file: string, records: number, note: (text: string) => void): Promise<void> {
  const customers = Math.floor(records / SOURCES.length);
  const store = await openIdentityStore(file, true);
  await sql`pragma cache_size = -3000000`.execute(store);
  const of = (n: number) => [SOURCES[Math.floor((n - 1) / customers)] ?? "crm", `r${n}`] as const;
  await withoutLinkIndexes(store, records, async () => {
    for (let start = 0; start < records; start += BATCH) {
      const numbers = Array.from({ length: Math.min(BATCH, records - start) }, (_, index) => start + index + 1);
      const keys = numbers
        .map((n) => [keyOf(n % customers), n] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1));
      await store.transaction().execute(async (inside) => {
        await insertRows(
          inside,
          "record",
          ["record", "source", "record_id", "statement"],
          numbers.map((n) => [n, ...of(n), n]),
        );
        await insertRows(inside, "record_key", ["key", "record"], keys);
        await insertRows(
          inside,
          "link",
          LINK,
          numbers.map((n) => [...of(n), customerOf(n % customers), "POSITIVE", "D1", "[]", "[]", "rule", 1]),
        );
      });
      if (start % 1_000_000 === 0) note(`${start} records written`);
    }
  });
  await store.destroy();
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

/** The mobile of the customer with this number. */
export function mobileOf(customer: number): string {
  return `1${String(3_000_000_000 + customer)}`;
}

function keyOf(customer: number): string {
  return `1:${identifierKey("MOBILE", lookupRing.comparing.token("MOBILE", mobileOf(customer)))}`;
}

function customerOf(customer: number): CustomerId {
  return stableId(SECRET, "core-banking", String(customer));
}
