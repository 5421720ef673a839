import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFederatedWorld, type FederatedWorld } from "../support/federated-world.js";
import { story, type Answer } from "../support/world.js";

const WANG = "990101198504120012";

describe("One graph, two ways to run it", () => {
  let world: FederatedWorld;

  beforeAll(async () => {
    world = await openFederatedWorld();
  }, 60_000);
  afterAll(() => world.stop());

  it.each([["03-customer-360", "RM1"]])("%s", async (file, persona) => {
    const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } }
}`;
    const f = await world.asRouted(persona).ask(FIND, { identifier: { type: "CIF", value: "10000001" } });
    console.log(JSON.stringify(f.errors), JSON.stringify(f.data));
    const id = f.data.customersByIdentifier.edges[0].node.id;
    const a = await world.asWhole(persona).ask(story(file), { id });
    const b = await world.asRouted(persona).ask(story(file), { id });
    console.log(
      JSON.stringify(b.errors),
      world.router.requests.map((r) => r.subgraph),
    );
    expect(b.data).toEqual(a.data);
  });
  it("1", async () => {
    const a = await world.asWhole("T1").ask(story("01-counter-lookup"), { doc: WANG });
    const b = await world.asRouted("T1").ask(story("01-counter-lookup"), { doc: WANG });
    console.log(
      JSON.stringify(b.errors),
      world.router.requests.map((r) => r.subgraph),
    );
    console.log(JSON.stringify(world.logged.filter((l) => JSON.stringify(l).includes("internal"))).slice(0, 2000));
    expect(b.data).toEqual(a.data);
  });
});
