import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SensitiveKind } from "../../src/access/vocabulary.js";
import { openLeakWorld, type LeakWorld } from "./leak-world.js";
import { Oracle } from "./oracle.js";
import { Matrix } from "./matrix.js";
import { printedSchema } from "./schema.js";
import { expectNone, tell } from "./suite.js";
import { targetOf } from "./targets.js";
import { readTable, renderingOf } from "./table.js";
import { nameOfViewer, viewers, type Viewer } from "./viewers.js";

const WANG = "10000001";
/** His record in the CRM carries his father's mobile. */
const SON = "10000004";
const FIND = `query ($number: String!) { customersByIdentifier(identifier: { type: CIF, value: $number }) { totalCount } }`;
const RELATED = `query ($id: ID!) { customer(id: $id) { resolution { possibleRelated { matchedOn against customer {
  id displayName contactPoints { value } person { birthDate documents { number } } } } } } }`;
const LIST = `query ($filter: CustomerFilter, $orderBy: CustomerOrder) {
  customers(filter: $filter, orderBy: $orderBy, first: 5) {
    totalCount hiddenCount pageInfo { hasNextPage endCursor } edges { cursor node { id } }
  }
}`;
const SEARCH = `query ($text: String!) { searchCustomers(text: $text) {
  totalCount hiddenCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }`;
const table = readTable();
let answers = 0;

describe("What a list is filtered and put in order by tells nothing to whoever does not see it in clear", () => {
  let world: LeakWorld;

  beforeAll(async () => {
    world = await openLeakWorld();
    await world.sandbox.prepareLists();
  });
  afterAll(async () => {
    await world.stop();
    tell(`leak matrix, lists: ${answers} answers compared byte for byte, with the calls behind them`);
  });

  async function signal(viewer: Viewer, variables: Readonly<Record<string, unknown>>, query = LIST) {
    world.sandbox.control.resetCounters();
    const { bytes } = await world.ask("whole", viewer, { query, variables });
    const listed = world.sandbox.control.counters()["crm"]?.endpoints ?? {};
    answers += 1;
    return { bytes: world.opened(bytes).replace(/^date: .*$/mu, ""), asked: Object.keys(listed).filter(isListing) };
  }

  /** For each kind: the same question with one value and with another, of which one is right of somebody. */
  function questions(): readonly (readonly [SensitiveKind, string, ...Readonly<Record<string, unknown>>[]])[] {
    const known = world.bank.bank.byCif(WANG);
    const mobile = known?.core?.contacts.find(({ kind }) => kind === "MOBILE")?.value;
    const orders = (field: string) => ["ASC", "DESC"].map((direction) => ({ orderBy: { field, direction } }));
    return [
      ["MOBILE", "mobileEq", ...[mobile, "13911112222"].map((mobileEq) => ({ filter: { mobileEq } }))],
      [
        "BIRTH_DATE",
        "birthDateGte",
        ...[known?.birthDate, "2026-06-29"].map((birthDateGte) => ({ filter: { birthDateGte } })),
      ],
      ["SCORE", "churnBand", ...["LOW", "HIGH"].map((churnBand) => ({ filter: { churnBand } }))],
      ["SCORE", "lifecycleIn", ...["MATURE", "CHURNED"].map((stage) => ({ filter: { lifecycleIn: [stage] } }))],
      ["SCORE", "segmentId", ...["CHURN_RISK_HIGH", "NONE"].map((segmentId) => ({ filter: { segmentId } }))],
      ["SCORE", "CHURN_RISK", ...orders("CHURN_RISK")],
      ["AMOUNT", "AUM", ...orders("AUM")],
    ];
  }

  it.each(viewers().map((viewer) => [nameOfViewer(viewer), viewer] as const))(
    "%s",
    { timeout: 120_000 },
    async (_, viewer) => {
      const { row } = new Oracle(table, viewer);
      const standings = Object.values(row.sees).flatMap((name) => table.standings[name] ?? []);
      for (const [kind, name, ...asked] of questions()) {
        if (row["lists customers"] && standings.some((standing) => renderingOf(standing, kind) === "CLEAR")) continue;
        const signals = [];
        for (const variables of asked) signals.push(await signal(viewer, variables));
        const [first, ...others] = signals;
        // Whoever looks after nobody may ask by what he would see of his own: his list is empty, whatever he asks.
        if (!row["lists customers"] || kind === "MOBILE" || kind === "BIRTH_DATE") {
          expect(first?.bytes, name).toMatch(/NOT_FILTERABLE|NOT_SORTABLE|ACCESS_DENIED/u);
          expect(first?.asked, name).toEqual([]);
        }
        for (const other of others) expect(other, name).toEqual(first);
      }
      // No member of staff sees a person's name in clear, so nobody's search may tell one.
      const right = await signal(viewer, { text: world.bank.bank.byCif(WANG)?.crm?.name }, SEARCH);
      expect(await signal(viewer, { text: "王没有" }, SEARCH), "text").toEqual(right);
    },
  );

  it("who has a number in common with whom is told to stewards alone, and of those whom they reach", async () => {
    const [steward, ...nobodyElse] = viewers().toSorted((one) => (one.name === "ST1" ? -1 : 0));
    if (steward?.name !== "ST1") throw new Error("nobody is called ST1");
    // Only whom the index has met can be found in it.
    const [wang, son] = [await targetOf(world, WANG), await targetOf(world, SON)];
    for (const number of [WANG, SON]) await world.ask("whole", steward, { query: FIND, variables: { number } });
    const matrix = new Matrix(world, table, printedSchema());
    const related = async (viewer: Viewer, { id }: { readonly id: string }): Promise<string> => {
      const { bytes, body } = await world.ask("whole", viewer, { query: RELATED, variables: { id } });
      expectNone(matrix.inClear(bytes, new Oracle(table, viewer), "customer"));
      answers += 1;
      return body;
    };
    expect(await related(steward, wang)).toContain(son.id);
    expect(await related(steward, son)).toContain(wang.id);
    for (const viewer of nobodyElse) {
      expect(await related(viewer, wang), nameOfViewer(viewer)).not.toMatch(/matchedOn|MOBILE/u);
    }
  }, 120_000);

  it("answers differently to whoever sees it: the comparison is not blind", { timeout: 60_000 }, async () => {
    const manager = viewers().find(({ name }) => name === "RM2");
    if (manager === undefined) throw new Error("nobody is called RM2");
    for (const [kind, name, one, other] of questions()) {
      if (kind !== "SCORE" && kind !== "AMOUNT") continue;
      const [first, second] = [await signal(manager, { ...one }), await signal(manager, { ...other })];
      expect(first.bytes, name).not.toMatch(/"errors"/u);
      expect(second.bytes, name).not.toEqual(first.bytes);
    }
  });
});

function isListing(endpoint: string): boolean {
  return /list|customers/u.test(endpoint) && !/staff|org|token/u.test(endpoint);
}
