import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type Data, type World } from "../support/world.js";

const PAGE = `query ($id: ID!) { customer(id: $id) {
  position { complete missingSources { id } }
  depositAccounts { sources { state } } loans { totalCount } } }`;

describe("A source that gives half an answer", () => {
  let world: World;
  let id: string;

  beforeEach(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  afterEach(() => world.stop());

  const mutated = async (
    system: string,
    mutation: { path: string; set?: unknown; remove?: boolean },
  ): Promise<Data> => {
    world.sandbox.control.setFaults(system, { mutations: [mutation] });
    return (await world.as("RM1").ask(PAGE, { id })).data.customer;
  };

  it.each([
    ["core-banking", { path: "accounts", remove: true }, "leaves out the list that was asked for"],
    ["core-banking", { path: "parties", set: [] }, "says nothing of the customer"],
    ["loan", { path: "rows[].borrowerId", set: "somebody else" }, "names a borrower whom nobody asked for"],
  ])("makes no whole total when %s %o", async (system, mutation, _how) => {
    const { position } = await mutated(system, mutation);

    expect(position).toEqual({ complete: false, missingSources: [{ id: system }] });
  });

  it("is not fresh by a moment that has not come", async () => {
    const { depositAccounts } = await mutated("core-banking", { path: "asOf", set: "2099-01-01T00:00:00Z" });

    expect(depositAccounts.sources).toEqual([{ state: "EXPIRED" }]);
  });

  it("does not get its keys into the log when they may be values", async () => {
    await mutated("core-banking", { path: "parties[].13900005678", set: 1 });

    expect(world.logged.map((line) => line["at"])).toContain("parties/0/(not a name)");
    expect(JSON.stringify(world.logged)).not.toContain("13900005678");
  });
});
