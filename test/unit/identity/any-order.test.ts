import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { generatedRecords } from "../../../bench/identity/chinese-set.js";
import { BulkSettler } from "../../../src/identity/build/bulk-settler.js";
import { BulkStater } from "../../../src/identity/build/bulk-stater.js";
import { InlinePrinter } from "../../../src/identity/build/printer.js";
import type { PartyRecord } from "../../../src/domain/records/party.js";
import { ALL_RECORDS } from "../../../src/identity/stored-frequencies.js";
import { openIdentity, type Identity } from "../../support/identity.js";
import { person, RESIDENT_IDS } from "../../support/parties.js";

const MOBILE = "13912345678";
/** Two men of two numbers, and records that fit both: what the order would decide if it decided anything. */
const TORN: readonly PartyRecord[] = [
  person({ recordId: "c1", documents: { RESIDENT_ID: RESIDENT_IDS[0] }, mobiles: [MOBILE] }),
  person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: RESIDENT_IDS[1] }, mobiles: [MOBILE] }),
  person({ source: "crm", recordId: "m1", mobiles: [MOBILE] }),
  person({ source: "card", recordId: "k1", mobiles: [MOBILE], documents: { PASSPORT: "E12345678" } }),
  person({ source: "loan", recordId: "l2", name: "李雷", documents: { RESIDENT_ID: RESIDENT_IDS[0] } }),
  person({
    source: "card",
    recordId: "k2",
    name: "李雷",
    birthDate: "1975-01-01",
    documents: { PASSPORT: "E12345678" },
  }),
];
const BANK = [...TORN, ...[...generatedRecords(7, 18)].map(({ record }) => record)];

/** Who is together with whom; ids depend on who came first, the partition on nothing. */
async function partitionOf({ store }: Identity): Promise<string> {
  const rows = await store.selectFrom("link").selectAll().orderBy("sequence").execute();
  const owners = new Map(rows.map((row) => [`${row.source}:${row.record_id}`, row.customer_id]));
  const groups = Map.groupBy([...owners.keys()].sort(), (key) => owners.get(key));
  return JSON.stringify([...groups.values()].map(String).sort());
}

/** As a build leaves it, so that both ways know how common names are. */
async function withoutFrequencies({ store }: Identity): Promise<void> {
  await store.insertInto("frequency").values({ token: ALL_RECORDS, count: BANK.length }).execute();
}

async function builtAtOnce(records: readonly PartyRecord[]): Promise<string> {
  await using identity = await openIdentity();
  const { store, clock, writer } = identity;
  const stater = new BulkStater(store, clock, writer, new InlinePrinter(writer.parts.ring));
  // A page is stated apart only when it holds enough: the same records come again as changes of themselves.
  await stater.observe(records.map((record) => ({ record, numbers: null, origin: "LISTING" })));
  await new BulkSettler(store, clock, writer).settle(() => undefined);
  return partitionOf(identity);
}

describe("any order of ingest", () => {
  it("gives the same partition", async () => {
    let expected: string | null = null;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...BANK], { minLength: BANK.length }),
        fc.integer({ min: 1, max: 12 }),
        async (records, size) => {
          await using identity = await openIdentity();
          await withoutFrequencies(identity);
          for (let at = 0; at < records.length; at += size) {
            await identity.writer.observe(
              records.slice(at, at + size).map((record) => ({ record, numbers: null, origin: "CHANGE" })),
            );
          }
          const partition = await partitionOf(identity);
          expected ??= partition;
          expect(partition).toBe(expected);
        },
      ),
      { numRuns: 12 },
    );
    expect(expected).toContain('"card:k1,core-banking:c1,crm:m1"');
  }, 120_000);

  it("and a build of all at once give the same partition", async () => {
    const many = [...TORN, ...[...generatedRecords(11, 60)].map(({ record }) => record)];
    await using identity = await openIdentity();
    await identity.store.insertInto("frequency").values({ token: ALL_RECORDS, count: many.length }).execute();
    await identity.writer.observe(many.map((record) => ({ record, numbers: null, origin: "CHANGE" })));
    expect(await builtAtOnce(many)).toBe(await partitionOf(identity));
    expect(await builtAtOnce(many.toReversed())).toBe(await partitionOf(identity));
  }, 120_000);
});
