import { afterAll, describe, expect, it } from "vitest";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import type { IdentifierType } from "../../../src/domain/identifier.js";
import type { FindResult } from "../../../src/domain/membership.js";
import type { PartyRecord } from "../../../src/domain/records/party.js";
import { IdentityResolver } from "../../../src/identity/identity-resolver.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { registersOf } from "../../support/fake-register.js";
import { openIdentity, type Identity } from "../../support/identity.js";
import { person, RESIDENT_IDS } from "../../support/parties.js";

const [ID, OTHER_ID] = RESIDENT_IDS;
const OLD_ID = "110101900307001";
const MOBILE = "13912345678";
const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

type Records = Parameters<typeof registersOf>[0];

async function bankOf(records: Records) {
  const identity = await openIdentity();
  const registers = registersOf(records);
  const all = Object.values(registers);
  const resolver = new IdentityResolver(identity.index, identity.linker, identity.lookup);
  return {
    ...registers,
    identity,
    find: async (type: IdentifierType, value: string): Promise<FindResult> => {
      const [result] = await resolver.find([{ type, value }], all, deadline);
      if (result === undefined) throw new Error("one query has one result");
      return result;
    },
    findAll: (...values: string[]) =>
      resolver.find(
        values.map((value) => ({ type: "RESIDENT_ID", value })),
        all,
        deadline,
      ),
    complete: (id: CustomerId | undefined) => resolver.complete(id ?? ("" as CustomerId), all, deadline),
    calls: () => all.map(({ calls }) => calls.length),
    forget: () => all.forEach(({ calls }) => calls.splice(0)),
    searched: (id: CustomerId | undefined) => searchedOf(identity, id),
    [Symbol.asyncDispose]: () => identity.store.destroy(),
  };
}

async function searchedOf(identity: Identity, id: CustomerId | undefined): Promise<string[]> {
  return [...((await identity.read(id))?.searched.keys() ?? [])].sort();
}

const ALL = ["card", "core-banking", "crm", "loan"];
const man = (source: PartyRecord["source"], recordId: string, documents = {}, mobiles: string[] = []): PartyRecord =>
  person({ source, recordId, documents, mobiles });
const EVERYWHERE: Records = {
  "core-banking": [man("core-banking", "c1", { RESIDENT_ID: ID })],
  loan: [man("loan", "l1", { RESIDENT_ID: ID })],
  card: [man("card", "k1", { RESIDENT_ID: ID })],
  crm: [man("crm", "m1", { RESIDENT_ID: ID })],
};

describe("a look-up by a document", () => {
  it("asks each register once, and finds one customer", async () => {
    await using bank = await bankOf(EVERYWHERE);
    const { customerIds, faults, isValid } = await bank.find("RESIDENT_ID", ID);
    expect([customerIds.length, faults.length, isValid]).toEqual([1, 0, true]);
    expect(bank.calls()).toEqual([1, 1, 1, 1]);
    expect(await bank.identity.members(customerIds[0])).toHaveLength(4);
    expect(await bank.searched(customerIds[0])).toEqual(ALL);
  });

  it("searches both forms of the number in the same call", async () => {
    await using bank = await bankOf({ ...EVERYWHERE, loan: [man("loan", "l1", { RESIDENT_ID: OLD_ID })] });
    const { customerIds } = await bank.find("RESIDENT_ID", OLD_ID);
    expect(bank.loan.calls).toEqual([[`RESIDENT_ID ${ID}`, `RESIDENT_ID ${OLD_ID}`]]);
    expect(await bank.identity.members(customerIds[0])).toHaveLength(4);
  });

  it("of a number with a wrong check digit searches all the same and finds nobody", async () => {
    await using bank = await bankOf(EVERYWHERE);
    const result = await bank.find("RESIDENT_ID", "110101199003070012");
    expect(result).toEqual({ customerIds: [], faults: [], isValid: false });
    expect(bank.calls()).toEqual([1, 1, 1, 1]);
    expect(await bank.identity.rows()).toBe(0);
  });

  it("looks by the other documents of who was found, in a second wave of one call each", async () => {
    await using bank = await bankOf({
      "core-banking": [man("core-banking", "c1", { RESIDENT_ID: ID, PASSPORT: "E12345678" })],
      loan: [man("loan", "l1", { RESIDENT_ID: ID })],
    });
    const { customerIds } = await bank.find("PASSPORT", "E12345678");
    expect(await bank.identity.members(customerIds[0])).toEqual(["core-banking:c1", "loan:l1"]);
    expect(bank.calls()).toEqual([2, 2, 2, 2]);
    expect(bank.loan.calls[1]).toEqual([`RESIDENT_ID ${ID}`, `RESIDENT_ID ${OLD_ID}`]);
    expect(await bank.searched(customerIds[0])).toEqual(ALL);
  });

  it("returns nobody but those who carry it", async () => {
    await using bank = await bankOf({
      "core-banking": [man("core-banking", "c1", { RESIDENT_ID: ID, PASSPORT: "E12345678" })],
      loan: [person({ source: "loan", recordId: "l9", name: "李雷", documents: { RESIDENT_ID: ID } })],
    });
    const { customerIds } = await bank.find("PASSPORT", "E12345678");
    expect(customerIds).toHaveLength(1);
    expect(await bank.identity.members(customerIds[0])).toEqual(["core-banking:c1"]);
  });

  it("sends many queries of one request in one call each", async () => {
    await using bank = await bankOf({
      "core-banking": [
        man("core-banking", "c1", { RESIDENT_ID: ID }),
        man("core-banking", "c2", { RESIDENT_ID: OTHER_ID }),
      ],
    });
    const [one, other, nobody] = await bank.findAll(ID, OTHER_ID, RESIDENT_IDS[2]);
    expect(bank.calls()).toEqual([1, 1, 1, 1]);
    expect(one?.customerIds).toHaveLength(1);
    expect(other?.customerIds).not.toEqual(one?.customerIds);
    expect(nobody?.customerIds).toEqual([]);
  });

  it("gives one customer to fifty callers at once", async () => {
    await using bank = await bankOf(EVERYWHERE);
    const found = await Promise.all(Array.from({ length: 50 }, () => bank.find("RESIDENT_ID", ID)));
    expect(new Set(found.flatMap(({ customerIds }) => customerIds)).size).toBe(1);
    expect(await bank.identity.rows()).toBe(8);
  });
});

