import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PartyRecord } from "../../../src/domain/records/party.js";
import { stableId } from "../../../src/identity/stable-id.js";
import { openIdentity } from "../../support/identity.js";
import { company, person, RESIDENT_IDS, USCCS } from "../../support/parties.js";

const [ID, OTHER_ID] = RESIDENT_IDS;
const MOBILE = "13912345678";
const withId = (source: PartyRecord["source"], recordId: string, number: string = ID, name = "王小明"): PartyRecord =>
  person({ source, recordId, name, documents: { RESIDENT_ID: number } });
const withMobile = (source: PartyRecord["source"], recordId: string): PartyRecord =>
  person({ source, recordId, mobiles: [MOBILE] });

/** A small bank's records: a man in four systems, his namesake, a company in two, a renamed customer, a stranger. */
const BANK: readonly PartyRecord[] = [
  withId("core-banking", "c1"),
  person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: ID }, mobiles: [MOBILE] }),
  withMobile("card", "k1"),
  person({ source: "crm", recordId: "m1", documents: { RESIDENT_ID: ID, PASSPORT: "E12345678" } }),
  withId("core-banking", "c2", OTHER_ID),
  withId("loan", "l2", OTHER_ID, "李雷"),
  company({ recordId: "c3", uscc: USCCS[0] }),
  company({ source: "loan", recordId: "l3", uscc: USCCS[0] }),
  company({ source: "loan", recordId: "l4", uscc: USCCS[1] }),
  person({ source: "card", recordId: "k5", name: "韩梅梅" }),
];

describe("linking", () => {
  it("puts one man's records under one id, the core's", async () => {
    await using identity = await openIdentity();
    const ids = await identity.link(BANK);
    expect(new Set(ids.slice(0, 4))).toEqual(new Set([stableId("a secret", "core-banking", "c1")]));
    expect(new Set(ids).size).toBe(6);
  });

  it("gives the same customers the same ids in whatever order the records come", async () => {
    await using expected = await openIdentity();
    const ids = new Map((await expected.link(BANK)).map((id, index) => [BANK[index], id]));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...BANK], { minLength: BANK.length }), async (records) => {
        await using identity = await openIdentity();
        expect(await identity.link(records)).toEqual(records.map((record) => ids.get(record)));
      }),
      { numRuns: 25 },
    );
  });

  it("gives the same customers when the records come one by one and then together", async () => {
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...BANK], { minLength: BANK.length }), async (records) => {
        await using identity = await openIdentity();
        for (const record of records) await identity.link([record]);
        const ids = await identity.link(records);
        const together = new Map<string, string[]>();
        records.forEach(({ recordId }, index) => {
          const id = ids[index] ?? "";
          together.set(id, [...(together.get(id) ?? []), recordId].sort());
        });
        expect([...together.values()].sort((left, right) => String(left).localeCompare(String(right)))).toEqual([
          ["c1", "k1", "l1", "m1"],
          ["c2"],
          ["c3", "l3"],
          ["k5"],
          ["l2"],
          ["l4"],
        ]);
      }),
      { numRuns: 25 },
    );
  });

  it("changes nothing the second time", async () => {
    await using identity = await openIdentity();
    const ids = await identity.link(BANK, ["loan", "card"]);
    const rows = await identity.rows();
    expect(await identity.link([...BANK].reverse(), ["loan", "card"])).toEqual([...ids].reverse());
    expect(await identity.rows()).toBe(rows);
  });

  it("makes one customer of fifty links of the same records at once", async () => {
    await using identity = await openIdentity();
    const records = BANK.slice(0, 4);
    const all = await Promise.all(Array.from({ length: 50 }, () => identity.link(records)));
    expect(new Set(all.flat()).size).toBe(1);
    expect(await identity.rows()).toBe(4);
  });

  it("goes on after a linking that failed", async () => {
    await using identity = await openIdentity();
    const broken = identity.linker.link(BANK.slice(0, 1), () => {
      throw new Error("no matter what");
    });
    const next = identity.link(BANK.slice(0, 1));
    await expect(broken).rejects.toThrow("no matter what");
    expect(await next).toHaveLength(1);
  });

  it("remembers who has answered whether he is known, for each customer apart", async () => {
    await using identity = await openIdentity();
    const [man, , , , other] = await identity.linker.link(BANK, ({ recordId }) =>
      recordId === "c1" ? ["loan"] : recordId === "k1" ? ["card"] : [],
    );
    expect([...((await identity.read(man))?.searched.keys() ?? [])].sort()).toEqual(["card", "loan"]);
    expect((await identity.read(other))?.searched.size).toBe(0);
  });
});

