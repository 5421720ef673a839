import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSoleTrader } from "../support/sole-trader.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const SEARCH = `query Search($text: String!, $first: Int = 20) { searchCustomers(text: $text, first: $first) {
  totalCount pageInfo { hasNextPage } edges { score node { customerNumber displayName kind } } } }`;

const BY_NUMBER = `query ($number: String!) {
  customersByIdentifier(identifier: { type: CIF, value: $number }) { edges { score } } }`;

describe("Searching by name", () => {
  const folder = mkdtempSync(join(tmpdir(), "search-by-name-"));
  let world: World;

  beforeAll(async () => {
    world = await openWorld({ auditStore: join(folder, "audit.sqlite"), lists: { searchesPerHour: 12 } });
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  const search = (persona: string, text: string, first?: number) => world.as(persona).ask(SEARCH, { text, first });
  const names = ({ data }: Answer): string[] =>
    data.searchCustomers.edges.map(({ node }: Data) => node.displayName as string);
  const codes = ({ errors }: Answer): unknown[] => errors.map(({ extensions }) => extensions.code);
  const calls = () =>
    Object.values(world.sandbox.control.counters()).reduce((total, { calls: each }) => total + each, 0);

  it("finds a manager's own companies, the best fitting first, and no more than asked for", async () => {
    const group = await search("CRM1", "永丰");
    expect(group.errors).toEqual([]);
    expect(names(group).sort()).toEqual([
      "永丰控股有限公司",
      "永丰物流有限公司",
      "永丰纺织有限公司",
      "永丰贸易有限公司",
    ]);
    expect(group.data.searchCustomers.pageInfo.hasNextPage).toBe(false);

    const two = await search("CRM1", "永丰", 2);
    expect(names(two)).toHaveLength(2);
    expect(two.data.searchCustomers.pageInfo.hasNextPage).toBe(true);
    expect(names(await search("CRM1", " 永丰贸易有限公司 "))).toEqual(["永丰贸易有限公司"]);
  });

  it("says how well each name fits: the name itself is 1, one that begins with the letters comes before one that has them", async () => {
    const scores = async (text: string) =>
      (await search("CRM1", text)).data.searchCustomers.edges.map(({ score }: Data) => score as number);
    expect(await scores("永丰贸易有限公司")).toEqual([1]);
    const [beginning, within] = [await scores("永丰贸易"), await scores("贸易有限公司")];
    expect(beginning[0]).toBeGreaterThan(within[0] ?? 1);
    expect(beginning[0]).toBeLessThan(1);
    const all = await scores("有限公司");
    expect(all).toEqual([...all].sort((one, other) => other - one));

    const { data } = await world.as("CRM1").ask(BY_NUMBER, { number: "10000011" });
    expect(data.customersByIdentifier.edges).toEqual([{ score: null }]);
  });

  it("passes a sole trader over: his firm's name is a person's, and right and wrong letters answer alike", async () => {
    const trader = await openWorld({ sandbox: { bank: withSoleTrader } });
    const ask = async (text: string) => (await trader.as("CRM1").ask(SEARCH, { text })).data;
    const [whole, wrong, all] = [await ask("永丰物流有限公司"), await ask("永丰物流无限公司"), await ask("永丰")];
    await trader.stop();
    expect(whole).toEqual(wrong);
    expect(all.searchCustomers.edges.map(({ node }: Data) => node.displayName).sort()).toEqual([
      "永丰控股有限公司",
      "永丰纺织有限公司",
      "永丰贸易有限公司",
    ]);
  });

  it("finds nobody of another manager's, and none who is hidden: neither an edge nor a count", async () => {
    expect(names(await search("RM1", "永丰"))).toEqual([]);
    expect((await search("RM1", "永丰")).data).toEqual((await search("RM1", "没有的公司")).data);
  });

  it("confirms no name that the searcher sees masked: right and wrong letters answer alike", async () => {
    const [right, wrong] = [await search("RM1", "王建国"), await search("RM1", "王建军")];
    expect(right.errors).toEqual([]);
    expect(right.data).toEqual(wrong.data);
    expect(names(right)).toEqual([]);
  });

  it("is for those of whom the policies say so", async () => {
    for (const persona of ["T1", "CC1", "AN1", "AUD1", "customer:10000001"]) {
      const answer = await search(persona, "永丰");
      expect([persona, ...codes(answer)]).toEqual([persona, "ACCESS_DENIED"]);
    }
  });

  it.each([
    ["永", "INVALID_ARGUMENT"],
    ["", "INVALID_ARGUMENT"],
    ["永 ", "INVALID_ARGUMENT"],
    ["永%", "INVALID_ARGUMENT"],
    ["永丰%", "INVALID_ARGUMENT"],
    ["永丰_", "INVALID_ARGUMENT"],
    ["王**", "INVALID_ARGUMENT"],
    ["永丰…", "MASKED_VALUE_AS_INPUT"],
    ["永".repeat(101), "INVALID_ARGUMENT"],
  ])("refuses %s before any source is asked, and does not repeat it", async (text, code) => {
    const before = calls();
    const answer = await search("CRM1", text);
    expect(codes(answer)).toEqual([code]);
    if (text.length > 1) expect(JSON.stringify(answer.errors)).not.toContain(text);
    expect(calls()).toBe(before);
  });

  it("is on record as a search", () => {
    using trail = new DatabaseSync(join(folder, "audit.sqlite"), { readOnly: true });
    const actions = trail.prepare("select distinct action from audit_event where actor = 'staff:CRM1'").all();
    expect(actions.map(({ action }) => action)).toEqual(["SEARCH"]);
  });

  it("has an allowance of its own, and what is beyond asks nobody", async () => {
    let answer = await search("RM2", "没有的公司");
    for (let n = 1; n < 12; n += 1) answer = await search("RM2", "没有的公司");
    expect(codes(answer)).toEqual([]);
    const before = calls();
    expect(codes(await search("RM2", "没有的公司"))).toEqual(["SEARCH_LIMIT_REACHED"]);
    expect(calls()).toBe(before);
  });
});
