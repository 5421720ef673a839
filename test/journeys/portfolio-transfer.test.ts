import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { coverage } from "../../sandbox/bank/fixture/records.js";
import { openWorld, type Asker, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) {
  displayName viewerAccess { level basis } coverage { primaryManager { id } } position { aum { amount } } } }`;
const BOOK = `{ viewer { portfolio(first: 50) { edges { node { customerNumber } } } } }`;
/** Where somebody works is remembered for half a second. */
const SOON = { timeout: 20_000, interval: 50 };

describe("A customer is handed over, or a clerk moves, while everybody keeps his token", () => {
  let world: World;
  let id: string;
  /** Each with one token, signed before anything happens. */
  let rm1: Asker;
  let rm2: Asker;
  let t1: Asker;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
    [rm1, rm2, t1] = [world.as("RM1"), world.as("RM2"), world.as("T1")];
  });
  afterEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const look = async (asker: Asker): Promise<Data> => (await asker.ask(LOOK, { id })).data?.customer;
  const book = async (asker: Asker): Promise<readonly string[]> => {
    const { data } = await asker.ask(BOOK);
    return data.viewer.portfolio.edges.map(({ node }: Data) => node.customerNumber as string);
  };
  const to = (staffId: string, unit: string) =>
    world.sandbox.control.change("10000001", { coverage: coverage(staffId, "RELATIONSHIP_MANAGER", "Retail", unit) });

  it("the former manager learns with his next request that he is somebody else's, the new one sees him", async () => {
    expect(await look(rm1)).toMatchObject({ displayName: "王**", position: { aum: { amount: "982340.55" } } });
    expect(await look(rm2)).toMatchObject({ viewerAccess: { basis: "OUTSIDE_PORTFOLIO" }, position: null });

    to("RM2", "B2");

    expect(await look(rm1)).toEqual({
      displayName: null,
      viewerAccess: { level: "EXISTENCE_ONLY", basis: "OUTSIDE_PORTFOLIO" },
      coverage: { primaryManager: { id: "RM2" } },
      position: null,
    });
    expect(await look(rm2)).toMatchObject({
      displayName: "王**",
      viewerAccess: { level: "STANDARD", basis: "OWN_PORTFOLIO" },
      position: { aum: { amount: "982340.55" } },
    });
  });

  it("he leaves the one's list and comes upon the other's", async () => {
    expect(await book(rm1)).toContain("10000001");

    to("RM2", "B2");

    expect(await book(rm1)).not.toContain("10000001");
    expect(await world.as("RM2").ask(BOOK)).toMatchObject({ status: 200 });
  });

  it("a colleague of the team sees him until the day his term ends", async () => {
    const member = { staffId: "RM2", role: "DEPUTY", department: "Retail", validFrom: "2026-01-01" };
    const own = coverage("RM1", "RELATIONSHIP_MANAGER", "Retail", "B1");
    const withDeputyUntil = (validTo: string) =>
      world.sandbox.control.change("10000001", {
        coverage: {
          primaryManager: "RM1",
          owningBranch: "B1",
          history: [],
          team: [...(own?.team ?? []), { ...member, validTo }],
        },
      });

    withDeputyUntil("2026-06-30");
    expect((await look(rm2)).viewerAccess.basis).toBe("OWN_PORTFOLIO");
    withDeputyUntil("2026-06-29");
    expect((await look(rm2)).viewerAccess.basis).toBe("OUTSIDE_PORTFOLIO");
  });

  it("a clerk of his branch is one no longer when she works elsewhere, whatever her token says", async () => {
    await vi.waitFor(async () => expect((await look(t1)).viewerAccess.basis).toBe("SAME_BRANCH"), SOON);

    world.sandbox.control.changeStaff("T1", { unitId: "B2" });

    await vi.waitFor(async () => expect((await look(t1)).viewerAccess.basis).toBe("OTHER_BRANCH"), SOON);
    expect(await look(t1)).toMatchObject({ displayName: null, position: null });
    // And his branch may change instead of hers.
    to("RM2", "B2");
    expect((await look(t1)).viewerAccess.basis).toBe("SAME_BRANCH");
  });

  it("nobody's customer is nobody's: without a manager and a team only his existence shows", async () => {
    world.sandbox.control.change("10000001", {
      coverage: { primaryManager: null, owningBranch: "B1", team: [], history: [] },
    });

    expect((await look(rm1)).viewerAccess.level).toBe("EXISTENCE_ONLY");
  });
});