describe("a look-up by a number that one system gives", () => {
  it("asks that system, then all by the document; for somebody known, that system alone", async () => {
    await using bank = await bankOf(EVERYWHERE);
    const first = await bank.find("CIF", "c1");
    expect(bank.calls()).toEqual([2, 1, 1, 1]);
    expect(await bank.searched(first.customerIds[0])).toEqual(ALL);
    bank.forget();
    expect((await bank.find("CIF", "c1")).customerIds).toEqual(first.customerIds);
    expect(bank.calls()).toEqual([1, 0, 0, 0]);
  });

  it("that nobody has asks no second time", async () => {
    await using bank = await bankOf(EVERYWHERE);
    expect((await bank.find("CIF", "c9")).customerIds).toEqual([]);
    expect(bank.calls()).toEqual([1, 0, 0, 0]);
  });

  it("does not return strangers on the same mobile", async () => {
    await using bank = await bankOf({
      "core-banking": [man("core-banking", "c1", {}, [MOBILE])],
      crm: [person({ source: "crm", recordId: "m9", name: "李雷", birthDate: "1975-01-01", mobiles: [MOBILE] })],
    });
    const { customerIds } = await bank.find("CIF", "c1");
    expect(customerIds).toHaveLength(1);
    expect(await bank.identity.members(customerIds[0])).toEqual(["core-banking:c1"]);
  });
});

