import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { generatedRecords } from "../../../bench/identity/chinese-set.js";
import type { PartyRecord } from "../../../src/domain/records/party.js";
import { BulkSettler } from "../../../src/identity/build/bulk-settler.js";
import { BulkStater } from "../../../src/identity/build/bulk-stater.js";
import { withoutLinkIndexes } from "../../../src/identity/build/link-indexes.js";
import { PartitionThread } from "../../../src/identity/build/partition-thread.js";
import type { Partitioner } from "../../../src/identity/build/partitioner.js";
import { PrintPool } from "../../../src/identity/build/print-pool.js";
import { InlinePrinter, type Printer } from "../../../src/identity/build/printer.js";
import { DEFAULT_MODEL } from "../../../src/identity/match/match-model.js";
import { openIdentity, SECRET, type Identity } from "../../support/identity.js";
import { contact, person } from "../../support/parties.js";

const folder = mkdtempSync(join(tmpdir(), "identity-build-"));
afterAll(() => rmSync(folder, { recursive: true }));

const records = [...generatedRecords(13, 200)].map(({ record }) => record);
const keys = [{ id: "1", secret: SECRET }];

async function build(
  { store, clock, writer }: Identity,
  what: readonly PartyRecord[],
  printer: Printer,
  startPartitioner?: () => Partitioner,
): Promise<void> {
  const stater = new BulkStater(store, clock, writer, printer);
  await stater.observe(what.map((record) => ({ record, numbers: null, origin: "LISTING" })));
  await printer.close();
  await new BulkSettler(store, clock, writer, startPartitioner).settle(() => undefined);
}

async function rowsOf({ store }: Identity): Promise<unknown> {
  const links = await store.selectFrom("link").selectAll().orderBy("source").orderBy("record_id").execute();
  const owned = await store.selectFrom("record_key").selectAll().orderBy("key").orderBy("record").execute();
  const doubts = await store.selectFrom("judgement").select(["low", "high", "rule"]).orderBy("low").execute();
  const common = await store.selectFrom("frequency").selectAll().orderBy("token").execute();
  return { links: links.map(({ sequence, ...row }) => [sequence > 0, row]), owned, doubts, common };
}

describe("a build", () => {
  it("with threads beside it writes the very rows that it writes alone", async () => {
    await using alone = await openIdentity();
    await build(alone, records, new InlinePrinter(alone.writer.parts.ring));
    const where = join(folder, "threads.sqlite");
    await using beside = await openIdentity(where);
    const startPartitioner = () => new PartitionThread({ where, keys, model: DEFAULT_MODEL, secret: SECRET });
    await build(beside, records, new PrintPool(keys, 1), startPartitioner);
    expect(await rowsOf(beside)).toEqual(await rowsOf(alone));
    const customers = await Promise.all(records.map((record) => beside.index.customerOf(record)));
    expect(customers).not.toContain(null);
  });

  it("compares two who share a number with hundreds, if they share something else as well", async () => {
    const crowd = Array.from({ length: 220 }, (_, n) =>
      person({ source: "crm", recordId: `x${n}`, name: `张三${n}`, birthDate: null, mobiles: ["13912345678"] }),
    );
    const twice = (["loan", "card"] as const).map((source) =>
      person({ source, recordId: "t", mobiles: ["13912345678"], contacts: [contact("EMAIL", "wxm@mail.example")] }),
    );
    await using identity = await openIdentity();
    await build(identity, [...crowd, ...twice], new InlinePrinter(identity.writer.parts.ring));
    const [one, other] = await Promise.all(twice.map((record) => identity.index.customerOf(record)));
    expect(one).not.toBeNull();
    expect(one).toBe(other);
  });
});

describe("links that are written with their indexes away", () => {
  const indexesOf = (store: Identity["store"]): Promise<unknown[]> =>
    store
      .selectFrom(sql<{ name: string }>`pragma_index_list('link')`.as("each"))
      .select("each.name")
      .execute();
  const MANY = 60_000;

  it("have them afterwards, and after a build that failed", async () => {
    await using identity = await openIdentity();
    const before = await indexesOf(identity.store);
    expect(before).toHaveLength(2);
    const during = await identity.writer.inTurn((store) => withoutLinkIndexes(store, MANY, () => indexesOf(store)));
    expect(during).toEqual([]);
    expect(await indexesOf(identity.store)).toEqual(before);
    const failing = identity.writer.inTurn((store) =>
      withoutLinkIndexes(store, MANY, () => Promise.reject(new RangeError("no more"))),
    );
    await expect(failing).rejects.toThrow(RangeError);
    expect(await indexesOf(identity.store)).toEqual(before);
  });

  it("are few, or come to many: then the indexes stay", async () => {
    await using identity = await openIdentity();
    await identity.link(records.slice(0, 3));
    const during = await identity.writer.inTurn((store) => withoutLinkIndexes(store, 20, () => indexesOf(store)));
    expect(during).toHaveLength(2);
  });
});
