import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { Contract } from "../../../src/platform/contract.js";
import { toParty } from "../../../src/sources/core-banking/wire-party.js";
import type { PartiesResponse } from "../../../src/sources/core-banking/wire.generated.js";
import { crossBorder, spoil } from "../../support/border.js";
import { reveal } from "../../support/reveal.js";
import { partiesAnswer } from "../../support/upstream/core-answers.js";

const contract = Contract.read("schema/upstream/core-banking.yaml");

type Revealed = Record<string, unknown>;

function partiesOf(answer: PartiesResponse) {
  const { record } = crossBorder("core-banking", contract, "PartiesResponse", structuredClone(answer));
  return reveal(record.listing("parties", toParty)) as { items: Revealed[]; gaps: { fault: string; at: string }[] };
}

/** Every place below a value, deepest included: `documents`, `documents/0`, `documents/0/number`, … */
function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  const here = at.length === 0 ? [] : [[...at]];
  if (typeof value !== "object" || value === null) return here;
  return [...here, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...at, key]))];
}

const PLACES = partiesAnswer.parties.flatMap((party, index) => placesIn(party).map((steps) => ({ index, steps })));

const anyValue = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.string(),
  fc.constant(null),
  fc.constant(undefined),
  fc.array(fc.jsonValue(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 }),
);

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

function valueAt(value: unknown, steps: readonly string[]): unknown {
  return steps.reduce<unknown>((inner, step) => (inner as Revealed)[step], value);
}

/** A place in one of the two parties, and a value of another type than stands there. */
const damage = fc
  .constantFrom(...PLACES)
  .chain(({ index, steps }) =>
    anyValue
      .filter((value) => typeOf(value) !== typeOf(valueAt(partiesAnswer.parties[index], steps)))
      .map((value) => ({ index, steps, value })),
  );

/** Where the mapping puts a property of the wire; two of them are not carried over. */
const OUR_NAME: Readonly<Record<string, string>> = { partyId: "recordId", partyKind: "kind" };
const KEYS = new Set(["partyId", "partyKind"]);

const before = partiesOf(partiesAnswer);

describe("a party of which one place is of the wrong type", () => {
  it("keeps everything outside that place, and never fails otherwise than by a source fault", () => {
    fc.assert(
      fc.property(damage, ({ index, steps, value }) => {
        const [field = ""] = steps;
        const after = partiesOf(spoil(partiesAnswer, `parties/${index}/${steps.join("/")}`, value));
        const spoiled = after.items.find((party) => party["recordId"] === before.items[index]?.["recordId"]);
        const neighbour = after.items.find((party) => party["recordId"] === before.items[1 - index]?.["recordId"]);
        expect(neighbour).toEqual(before.items[1 - index]);
        if (KEYS.has(field)) {
          expect(spoiled).toBeUndefined();
          expect(after.gaps).toEqual([{ fault: "SOURCE_MALFORMED", at: `parties/${index}/${field}` }]);
          return;
        }
        expect(after.gaps).toEqual([]);
        const ours = OUR_NAME[field] ?? field;
        expect({ ...spoiled, [ours]: null }).toEqual({ ...before.items[index], [ours]: null });
        const list = spoiled?.[ours];
        if (steps.length < 2 || !Array.isArray(list)) return;
        const others = (elements: unknown) => (elements as unknown[]).filter((_, place) => place !== Number(steps[1]));
        expect(others(list)).toEqual(others(before.items[index]?.[ours]));
      }),
      { numRuns: 400 },
    );
  });

  it("says so at the place itself, or at the record or the list that cannot do without it", () => {
    const unsaid = new Set(["observedAt", "collectedBy", "collectionChannel", "riskAppetite", "taxResidency"]);
    const detail = /^contacts\/\d+\/(observedAt|verification|preferred|doNotContact)$/;
    fc.assert(
      fc.property(damage, ({ index, steps, value }) => {
        const [field = ""] = steps;
        const place = steps.join("/");
        // A value that the contract allows in that place is no damage: null where null may stand.
        fc.pre(!unsaid.has(field) && !detail.test(place));
        const answer = spoil(partiesAnswer, `parties/${index}/${place}`, value);
        const { violations } = crossBorder("core-banking", contract, "PartiesResponse", answer);
        fc.pre(violations !== null);
        const faults: string[] = [];
        collectFaults(partiesOf(answer), faults);
        expect(faults.length).toBeGreaterThan(0);
        for (const at of faults) expect(at.startsWith(`parties/${index}/${field}`)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe("an answer that is anything at all", () => {
  it("is read, or refused with a source fault", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("parties", "asOf", "notFound"), fc.jsonValue()), (answer) => {
        const { record } = crossBorder(
          "core-banking",
          contract,
          "PartiesResponse",
          answer as unknown as PartiesResponse,
        );
        try {
          record.listing("parties", toParty);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceFault);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function collectFaults(value: unknown, into: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if ("fault" in value && "at" in value) into.push(String(value.at));
  else for (const inner of Object.values(value)) collectFaults(inner, into);
}