describe("a mobile that two persons share", () => {
  const father = { RESIDENT_ID: ID };
  const son = person({ source: "crm", recordId: "m2", name: "王小宝", birthDate: "2015-01-01", mobiles: [MOBILE] });
  const shared: Records = {
    "core-banking": [man("core-banking", "c1", father, [MOBILE])],
    crm: [son],
    loan: [man("loan", "l1", father)],
  };

  it("finds both and merges neither", async () => {
    await using bank = await bankOf(shared);
    const { customerIds } = await bank.find("MOBILE", MOBILE);
    expect(customerIds).toHaveLength(2);
    expect(await bank.identity.members(customerIds[0])).toEqual(["core-banking:c1", "loan:l1"]);
    expect(await bank.identity.members(customerIds[1])).toEqual(["crm:m2"]);
  });

  it("does not count registers as asked for one that were asked by the other's document", async () => {
    const documented = person({
      source: "crm",
      recordId: "m2",
      name: "李雷",
      documents: { RESIDENT_ID: OTHER_ID },
      mobiles: [MOBILE],
    });
    await using bank = await bankOf({ ...shared, crm: [documented] });
    bank.loan.isDown = true;
    const { customerIds } = await bank.find("MOBILE", MOBILE);
    for (const id of customerIds) expect(await bank.searched(id)).toEqual(["card", "core-banking", "crm"]);
    bank.loan.isDown = false;
    bank.loan.records.push(man("loan", "l2", { RESIDENT_ID: OTHER_ID }));
    await bank.complete(customerIds[0]);
    expect(await bank.searched(customerIds[0])).toEqual(ALL);
    expect(await bank.searched(customerIds[1])).toEqual(["card", "core-banking", "crm"]);
  });

  it("does not count a stranger met on the way as looked for", async () => {
    const second = "13800001234";
    await using bank = await bankOf({
      crm: [person({ source: "crm", recordId: "m1", mobiles: [MOBILE, second] })],
      loan: [
        person({
          source: "loan",
          recordId: "l9",
          name: "李雷",
          documents: { RESIDENT_ID: OTHER_ID },
          mobiles: [second],
        }),
      ],
    });
    const { customerIds } = await bank.find("MOBILE", MOBILE);
    expect(customerIds).toHaveLength(1);
    const stranger = await bank.identity.index.customerOf({ source: "loan", recordId: "l9" });
    expect(await bank.searched(stranger ?? undefined)).toEqual([]);
  });

  it("looks for one without documents by his mobiles, and not twice by the same", async () => {
    await using bank = await bankOf({ crm: [son] });
    const { customerIds } = await bank.find("MOBILE", MOBILE);
    expect(bank.calls()).toEqual([1, 1, 1, 1]);
    expect(await bank.searched(customerIds[0])).toEqual(ALL);
  });
});

describe("a register that fails", () => {
  it("is named, not counted as asked, and asked again when the customer is opened", async () => {
    await using bank = await bankOf(EVERYWHERE);
    bank.loan.isDown = true;
    const { customerIds, faults } = await bank.find("RESIDENT_ID", ID);
    expect(faults).toMatchObject([{ source: "loan", code: "SOURCE_UNAVAILABLE" }]);
    expect(await bank.searched(customerIds[0])).toEqual(["card", "core-banking", "crm"]);

    bank.loan.isDown = false;
    const membership = await bank.complete(customerIds[0]);
    expect(membership?.links).toHaveLength(4);
    bank.forget();
    await bank.complete(customerIds[0]);
    expect(bank.calls()).toEqual([0, 0, 0, 0]);
  });

  it("in part is not counted as asked either, and what it could read is kept", async () => {
    await using bank = await bankOf(EVERYWHERE);
    bank.loan.gapAt = OLD_ID;
    const { customerIds, faults } = await bank.find("RESIDENT_ID", ID);
    expect(faults).toMatchObject([{ source: "loan", code: "SOURCE_MALFORMED" }]);
    expect(await bank.identity.members(customerIds[0])).toHaveLength(4);
    expect(await bank.searched(customerIds[0])).not.toContain("loan");
  });

  it("to answer every search is not taken to have found nobody", async () => {
    await using bank = await bankOf({ ...EVERYWHERE, loan: [] });
    bank.loan.answersShort = true;
    const { customerIds, faults } = await bank.find("RESIDENT_ID", ID);
    expect(faults).toMatchObject([{ source: "loan", code: "SOURCE_MALFORMED" }]);
    expect(await bank.searched(customerIds[0])).not.toContain("loan");
  });

  it("in the first wave is spared in the second", async () => {
    await using bank = await bankOf(EVERYWHERE);
    bank.crm.isDown = true;
    await bank.find("MOBILE", MOBILE);
    expect(bank.calls()).toEqual([1, 1, 1, 1]);
  });

  it("for reasons of our own is not hidden", async () => {
    await using bank = await bankOf(EVERYWHERE);
    Object.assign(bank.loan, { searchParties: () => Promise.reject(new TypeError("ours")) });
    await expect(bank.find("RESIDENT_ID", ID)).rejects.toThrow("ours");
  });
});

describe("opening a customer", () => {
  it("whom nobody has ever known gives null and asks nobody", async () => {
    await using bank = await bankOf(EVERYWHERE);
    expect(await bank.complete("z".repeat(26) as CustomerId)).toBeNull();
    expect(bank.calls()).toEqual([0, 0, 0, 0]);
  });

  it("while his home register is down gives what is known, and asks again the next time", async () => {
    await using bank = await bankOf(EVERYWHERE);
    bank.loan.isDown = true;
    const { customerIds } = await bank.find("RESIDENT_ID", ID);
    bank["core-banking"].isDown = true;
    expect((await bank.complete(customerIds[0]))?.links).toHaveLength(3);
    bank["core-banking"].isDown = false;
    bank.loan.isDown = false;
    expect((await bank.complete(customerIds[0]))?.links).toHaveLength(4);
  });
});
