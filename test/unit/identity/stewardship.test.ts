import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import type { RecordKey } from "../../../src/domain/membership.js";
import { ResolutionReader } from "../../../src/identity/resolution.js";
import { ResolutionError } from "../../../src/identity/resolution-error.js";
import { Stewardship } from "../../../src/identity/stewardship.js";
import { openIdentity, type Identity } from "../../support/identity.js";
import { person, RESIDENT_IDS } from "../../support/parties.js";

const [ID, OTHER_ID] = RESIDENT_IDS;
const NOBODY = "" as CustomerId;
const MOBILE = "13912345678";
const why = { by: "ST1", reason: "seen both files" };

const father = person({ recordId: "c1", documents: { RESIDENT_ID: ID }, mobiles: [MOBILE] });
const fatherAtCards = person({ source: "card", recordId: "k1", documents: { RESIDENT_ID: ID } });
const son = person({ source: "crm", recordId: "m1", name: "王小宝", birthDate: "2015-01-01", mobiles: [MOBILE] });
const stranger = person({
  source: "loan",
  recordId: "l1",
  name: "李雷",
  documents: { RESIDENT_ID: OTHER_ID },
  birthDate: null,
});
const noNumber = person({ source: "loan", recordId: "l2", name: "韩梅梅", birthDate: null });
const BANK = [father, fatherAtCards, son, stranger, noNumber];

async function bank() {
  const identity = await openIdentity();
  const ids = await identity.link(BANK);
  const id = (at: number): CustomerId => ids[at] ?? NOBODY;
  return { identity, ids, id, stewards: new Stewardship(identity.writer, identity.clock) };
}

/** Whose every record is, and what stewards hold of every pair: all that a merge and its undoing may touch. */
async function dump({ store }: Identity): Promise<string> {
  const links = await store
    .selectFrom("link")
    .selectAll()
    .where("decision", "=", "POSITIVE")
    .orderBy("sequence")
    .execute();
  const words = await store
    .selectFrom("judgement")
    .selectAll()
    .where("rule", "=", "STEWARD")
    .orderBy("sequence")
    .execute();
  const owner = new Map(links.map((row) => [`${row.source}:${row.record_id}`, `${row.customer_id} ${row.rule}`]));
  const word = new Map(words.map((row) => [`${row.low}-${row.high}`, row.decision]));
  const standing = [...word].filter(([, decision]) => decision !== "WITHDRAWN");
  return JSON.stringify([[...owner].map(String).sort(), standing.map(String).sort()]);
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => {
      if (error instanceof ResolutionError) return error.code;
      throw error;
    },
  );

