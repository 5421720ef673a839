import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Faults } from "../../sandbox/framework/faults.js";
import type { Canary } from "./canary/canary-bank.js";
import { Collector } from "./collector.js";
import { openLeakWorld, type Exchange, type LeakWorld } from "./leak-world.js";
import { leakOperations } from "./operations.js";
import { ownersOf } from "./owners.js";
import { Oracle } from "./oracle.js";
import { questionsOf } from "./questions.js";
import { printedSchema } from "./schema.js";
import { tell } from "./suite.js";
import { readTable } from "./table.js";
import { looksAt, targetOf } from "./targets.js";
import { nameOfViewer, viewers, type Viewer } from "./viewers.js";
import { wrongOperations } from "./wrong-operations.js";

const WANG = "10000001";
const table = readTable();
const all = viewers();
const named = (name: string, purpose?: string): Viewer => {
  const found = all.find((viewer) => viewer.name === name && (purpose === undefined || viewer.purpose === purpose));
  if (found === undefined) throw new Error(`nobody is called ${name}`);
  return found;
};
let checks = 0;

describe("Values that a caller sends come back in no error", () => {
  let world: LeakWorld;
  let collector: Collector;
  let secrets: readonly Canary[];

  beforeAll(async () => {
    world = await openLeakWorld();
    collector = new Collector(world.canaries, world.sources);
    // One of each kind is enough to see whether it is repeated.
    secrets = [...new Map(world.canaries.map((canary) => [canary.kind, canary])).values()];
  });
  afterAll(async () => {
    await world.stop();
    tell(`leak matrix, errors: ${checks} refusals, each looked through with the log`);
  });

  function repeatedIn({ bytes }: Exchange, what: string): readonly string[] {
    checks += 1;
    const seen = collector.sightingsIn("answer", world.opened(bytes));
    return seen.map(({ canary, source }) => `${canary.kind} in the ${source}: ${what}`);
  }

  /** What the refusals for one value have left in the log, the trail and the stores. */
  async function leftBehind(): Promise<readonly string[]> {
    return (await collector.sightings()).map(({ canary, source }) => `${canary.kind} in the ${source}`);
  }

  it.each(
    [named("RM1"), named("P1"), named("an unknown role")].map((viewer) => [nameOfViewer(viewer), viewer] as const),
  )("by operations of %s", { timeout: 120_000 }, async (_, viewer) => {
    const repeated: string[] = [];
    for (const { marker } of secrets) {
      for (const sent of wrongOperations(marker))
        repeated.push(...repeatedIn(await world.ask("whole", viewer, sent), sent.query.slice(0, 60)));
      repeated.push(...(await leftBehind()));
    }
    expect(repeated).toEqual([]);
  });

  it("by what HTTP carries", { timeout: 60_000 }, async () => {
    const repeated: string[] = [];
    const authorization = `Bearer ${world.tokenOf(named("RM1"))}`;
    const json = { authorization, "content-type": "application/json" };
    for (const { marker } of secrets) {
      const encoded = encodeURIComponent(marker);
      const body = JSON.stringify({ query: "{ viewer { purpose } }" });
      const requests: (readonly [string, RequestInit])[] = [
        ["/graphql", { method: "POST", headers: json, body: `{"query": "${marker}` }],
        ["/graphql", { method: "POST", headers: json, body: JSON.stringify(marker) }],
        ["/graphql", { method: "POST", headers: json, body: JSON.stringify({ query: { marker } }) }],
        [
          "/graphql",
          {
            method: "POST",
            headers: json,
            body: JSON.stringify({ query: "{ viewer { purpose } }", variables: marker }),
          },
        ],
        [
          "/graphql",
          {
            method: "POST",
            headers: json,
            body: JSON.stringify({ query: "{ viewer { purpose } }", extensions: marker }),
          },
        ],
        ["/graphql", { method: "POST", headers: { ...json, "x-purpose": encoded }, body }],
        [
          "/graphql",
          {
            method: "POST",
            headers: { ...json, authorization: `Bearer ${Buffer.from(marker).toString("base64url")}.a.b` },
            body,
          },
        ],
        ["/graphql", { method: "POST", headers: { ...json, authorization: `Basic ${encoded}` }, body }],
        ["/graphql", { method: "POST", headers: { ...json, "content-type": `text/${encoded}` }, body }],
        [`/graphql?query=${encoded}`, { headers: { authorization } }],
        [`/graphql?query={viewer{purpose}}&variables=${encoded}`, { headers: { authorization } }],
        [`/graphql/${encoded}`, { headers: { authorization } }],
        [`/${encoded}`, { method: "PUT", headers: json, body }],
        [`/health/${encoded}`, {}],
      ];
      for (const [path, request] of requests)
        repeated.push(...repeatedIn(await world.send("whole", path, request), path.replace(encoded, "…")));
      repeated.push(...(await leftBehind()));
    }
    expect(repeated).toEqual([]);
  });
});

describe("Values that a broken system sends come out in no error", () => {
  const faults: readonly (readonly [string, Faults])[] = [
    ["half an answer", { malformed: "half" }],
    ["an error inside a 200", { errorRate: 1, errorStatus: 200 }],
    [
      "fields of the wrong type",
      {
        mutations: ["parties[][]", "accounts[][]", "rows[][]", "customers[][]", "data[][]"].map((path) => ({
          path,
          set: ["寰甲子甲", 13_900_005_678],
        })),
      },
    ],
    ["a cut connection", { cut: true }],
  ];
  const operations = leakOperations(printedSchema()).filter(
    ({ form, entersAgain, responsePath }) => form === "plain" && !entersAgain && responsePath[0] === "customer",
  );
  const questions = questionsOf(printedSchema(), operations);

  it.each(faults)("%s", { timeout: 60_000 }, async (_, fault) => {
    const world = await openLeakWorld();
    try {
      const target = await targetOf(world, WANG);
      const collector = new Collector(world.canaries, world.sources);
      const owners = ownersOf(world.bank);
      for (const name of Object.keys(world.sandbox.systems)) world.sandbox.control.setFaults(name, fault);
      for (const viewer of [named("RM1"), named("AN1"), named("P1")]) {
        const oracle = new Oracle(table, viewer);
        for (const look of questions.flatMap((question) => looksAt(question, target, viewer.purpose))) {
          const { bytes } = await world.ask("whole", viewer, {
            query: look.question.document,
            variables: look.variables,
          });
          checks += 1;
          const seen = collector
            .sightingsIn("answer", bytes)
            .filter(({ canary }) => !oracle.mayShowClear(owners(canary), canary.kind));
          expect(
            [...seen, ...(await collector.sightings())].map(({ canary, source }) => `${canary.kind} in the ${source}`),
          ).toEqual([]);
        }
      }
    } finally {
      await world.stop();
    }
  });
});
