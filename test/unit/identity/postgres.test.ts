import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import { BulkSettler } from "../../../src/identity/build/bulk-settler.js";
import { BulkStater } from "../../../src/identity/build/bulk-stater.js";
import { InlinePrinter } from "../../../src/identity/build/printer.js";
import { ResolutionReader } from "../../../src/identity/resolution.js";
import { Stewardship } from "../../../src/identity/stewardship.js";
import { generatedRecords } from "../../../bench/identity/chinese-set.js";
import { openIdentity } from "../../support/identity.js";
import { person, RESIDENT_IDS } from "../../support/parties.js";
import { startPostgres, type Postgres } from "../../support/postgres.js";

let server: Postgres;
beforeAll(async () => {
  server = await startPostgres();
}, 300_000);
afterAll(() => server[Symbol.asyncDispose]());

const NOBODY = "" as CustomerId;
const why = { by: "ST1", reason: "seen both files" };

describe("an index in PostgreSQL", () => {
  it("links, finds, merges and takes back as the embedded one does, for two processes at once", async () => {
    const address = await server.newDatabase();
    await using one = await openIdentity(address);
    await using other = await openIdentity(address);
    const records = Array.from({ length: 6 }, (_, index) =>
      person({ source: "card", recordId: `k${index}`, documents: { RESIDENT_ID: RESIDENT_IDS[0] } }),
    );
    await Promise.all(records.map((record, index) => (index % 2 === 0 ? one : other).link([record])));
    const [id] = await one.lookup.find({ type: "RESIDENT_ID", value: RESIDENT_IDS[0] });
    expect(await other.members(id)).toHaveLength(6);
    const [stranger] = await other.link([person({ source: "loan", recordId: "l9", name: "韩梅梅", birthDate: null })]);
    const stewards = new Stewardship(one.writer, one.clock);
    const { event, survivor } = await stewards.merge(id ?? NOBODY, stranger ?? NOBODY, why);
    expect((await other.read(stranger))?.customerId).toBe(survivor);
    await stewards.unmerge(event, why);
    expect(await other.members(stranger)).toEqual(["loan:l9"]);
    const resolution = await new ResolutionReader(other.store, other.clock).read(survivor);
    expect(resolution?.history.map(({ kind }) => kind)).toEqual(["MERGE", "UNDO"]);
  }, 60_000);

  it("is built at once like the embedded one", async () => {
    const records = [...generatedRecords(3, 80)].map(({ record }) => record);
    const partitions: string[] = [];
    for (const where of [await server.newDatabase(), ":memory:"]) {
      await using identity = await openIdentity(where);
      const { store, clock, writer } = identity;
      const stater = new BulkStater(store, clock, writer, new InlinePrinter(writer.parts.ring));
      await stater.observe(records.map((record) => ({ record, numbers: null, origin: "LISTING" })));
      await new BulkSettler(store, clock, writer).settle(() => undefined);
      const customers = await Promise.all(records.map((record) => identity.index.customerOf(record)));
      partitions.push(JSON.stringify(records.map(({ source, recordId }, at) => [source, recordId, customers[at]])));
    }
    expect(partitions[0]).toBe(partitions[1]);
  }, 60_000);
});