describe("a merge", () => {
  it("gives one customer, the old id answers with him, and its undoing gives both back exactly", async () => {
    const { identity, ids, id, stewards } = await bank();
    const before = await dump(identity);
    const { event, survivor, former } = await stewards.merge(id(4), id(0), why);
    expect([survivor, former]).toEqual([ids[0], ids[4]]);
    expect(await identity.members(former)).toEqual(["card:k1", "core-banking:c1", "loan:l2"]);
    const merged = await new ResolutionReader(identity.store, identity.clock).read(survivor);
    expect(merged?.previousIds).toEqual([former]);
    expect(merged?.history).toMatchObject([{ event, kind: "MERGE", by: "ST1", from: [former], to: [survivor] }]);
    const undone = await stewards.unmerge(event, why);
    expect(undone).toMatchObject({ undecided: [] });
    expect(await dump(identity)).toBe(before);
    expect(await identity.members(former)).toEqual(["loan:l2"]);
    const parted = await new ResolutionReader(identity.store, identity.clock).read(survivor);
    expect(parted?.previousIds).toEqual([]);
    expect(parted?.history).toMatchObject([{ undoneBy: undone.event }, { kind: "UNDO", undoes: event }]);
  });

  it("stays when the sources say the same again, and so does its undoing", async () => {
    const { identity, ids, id, stewards } = await bank();
    const { event, survivor } = await stewards.merge(id(0), id(4), why);
    await identity.link([
      person({ source: "loan", recordId: "l2", name: "韩梅梅", birthDate: null, mobiles: ["13800001234"] }),
    ]);
    expect(await identity.index.customerOf({ source: "loan", recordId: "l2" })).toBe(survivor);
    await stewards.unmerge(event, why);
    await identity.link([noNumber]);
    expect(await identity.index.customerOf({ source: "loan", recordId: "l2" })).toBe(ids[4]);
  });

  it("of records that contradict each other is refused unless the contradiction is named as seen", async () => {
    const { identity, id, stewards } = await bank();
    const [one, other] = [id(0), id(3)];
    expect(await codeOf(stewards.merge(one, other, why))).toBe("RECORDS_CONTRADICT");
    await expect(stewards.merge(one, other, why)).rejects.toMatchObject({
      because: ["RESIDENT_ID"],
    });
    await stewards.merge(one, other, why, true);
    expect(await identity.members(other)).toContain("core-banking:c1");
  });

  it("lists what has come to the merged customer since, and leaves it where it is", async () => {
    const { identity, id, stewards } = await bank();
    const { event, survivor } = await stewards.merge(id(0), id(4), why);
    await identity.link([person({ source: "crm", recordId: "m9", documents: { RESIDENT_ID: ID } })]);
    const { undecided } = await stewards.unmerge(event, why);
    expect(undecided).toEqual([{ source: "crm", recordId: "m9" }]);
    expect(await identity.members(survivor)).toEqual(["card:k1", "core-banking:c1", "crm:m9"]);
  });
});

describe("a rule's merge", () => {
  it("is an event like any other; taken back, the rule does not make it again", async () => {
    const { identity, stewards } = await bank();
    const [loner] = await identity.link([
      person({ source: "card", recordId: "k9", documents: { PASSPORT: "E12345678" } }),
    ]);
    const bridge = person({ source: "crm", recordId: "m9", documents: { RESIDENT_ID: ID, PASSPORT: "E12345678" } });
    const [joined] = await identity.link([bridge]);
    expect((await identity.read(loner))?.customerId).toBe(joined);
    const history = (await new ResolutionReader(identity.store, identity.clock).read(joined ?? NOBODY))?.history ?? [];
    expect(history).toMatchObject([{ kind: "MERGE", by: "rule" }]);
    await stewards.unmerge(history[0]?.event ?? 0, why);
    await identity.link([
      person({ source: "card", recordId: "k9", documents: { PASSPORT: "E12345678" }, mobiles: ["13800001234"] }),
    ]);
    expect((await identity.read(loner))?.customerId).toBe(loner);
  });
});

describe("what cannot be done", () => {
  it.each<[string, (parts: Awaited<ReturnType<typeof bank>>) => Promise<unknown>, string]>([
    [
      "a merge without a reason",
      ({ stewards, id }) => stewards.merge(id(0), id(4), { by: "ST1", reason: " " }),
      "REASON_MISSING",
    ],
    ["a customer with himself", ({ stewards, id }) => stewards.merge(id(0), id(0), why), "SAME_CUSTOMER"],
    [
      "a customer whom nobody knows",
      ({ stewards, id }) => stewards.merge(id(0), "z".repeat(26) as CustomerId, why),
      "CUSTOMER_UNKNOWN",
    ],
    ["an event that never was", ({ stewards }) => stewards.unmerge(99, why), "EVENT_UNKNOWN"],
    [
      "a pair of a record that nobody holds",
      ({ stewards }) =>
        stewards.judgePair({
          left: key("loan", "l2"),
          right: key("loan", "l9"),
          decision: "POSITIVE",
          seen: null,
          ...why,
        }),
      "RECORD_UNKNOWN",
    ],
  ])("%s", async (_, act, code) => {
    expect(await codeOf(act(await bank()))).toBe(code);
  });

  it("the second merge of two stewards at once", async () => {
    const { stewards, id } = await bank();
    const twice = [1, 2].map(() => codeOf(stewards.merge(id(0), id(4), why)));
    expect((await Promise.all(twice)).sort()).toEqual(["CUSTOMER_SUPERSEDED", "done"]);
  });

  it("the second word of two stewards on one pair", async () => {
    const { stewards } = await bank();
    const say = (decision: "POSITIVE" | "NEGATIVE") =>
      codeOf(stewards.judgePair({ left: key("loan", "l2"), right: key("crm", "m1"), decision, seen: null, ...why }));
    expect((await Promise.all([say("POSITIVE"), say("NEGATIVE")])).sort()).toEqual(["JUDGEMENT_CHANGED", "done"]);
  });

  it("undoing twice, or before what came later", async () => {
    const { stewards, id } = await bank();
    const first = await stewards.merge(id(0), id(4), why);
    const second = await stewards.merge(first.survivor, id(2), why, true);
    expect(await codeOf(stewards.unmerge(first.event, why))).toBe("EVENT_OUT_OF_ORDER");
    await stewards.unmerge(second.event, why);
    await stewards.unmerge(first.event, why);
    expect(await codeOf(stewards.unmerge(first.event, why))).toBe("EVENT_ALREADY_UNDONE");
  });
});

