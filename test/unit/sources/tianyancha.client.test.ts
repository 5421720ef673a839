import { fastify, type FastifyInstance } from "fastify";
import { afterEach, describe, expect, it } from "vitest";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { TianyanchaClient } from "../../../src/sources/tianyancha/client.js";
import { tianyancha } from "../../../src/sources/tianyancha/source.js";
import { contractNamed, fixture } from "../../support/sources/border.js";
import { soon, upstreamTo } from "../../support/sources/upstream.js";

let app: FastifyInstance;
afterEach(async () => {
  await app.close();
});

/** A provider whose company has this many shareholders. */
async function clientOf(holders: number): Promise<{ client: TianyanchaClient; pages: string[] }> {
  const pages: string[] = [];
  app = fastify({ logger: false });
  app.get("/services/open/ic/baseinfo/normal", () => fixture("tianyancha.base-info.json"));
  app.get("/services/open/ic/holder/2.0", (request) => {
    const { pageNum = "", pageSize = "" } = request.query as Record<string, string>;
    pages.push(pageNum);
    const start = (Number(pageNum) - 1) * Number(pageSize);
    const all = Array.from({ length: holders }, (_, n) => ({
      id: n,
      name: `股东${n}`,
      type: 2,
      capital: [{ percent: "1%" }],
    }));
    return {
      error_code: 0,
      reason: "ok",
      result: { total: holders, items: all.slice(start, start + Number(pageSize)) },
    };
  });
  const baseUrl = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    client: new TianyanchaClient(upstreamTo(tianyancha, baseUrl), { token: "t" }, contractNamed("tianyancha")),
    pages,
  };
}

async function shareholdersOf(client: TianyanchaClient) {
  const [outcome] = await client.fetchCompanies([{ type: "USCC", value: "91310000MA1FG2H38J" }], soon());
  if (outcome?.kind !== "known") throw new Error("the company is not known");
  return outcome.value.shareholders;
}

describe("the shareholders of a company", () => {
  it.each([
    [1, ["1"]],
    [20, ["1"]],
    [21, ["1", "2"]],
    [45, ["1", "2", "3"]],
  ])("are all %d of them", async (holders, expected) => {
    const { client, pages } = await clientOf(holders);
    const list = await shareholdersOf(client);
    if (list instanceof SourceFault) throw list;
    expect(list).toHaveLength(holders);
    expect(pages.toSorted()).toEqual(expected);
  });

  it("are not paged through without end", async () => {
    const { client, pages } = await clientOf(1_001);
    expect(await shareholdersOf(client)).toMatchObject({ code: "SOURCE_BUDGET_EXHAUSTED" });
    expect(pages).toEqual(["1"]);
  });
});

describe("a registry", () => {
  it("cannot be asked by a number that it does not know", async () => {
    const { client } = await clientOf(1);
    await expect(client.fetchCompanies([{ type: "LEI", value: "549300LBI3LRIZ2V8V66" }], soon())).rejects.toThrow(
      RangeError,
    );
  });
});
