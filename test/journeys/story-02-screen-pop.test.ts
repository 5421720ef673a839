import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type World } from "../support/world.js";

const MOBILE = "13900005678";

interface Edge {
  readonly matchedOn: string[];
  readonly node: { readonly customerNumber: string; readonly displayName: string };
}

describe("Story 2: the call centre's screen pops up with the caller's number", () => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.stop());

  it("shows everybody who has the number, each masked, and merges nobody", async () => {
    const { data, errors } = await world.as("CC1").ask(story("02-screen-pop"), { mobile: MOBILE });

    expect(errors).toEqual([]);
    const edges: Edge[] = data.customersByIdentifier.edges;
    expect(new Set(edges.map(({ node }) => node.customerNumber))).toEqual(new Set(["10000001", "10000004"]));
    expect(edges.map(({ node }) => node.displayName)).toEqual(["王**", "王**"]);
    expect(edges.map(({ matchedOn }) => matchedOn)).toEqual([["MOBILE"], ["MOBILE"]]);
    expect(data.customersByIdentifier.totalCount).toBe(2);
  });

  it("flags the number that was verified", async () => {
    const { data } = await world.as("CC1").ask(story("02-screen-pop"), { mobile: `+86 ${MOBILE}` });

    const wang = data.customersByIdentifier.edges.find(({ node }: Edge) => node.customerNumber === "10000001");
    expect(wang.node.contactPoints[0]).toEqual({ display: "139****5678", verified: true });
  });

  it("shows a header and no more: no accounts, no amounts, no number in clear", async () => {
    const { data, errors, text } = await world.as("CC1").ask(
      `query ($mobile: String!) {
        customersByIdentifier(identifier: { type: MOBILE, value: $mobile }) {
          edges { node {
            viewerAccess { level }
            person { birthDate annualIncome { amount band } documents { number } }
            depositAccounts { totalCount } position { complete }
          } }
        }
      }`,
      { mobile: MOBILE },
    );

    const [{ node }] = data.customersByIdentifier.edges;
    expect(node.viewerAccess.level).toBe("HEADER");
    expect(node.depositAccounts).toBeNull();
    expect(node.position).toBeNull();
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(["ACCESS_DENIED"]));
    expect(text).not.toContain("990101198504120012");
    expect(text).not.toContain("1985-04-12");
    expect(text).not.toContain("360000");
  });

  it("shows nobody to an analyst who tries the same number", async () => {
    const { data } = await world.as("AN1").ask(story("02-screen-pop"), { mobile: MOBILE });

    expect(data.customersByIdentifier.edges).toEqual([]);
    expect(data.customersByIdentifier.totalCount).toBe(0);
  });
});
