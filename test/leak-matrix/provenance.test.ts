import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { Matrix } from "./matrix.js";
import { Oracle } from "./oracle.js";
import { FactJudge, PROVENANCE, type Fact } from "./provenance.js";
import { printedSchema } from "./schema.js";
import { expectNone, LOOKED_AT, tell } from "./suite.js";
import { readTable } from "./table.js";
import { targetOf } from "./targets.js";
import { nameOfViewer, REFEREE, viewers } from "./viewers.js";

const table = readTable();
const COMPANIES: ReadonlySet<string> = new Set([LOOKED_AT.trade]);

interface Answer {
  readonly data: { readonly customer: { readonly facts: readonly Fact[] | null } | null };
}

describe("Where values come from, and how good they are: a losing statement is no less sensitive than the winner", () => {
  let world: LeakWorld;
  let matrix: Matrix;
  const ids = new Map<string, string>();
  const references = new Map<string, readonly Fact[]>();
  let checks = 0;

  beforeAll(async () => {
    world = await openLeakWorld();
    matrix = new Matrix(world, table, printedSchema());
    for (const number of Object.values(LOOKED_AT)) {
      const { id } = await targetOf(world, number);
      const { body } = await world.ask("reference", REFEREE, { query: PROVENANCE.document, variables: { id } });
      ids.set(number, id);
      references.set(number, (JSON.parse(body) as Answer).data.customer?.facts ?? []);
    }
  });
  afterAll(async () => {
    await world.stop();
    tell(
      `leak matrix, provenance: ${viewers().length} viewers × ${references.size} customers, ${matrix.tally.checks + checks} checks`,
    );
  });

  it.each(viewers().map((viewer) => [nameOfViewer(viewer), viewer] as const))("%s", async (_, viewer) => {
    const oracle = new Oracle(table, viewer);
    for (const [number, id] of ids) {
      const { bytes, body } = await world.ask("whole", viewer, { query: PROVENANCE.document, variables: { id } });
      expectNone(matrix.inClear(bytes, oracle, "customer.facts"));
      const judge = new FactJudge(oracle, number, !COMPANIES.has(number));
      expectNone(judge.judge((JSON.parse(body) as Answer).data.customer?.facts ?? null, references.get(number) ?? []));
      checks += judge.checks;
    }
    expectNone(await matrix.elsewhere());
  });

  it("has had something to judge: every attribute, and more than one record's word", () => {
    const all = [...references.values()].flat();
    expect(new Set(all.map(({ attribute }) => attribute)).size).toBeGreaterThan(14);
    expect(all.filter(({ statements }) => (statements?.length ?? 0) > 1).length).toBeGreaterThan(10);
  });

  it("is judged by a judge who sees a value in clear, a wrong mask and an attribute that is kept back", () => {
    const steward = viewers().find(({ purpose }) => purpose === "DATA_STEWARDSHIP");
    if (steward === undefined) throw new Error("nobody is a steward");
    const known = references.get(LOOKED_AT.wang) ?? [];
    const judge = new FactJudge(new Oracle(table, steward), LOOKED_AT.wang, true);
    const found = judge.judge(known, known).map(({ what, where }) => `${what} ${where}`);
    expect(found).toContain("WRONG_MASK MOBILE");
    expect(found).toContain("CLEAR_VALUE ANNUAL_INCOME");
    expect(found).toContain("MASKED_FIELDS survivingValue");
  });
});
