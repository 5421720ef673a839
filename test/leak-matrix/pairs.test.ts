import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SensitiveKind } from "../../src/access/vocabulary.js";
import type { Canary } from "./canary/canary-bank.js";
import { changed } from "./changed.js";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { leakOperations } from "./operations.js";
import { ownersOf } from "./owners.js";
import { Oracle } from "./oracle.js";
import { PROVENANCE } from "./provenance.js";
import { questionsOf } from "./questions.js";
import { printedSchema } from "./schema.js";
import { signalsOf, type Signal } from "./signals.js";
import { EXHAUSTIVE, tell } from "./suite.js";
import { readTable, renderingOf } from "./table.js";
import { viewers, type Viewer } from "./viewers.js";

const WANG = "10000001";
/** What is kept half a second of real time is asked for or not by the clock alone: that would differ for no reason. */
const OFF = { enabled: false };
const table = readTable();
const schema = printedSchema();
const operations = leakOperations(schema).filter(
  ({ form, isEntityLookup, entersAgain, responsePath }) =>
    form === "plain" &&
    !isEntityLookup &&
    !entersAgain &&
    (responsePath[0] === "customer" || responsePath[0] === "node"),
);
const questions = [...questionsOf(schema, operations), PROVENANCE];
const KINDS: readonly SensitiveKind[] = [
  "PERSON_NAME",
  "DOCUMENT_NUMBER",
  "MOBILE",
  "EMAIL",
  "ADDRESS",
  "BIRTH_DATE",
  "AMOUNT",
  "ACCOUNT_NUMBER",
  "CARD_NUMBER",
  "SCORE",
  "OTHER",
];
const all = EXHAUSTIVE ? viewers() : oneOfEachStanding(viewers());
let pairs = 0;

/** Viewers who see the same of the customer observe the same; one of each is asked. */
function oneOfEachStanding(each: readonly Viewer[]): readonly Viewer[] {
  const seen = new Map<string, Viewer>();
  for (const viewer of each) {
    const oracle = new Oracle(table, viewer);
    const key = JSON.stringify([
      oracle.standing(WANG, "id"),
      oracle.row["credit report"],
      viewer.purpose === "SELF_SERVICE",
    ]);
    if (!seen.has(key)) seen.set(key, viewer);
  }
  return [...seen.values()];
}

describe("Two banks that differ in one value", () => {
  let first: LeakWorld;
  let secrets: readonly Canary[];

  beforeAll(async () => {
    first = await openLeakWorld({ cache: OFF });
    const owners = ownersOf(first.bank);
    // His alone: what he shares with somebody is in clear for whom it is his own.
    secrets = first.canaries.filter(
      (canary) => owners(canary).length > 0 && owners(canary).every((each) => each === WANG),
    );
  });
  afterAll(async () => {
    await first.stop();
    tell(
      `leak matrix, signals: ${KINDS.length} pairs of banks, ${pairs} answers equal byte for byte, with the calls behind them`,
    );
  });

  const remembered = new Map<Viewer, Promise<readonly Signal[]>>();
  const known = (viewer: Viewer): Promise<readonly Signal[]> => {
    const signals =
      remembered.get(viewer) ??
      signalsOf(first, viewer, WANG, questions.slice(0, 1)).then(() => signalsOf(first, viewer, WANG, questions));
    remembered.set(viewer, signals);
    return signals;
  };

  it.each(KINDS)("of kind %s answer alike to whoever does not see it in clear", { timeout: 180_000 }, async (kind) => {
    const canary = secrets.find((each) => each.kind === kind && each.coordinates.size > 0);
    if (canary === undefined) throw new Error(`nobody has a value of kind ${kind}`);
    const resident = secrets.find((each) => each.kind === "DOCUMENT_NUMBER" && each.marker.length === 18)?.marker;
    const second = await openLeakWorld({
      cache: OFF,
      variants: new Map([[`${kind}:${canary.marker}`, changed(canary, resident)]]),
    });
    try {
      expect(second.canaries.some(({ marker }) => marker === canary.marker)).toBe(false);
      for (const viewer of all) {
        const standing = new Oracle(table, viewer).standing(WANG, "id");
        if (renderingOf(standing, kind) === "CLEAR") continue;
        // Where somebody works is remembered from his first request on.
        await signalsOf(second, viewer, WANG, questions.slice(0, 1));
        const [before, after] = [await known(viewer), await signalsOf(second, viewer, WANG, questions)];
        expect(after).toEqual(before);
        pairs += before.length;
      }
    } finally {
      await second.stop();
    }
  });

  it("answer differently to whoever sees it: the comparison is not blind", { timeout: 60_000 }, async () => {
    const canary = secrets.find(({ kind, coordinates }) => kind === "EMAIL" && coordinates.size > 0);
    if (canary === undefined) throw new Error("nobody has an address");
    const second = await openLeakWorld({
      cache: OFF,
      variants: new Map([[`EMAIL:${canary.marker}`, changed(canary)]]),
    });
    try {
      const himself = viewers().find(({ name }) => name === "P1");
      if (himself === undefined) throw new Error("P1 is nobody");
      const [before, after] = [
        await signalsOf(first, himself, WANG, questions),
        await signalsOf(second, himself, WANG, questions),
      ];
      expect(after).not.toEqual(before);
    } finally {
      await second.stop();
    }
  });

  it(
    "a right number finds no more than a wrong one, for whoever may not look up or does not reach",
    { timeout: 120_000 },
    async () => {
      const find =
        "query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) { totalCount missingSources { id } pageInfo { endCursor } edges { node { customerNumber } } } }";
      const asked = [
        ["document", WANG, "RESIDENT_ID"],
        ["mobile", WANG, "MOBILE"],
        ["number", WANG, "CIF"],
        ["document", "10000024", "RESIDENT_ID"],
        ["number", "10000024", "CIF"],
      ] as const;
      for (const viewer of viewers()) {
        const oracle = new Oracle(table, viewer);
        for (const [by, number, type] of asked) {
          const own = first.bank.bank.byCif(number)?.core;
          const right = { document: own?.documents[0]?.number, mobile: own?.contacts[0]?.value, number }[by] ?? "";
          const wrong = { document: "990101199001010015", mobile: "13911112222", number: "10999999" }[by];
          const mayLook = oracle.row["looks up by"].includes(by);
          const way = by === "number" ? "id" : by;
          if (mayLook && oracle.standing(number, way).level !== "NONE") continue;
          if (viewer.subject === `customer:${number}`) continue;
          const ask = async (value: string) => {
            first.sandbox.control.resetCounters();
            const { bytes } = await first.ask("whole", viewer, {
              query: find,
              variables: { identifier: { type, value } },
            });
            const calls = Object.values(first.sandbox.control.counters()).reduce(
              (sum, { calls: each }) => sum + each,
              0,
            );
            return {
              bytes: first.opened(bytes).replace(/^date: .*$/mu, ""),
              calls: mayLook ? "allowed to look" : calls,
            };
          };
          await ask(wrong);
          expect(await ask(right)).toEqual(await ask(wrong));
          pairs += 1;
        }
      }
    },
  );
});
