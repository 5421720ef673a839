import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { consent } from "../../sandbox/bank/fixture/records.js";
import { openWorld, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) {
  displayName contactPoints(kind: MOBILE) { value } position { aum { amount } } } }`;
const BOOK = `{ viewer { portfolio(first: 50) { edges { node { customerNumber displayName } } } } }`;
const FIND = `query ($identifier: IdentifierInput!) { customersByIdentifier(identifier: $identifier) { totalCount edges { node { id } } } }`;
const GRANTED = consent("8801", "MARKETING", "GRANTED");
const WITHDRAWN = consent("8801", "MARKETING", "WITHDRAWN", "2026-06-30T09:59:59+08:00");

describe("王建国 takes back that he may be approached, and gives it again", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  afterEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const selling = () => world.as("RM1", { purpose: "MARKETING" });
  const serving = () => world.as("RM1", { purpose: "RELATIONSHIP_MANAGEMENT" });
  const numbers = async (): Promise<readonly string[]> =>
    (await selling().ask(BOOK)).data.viewer.portfolio.edges.map(({ node }: Data) => node.customerNumber as string);
  const says = (...consents: (typeof GRANTED)[]) => world.sandbox.control.change("10000001", { consents });
  const code = async (): Promise<unknown> => (await selling().ask(LOOK, { id })).errors[0]?.extensions.code;

  it("while it stands his manager finds him for marketing", async () => {
    expect((await selling().ask(LOOK, { id })).data.customer).toMatchObject({
      displayName: "王**",
      position: { aum: { amount: "982340.55" } },
    });
    expect(await numbers()).toContain("10000001");
  });

  it("withdrawn, he is not there from the next read on: not by his id, not in the list, not by his number", async () => {
    says(WITHDRAWN);

    expect(await code()).toBe("CUSTOMER_NOT_REACHABLE");
    expect(await numbers()).not.toContain("10000001");
    const byNumber = { identifier: { type: "CIF", value: "10000001" } };
    expect((await selling().ask(FIND, byNumber)).data?.customersByIdentifier?.edges ?? []).toEqual([]);
    expect((await selling().ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [id] })).data.nodes).toEqual(
      [null],
    );
  });

  it("given again, he is back with the next read", async () => {
    says(WITHDRAWN);
    expect(await code()).toBe("CUSTOMER_NOT_REACHABLE");

    says(WITHDRAWN, { ...GRANTED, consentId: "CS-2", grantedAt: "2026-06-30T09:59:59.500+08:00" });
    expect(await code()).toBeUndefined();

    expect(await numbers()).toContain("10000001");
  });

  it("who serves him sees him all the while, masked as ever", async () => {
    const before = await serving().ask(LOOK, { id });
    says(WITHDRAWN);

    const { data, errors } = await serving().ask(LOOK, { id });

    expect(errors).toEqual([]);
    expect(data).toEqual(before.data);
    expect(data.customer.displayName).toBe("王**");
    expect(data.customer.contactPoints[0]).toEqual({ value: "139****5678" });
  });

  it.each([
    ["never given", []],
    ["given for something else", [consent("8801", "CREDIT_APPROVAL", "GRANTED")]],
    ["refused", [{ ...GRANTED, state: "DENIED" as const }]],
    ["run out by its date", [{ ...GRANTED, expiresAt: "2026-06-30T09:59:59+08:00" }]],
    ["given, with a word of the same moment against it", [GRANTED, { ...GRANTED, state: "DENIED" as const }]],
  ])("a consent that was %s opens nothing", async (_, consents) => {
    says(...consents);

    expect(await code()).toBe("CUSTOMER_NOT_REACHABLE");
  });

  it("while the CRM cannot say, nobody is approached, and nobody is told whether there is such a customer", async () => {
    world.sandbox.control.setFaults("crm", { errorRate: 1 });

    const { data, errors } = await selling().ask(LOOK, { id });

    expect(data?.customer ?? null).toBeNull();
    expect(errors[0]?.extensions.code).toBe("SOURCE_UNAVAILABLE");
  });
});
