import { describe, expect, it } from "vitest";
import type { IdentifierType } from "../../../src/domain/identifier.js";
import { identityWorld, PaperRegister, type Sketch } from "../../support/identity-world.js";

const RESIDENT_ID = "RESIDENT_ID 990101198504120012";
const OTHER_ID = "RESIDENT_ID 110101199003070011";
const PASSPORT = "PASSPORT E99000001";
const MOBILE = "13900005678";
const TYPES: readonly IdentifierType[] = ["RESIDENT_ID", "PASSPORT", "MOBILE"];

function bank(sketches: readonly Sketch[], cardTypes = TYPES) {
  const of = (source: Sketch["source"]) => sketches.filter((each) => each.source === source);
  return {
    core: new PaperRegister("core-banking", "CIF", [...TYPES, "HKMO_PERMIT"], of("core-banking")),
    card: new PaperRegister("card", "CARD_CUSTOMER", cardTypes, of("card")),
    loan: new PaperRegister("loan", "LOAN_CUSTOMER", TYPES, of("loan")),
  };
}

const linksOf = (membership: { links: readonly { recordId: string }[] } | null) =>
  membership?.links.map(({ recordId }) => recordId).toSorted();

describe("Who is looked for, and how far", () => {
  it("finds the card of somebody whose passport only the core knows", async () => {
    const { core, card } = bank([
      { source: "core-banking", recordId: "1", name: "王建国", documents: [RESIDENT_ID, PASSPORT] },
      { source: "card", recordId: "C1", name: "王建国", documents: [RESIDENT_ID] },
    ]);
    const world = await identityWorld([core, card]);

    const [id = ""] = await world.find("PASSPORT", "E99000001");

    expect(linksOf(await world.complete(id))).toEqual(["1", "C1"]);
  });

  it("asks nobody twice for the same document", async () => {
    const { core, card, loan } = bank([
      { source: "core-banking", recordId: "1", name: "王建国", documents: [RESIDENT_ID], mobile: MOBILE },
    ]);
    const world = await identityWorld([core, card, loan]);

    await world.find("RESIDENT_ID", "990101198504120012");

    expect([core.asked.length, card.asked.length, loan.asked.length]).toEqual([1, 1, 1]);
  });

  it("does not tell of a brother who shares the mobile of somebody looked up by document", async () => {
    const { core, loan } = bank([
      { source: "core-banking", recordId: "1", name: "陈大文", documents: ["HKMO_PERMIT H12345678"], mobile: MOBILE },
      { source: "loan", recordId: "L2", name: "陈小文", documents: [OTHER_ID], mobile: MOBILE },
    ]);
    const world = await identityWorld([core, loan]);

    const found = await world.find("HKMO_PERMIT", "H12345678");

    expect(found).toHaveLength(1);
  });

  it("looks again after a day for whoever had no card the day before", async () => {
    const { core, card } = bank([{ source: "core-banking", recordId: "1", name: "王建国", documents: [RESIDENT_ID] }]);
    const world = await identityWorld([core, card]);
    const [id = ""] = await world.find("RESIDENT_ID", "990101198504120012");
    card.sketches.push({ source: "card", recordId: "C1", name: "王建国", documents: [RESIDENT_ID] });
    expect(linksOf(await world.complete(id))).toEqual(["1"]);

    world.clock.at += 24 * 3_600_000 + 1;

    expect(linksOf(await world.complete(id))).toEqual(["1", "C1"]);
  });

  it("never makes one customer of two resident numbers, whatever a third record says", async () => {
    const person = { name: "李伟", birthDate: "1990-03-07" };
    const { core, card, loan } = bank([
      { ...person, source: "core-banking", recordId: "1", documents: [RESIDENT_ID, PASSPORT] },
      { ...person, source: "card", recordId: "C2", documents: [OTHER_ID], mobile: MOBILE },
      { ...person, source: "loan", recordId: "L3", documents: [PASSPORT], mobile: MOBILE },
    ]);
    const world = await identityWorld([core, card, loan]);

    await world.find("PASSPORT", "E99000001");
    await world.find("MOBILE", MOBILE);

    const first = await world.index.customerOf({ source: "core-banking", recordId: "1" });
    expect(first).not.toBeNull();
    expect(await world.index.customerOf({ source: "card", recordId: "C2" })).not.toBe(first);
  });

  it("sends no register what is longer than any identifier", async () => {
    const { core } = bank([]);
    const world = await identityWorld([core]);

    expect(await world.find("PASSPORT", "9".repeat(101))).toEqual([]);

    expect(core.asked.flat().join()).not.toContain("99");
  });
});