describe("a word on a pair", () => {
  it("parts what a rule has joined, and comes back with its undoing", async () => {
    const { identity, stewards, ids } = await bank();
    const before = await dump(identity);
    const event = await stewards.judgePair({
      left: key("core-banking", "c1"),
      right: key("card", "k1"),
      decision: "NEGATIVE",
      seen: null,
      ...why,
    });
    expect(await identity.members(ids[0])).toEqual(["core-banking:c1"]);
    await stewards.unmerge(event, why);
    expect(await dump(identity)).toBe(before);
  });
});

describe("any sequence of merges, words and undoings, undone", () => {
  const pick = fc.nat({ max: 4 });
  const act = fc.oneof(
    fc.record({ do: fc.constant("merge" as const), one: pick, other: pick }),
    fc.record({
      do: fc.constant("judge" as const),
      one: pick,
      other: pick,
      decision: fc.constantFrom("POSITIVE", "NEGATIVE", "UNSURE"),
    }),
    fc.record({ do: fc.constant("undo" as const), event: fc.integer({ min: 1, max: 6 }) }),
  );

  it("gives the first partition back, byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 7 }), async (acts) => {
        const { identity, stewards } = await bank();
        await using _ = identity;
        const before = await dump(identity);
        const customerOf = async (at: number): Promise<CustomerId> =>
          (await identity.index.customerOf(BANK[at] ?? father)) ?? ("" as CustomerId);
        for (const each of acts) {
          if (each.do === "merge") {
            await codeOf(stewards.merge(await customerOf(each.one), await customerOf(each.other), why, true));
          } else if (each.do === "judge") {
            const [left, right] = [BANK[each.one] ?? father, BANK[each.other] ?? father];
            const held = await identity.store.selectFrom("judgement").selectAll().orderBy("sequence").execute();
            const numbers = await identity.store.selectFrom("record").selectAll().execute();
            const ofPair = new Set(
              [left, right].map(({ recordId }) => numbers.find((row) => row.record_id === recordId)?.record ?? 0),
            );
            const seen = held.findLast(({ low, high }) => ofPair.has(low) && ofPair.has(high) && low !== high);
            await codeOf(
              stewards.judgePair({
                left,
                right,
                decision: each.decision,
                seen: seen?.sequence ?? null,
                ...why,
              }),
            );
          } else await codeOf(stewards.unmerge(each.event, why));
        }
        const events = await identity.store
          .selectFrom("resolution_event")
          .select("event")
          .orderBy("event", "desc")
          .execute();
        for (const { event } of events) await stewards.unmerge(event, why);
        expect(await dump(identity)).toBe(before);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

function key(source: RecordKey["source"], recordId: string): RecordKey {
  return { source, recordId };
}