describe("two customers who turn out to be one", () => {
  it("are one under the id that the core gave, and the old id answers with him", async () => {
    await using identity = await openIdentity();
    const [former] = await identity.link([
      person({ source: "loan", recordId: "l1", documents: { PASSPORT: "E12345678" } }),
    ]);
    const [survivor] = await identity.link([withId("core-banking", "c1")]);
    expect(former).not.toBe(survivor);
    await identity.link([
      person({ source: "crm", recordId: "m1", documents: { RESIDENT_ID: ID, PASSPORT: "E12345678" } }),
    ]);
    const read = await identity.read(former);
    expect(read?.customerId).toBe(survivor);
    expect(read?.links.map(({ recordId }) => recordId).sort()).toEqual(["c1", "l1", "m1"]);
  });

  it("are one as soon as the second record is seen, though the first is not at hand", async () => {
    await using identity = await openIdentity();
    const [first] = await identity.link([withId("loan", "l1")]);
    expect(await identity.link([withId("core-banking", "c1")])).toEqual([first]);
  });

  it("bring along the records that are not at hand", async () => {
    await using identity = await openIdentity();
    const loan = person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: ID }, mobiles: [MOBILE] });
    await identity.link([loan, withMobile("card", "k1")]);
    const [survivor] = await identity.link([withId("core-banking", "c1")]);
    await identity.link([withId("core-banking", "c1"), loan]);
    expect(await identity.members(survivor)).toEqual(["card:k1", "core-banking:c1", "loan:l1"]);
  });

  it("lead on through any number of former ids", async () => {
    await using identity = await openIdentity();
    const [first] = await identity.link([withId("crm", "m1")]);
    await identity.link([withId("card", "k1")]);
    await identity.link([withId("card", "k1"), withId("crm", "m1")]);
    const [last] = await identity.link([withId("core-banking", "c1")]);
    await identity.link([withId("core-banking", "c1"), withId("card", "k1")]);
    expect((await identity.read(first))?.customerId).toBe(last);
    expect(await identity.members(last)).toEqual(["card:k1", "core-banking:c1", "crm:m1"]);
  });
});

describe("a doubt", () => {
  const renamed = withId("loan", "l1", ID, "李雷");

  it("keeps two records of one number and two names apart, and is kept itself", async () => {
    await using identity = await openIdentity();
    const [left, right] = await identity.link([withId("core-banking", "c1"), renamed]);
    expect(left).not.toBe(right);
    const kept = await identity.store.selectFrom("judgement").selectAll().execute();
    expect(kept).toMatchObject([{ decision: "UNSURE", rule: "D2", against: '["LEGAL_NAME"]', decided_by: "rule" }]);
    await identity.link([withId("core-banking", "c1"), renamed]);
    expect(await identity.store.selectFrom("judgement").selectAll().execute()).toHaveLength(1);
  });

  it("never makes a stranger the successor of an old id", async () => {
    await using identity = await openIdentity();
    const [former] = await identity.link([withId("card", "k1")]);
    await identity.link([withId("card", "k1"), withId("crm", "m9", ID, "李雷")]);
    const [survivor] = await identity.link([withId("core-banking", "c1")]);
    await identity.link([withId("core-banking", "c1"), withId("card", "k1")]);
    expect((await identity.read(former))?.customerId).toBe(survivor);
  });

  it("does not undo what has been linked: that is for a steward", async () => {
    await using identity = await openIdentity();
    await identity.link([withId("core-banking", "c1"), withId("loan", "l1")]);
    const [left, right] = await identity.link([withId("core-banking", "c1"), renamed]);
    expect(left).toBe(right);
  });
});

describe("a contradiction", () => {
  const bridge = withMobile("crm", "m1");
  const left = person({ source: "core-banking", recordId: "c1", documents: { RESIDENT_ID: ID }, mobiles: [MOBILE] });
  const right = person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: OTHER_ID }, mobiles: [MOBILE] });

  it("is not bridged by a third record that fits both", async () => {
    await using identity = await openIdentity();
    const [one, other, between] = await identity.link([left, right, bridge]);
    expect(one).not.toBe(other);
    expect(between).toBe(one);
  });

  it("takes apart what was linked before it was known", async () => {
    await using identity = await openIdentity();
    const [before] = await identity.link([left, bridge]);
    expect((await identity.link([right, bridge]))[0]).not.toBe(before);
    const [one, other] = await identity.link([left, right]);
    expect(one).toBe(before);
    expect(other).not.toBe(before);
    expect(await identity.members(before)).toEqual(["core-banking:c1", "crm:m1"]);
    expect(await identity.members(other)).toEqual(["loan:l1"]);
  });

  it("leaves the id with the record that gave it", async () => {
    await using identity = await openIdentity();
    const [before] = await identity.link([right, bridge]);
    expect((await identity.link([left, bridge]))[0]).not.toBe(before);
    const [one, other] = await identity.link([left, right]);
    expect(other).toBe(before);
    expect(one).toBe(stableId("a secret", "core-banking", "c1"));
  });
});
