import { describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { FeedLog } from "../../../src/identity/feed/feed-log.js";
import { PartyIngest } from "../../../src/identity/feed/party-ingest.js";
import { openIdentity } from "../../support/identity.js";
import { PaperFeed, type PaperPage } from "../../support/paper-feed.js";
import { company, NOON, person, RESIDENT_IDS } from "../../support/parties.js";

const [ID, OTHER_ID] = RESIDENT_IDS;
const MOBILE = "13912345678";
const one = person({ recordId: "c1", documents: { RESIDENT_ID: ID } });
const two = person({ recordId: "c2", documents: { RESIDENT_ID: OTHER_ID } });
const three = person({ recordId: "c3", documents: { RESIDENT_ID: RESIDENT_IDS[2] } });

async function ingesting(pages: readonly (readonly [string | null, PaperPage])[], changes: PaperPage[] = []) {
  const identity = await openIdentity();
  const feed = new PaperFeed("core-banking", new Map(pages), changes);
  const log = new FeedLog(identity.store, identity.clock);
  const ingest = new PartyIngest(identity.writer, identity.writer, log, () => undefined, [1, 1, 1]);
  return {
    ...identity,
    feed,
    run: () => ingest.run(feed),
    records: async () =>
      (await identity.store.selectFrom("link").select("record_id").execute()).map((row) => row.record_id),
    statements: () => identity.store.selectFrom("statement").selectAll().orderBy("sequence").execute(),
  };
}

describe("a feed", () => {
  it("that ends half way is read as far as it goes, and goes on there the next time", async () => {
    const bank = await ingesting([[null, { entries: [one], next: "1" }]]);
    const { isComplete, fault, listed } = await bank.run();
    expect([isComplete, fault, listed]).toEqual([false, "SOURCE_UNAVAILABLE", 1]);
    expect(await bank.records()).toEqual(["c1"]);
    bank.feed.pages.set("1", { entries: [two], next: null });
    bank.feed.asked.length = 0;
    expect(await bank.run()).toMatchObject({ isComplete: true, listed: 2 });
    expect(bank.feed.asked).toEqual(["1"]);
  }, 30_000);

  it("that fails now and then is asked again", async () => {
    const bank = await ingesting([[null, { entries: [one], next: null }]]);
    bank.feed.failures = 1;
    expect(await bank.run()).toMatchObject({ isComplete: true, changed: 1 });
  });

  it("that repeats its records states each once", async () => {
    const bank = await ingesting([
      [null, { entries: [one, one], next: "1" }],
      ["1", { entries: [one, two], next: null }],
    ]);
    expect(await bank.run()).toMatchObject({ isComplete: true, changed: 2 });
    expect(await bank.statements()).toHaveLength(2);
  });

  it("that leads back to a page it has given is left, and not taken to be whole", async () => {
    const bank = await ingesting([
      [null, { entries: [one], next: "1" }],
      ["1", { entries: [two], next: "1" }],
    ]);
    expect(await bank.run()).toMatchObject({ isComplete: false, fault: "FEED_REPEATS" });
    expect(await bank.records()).toEqual(["c1", "c2"]);
  });

  it("of changes that do not go on is left", async () => {
    const bank = await ingesting(
      [[null, { entries: [one], next: null }]],
      [
        { entries: [], next: "0" },
        { entries: [], next: "0" },
      ],
    );
    expect(await bank.run()).toMatchObject({ isComplete: false, fault: "FEED_REPEATS" });
  });

  it("that goes backwards does not bring back what has been overtaken", async () => {
    const now = { ...one, contacts: person({ mobiles: [MOBILE] }).contacts, observedAt: NOON };
    const before = {
      ...one,
      contacts: person({ mobiles: ["13800001234"] }).contacts,
      observedAt: (NOON - 1_000) as Instant,
    };
    const bank = await ingesting([[null, { entries: [now], next: null }]], [{ entries: [before], next: "1" }]);
    expect(await bank.run()).toMatchObject({ isComplete: true });
    expect(await bank.lookup.find({ type: "MOBILE", value: MOBILE })).toHaveLength(1);
    expect(await bank.lookup.find({ type: "MOBILE", value: "13800001234" })).toEqual([]);
    expect(await bank.statements()).toHaveLength(2);
  });

  it("keeps and flags what is wrong in it, and links nobody by it", async () => {
    const bank = await ingesting([
      [
        null,
        {
          entries: [
            person({
              recordId: "c1",
              name: "王一",
              birthDate: "2999-01-01",
              documents: { RESIDENT_ID: "110101199003070012" },
            }),
            person({ recordId: "c2", name: null, documents: { RESIDENT_ID: "110101199003070012" } }),
            person({ recordId: "c3", birthDate: "1991-03-07", documents: { RESIDENT_ID: ID } }),
            {
              recordId: "c4",
              party: new SourceFault("core-banking", "SOURCE_MALFORMED", { at: "entries/3" }),
              numbers: [],
            },
            company({ recordId: "c5", uscc: "91320594758983201R" }),
          ],
          next: null,
        },
      ],
    ]);
    expect(await bank.run()).toMatchObject({ isComplete: true, changed: 4, flagged: 4, unreadable: 1 });
    const flags = Object.fromEntries(
      (await bank.statements()).map((row) => [row.record, JSON.parse(row.flags) as string[]]),
    );
    expect(Object.values(flags)).toEqual([
      ["IDENTIFIER_INVALID", "NO_IDENTIFIER", "BIRTH_DATE_IN_FUTURE"],
      ["IDENTIFIER_INVALID", "NAME_MISSING", "NO_IDENTIFIER"],
      ["BIRTH_DATE_AGAINST_NUMBER"],
      ["IDENTIFIER_INVALID", "NO_IDENTIFIER"],
      ["RECORD_UNREADABLE"],
    ]);
    const customers = await bank.store.selectFrom("link").select("customer_id").distinct().execute();
    expect(customers).toHaveLength(4);
  });

  it("that gives a record up leaves it with its customer, and finds him by it no longer", async () => {
    const gone = { recordId: "c3", party: null, numbers: [] };
    const bank = await ingesting([[null, { entries: [three], next: null }]], [{ entries: [gone], next: "1" }]);
    expect(await bank.run()).toMatchObject({ removed: 1 });
    expect(await bank.lookup.find({ type: "RESIDENT_ID", value: RESIDENT_IDS[2] })).toEqual([]);
    expect(await bank.records()).toEqual(["c3"]);
  });

  it("that renames a customer knows him by his former name as well", async () => {
    const renamed = { ...one, name: person({ name: "王大明" }).name, observedAt: NOON };
    const bank = await ingesting([[null, { entries: [one], next: null }]], [{ entries: [renamed], next: "1" }]);
    await bank.run();
    const [id] = await bank.link([person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: ID } })]);
    expect(await bank.members(id)).toEqual(["core-banking:c1", "loan:l1"]);
  });
});
