import { describe, expect, it } from "vitest";
import { PossibleRelations } from "../../../src/identity/possible-relations.js";
import { openIdentity } from "../../support/identity.js";
import { company, contact, person, RESIDENT_IDS, USCCS } from "../../support/parties.js";
import type { CustomerId } from "../../../src/domain/customer-id.js";

const [ID, OTHER_ID] = RESIDENT_IDS;
const MOBILE = "13912345678";
const NOBODY = "" as CustomerId;

const father = person({ recordId: "c1", documents: { RESIDENT_ID: ID } });
/** By this record of his he is related: what any system knows of him counts. */
const fatherAtCards = person({ source: "card", recordId: "k1", documents: { RESIDENT_ID: ID }, mobiles: [MOBILE] });
const son = person({ source: "crm", recordId: "m1", name: "王小宝", birthDate: "2015-01-01", mobiles: [MOBILE] });
const firm = { ...company({ recordId: "c9", uscc: USCCS[0] }), contacts: [contact("MOBILE", MOBILE)] };
const stranger = person({ recordId: "c2", name: "李雷", documents: { RESIDENT_ID: OTHER_ID } });

async function bank(...more: readonly ReturnType<typeof person>[]) {
  const identity = await openIdentity();
  const ids = await identity.link([father, fatherAtCards, son, firm, stranger, ...more]);
  const relations = new PossibleRelations(identity.store, identity.clock, identity.writer.parts);
  return { identity, relations, id: (at: number): CustomerId => ids[at] ?? NOBODY };
}

describe("who may belong to a customer", () => {
  it("is whoever has a number of his and is somebody else, with what tells them apart", async () => {
    const { identity, relations, id } = await bank();
    expect(id(0)).toBe(id(1));
    const found = await relations.of(id(0), new Set());
    expect(new Map(found.map(({ customerId, ...why }) => [customerId, why]))).toEqual(
      new Map([
        [id(2), { matchedOn: ["MOBILE"], against: ["LEGAL_NAME", "BIRTH_DATE"] }],
        [id(3), { matchedOn: ["MOBILE"], against: ["KIND"] }],
      ]),
    );
    expect((await relations.of(id(2), new Set())).map(({ customerId }) => customerId).sort()).toEqual(
      [id(0), id(3)].sort(),
    );
    expect(await relations.of(id(4), new Set())).toEqual([]);
    await identity.store.destroy();
  });

  it("is nobody who waits for a judgement, and nobody when there is no such customer", async () => {
    const { identity, relations, id } = await bank();
    expect((await relations.of(id(0), new Set([id(3)]))).map(({ customerId }) => customerId)).toEqual([id(2)]);
    expect(await relations.of(NOBODY, new Set())).toEqual([]);
    await identity.store.destroy();
  });

  it("is not told by a number that too many have: then it relates nobody at all", async () => {
    const crowd = Array.from({ length: 20 }, (_, n) =>
      person({
        source: "crm",
        recordId: `x${n}`,
        name: `张${"甲乙丙丁戊己庚辛壬癸"[n % 10]}${n}`,
        birthDate: null,
        mobiles: [MOBILE],
      }),
    );
    const { identity, relations, id } = await bank(...crowd);
    expect(await relations.of(id(0), new Set())).toEqual([]);
    await identity.store.destroy();
  });
});
