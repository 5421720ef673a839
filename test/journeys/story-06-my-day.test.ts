import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, story, type Data, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

it("Story 6: the manager sees who of his own is about to leave, the likeliest first, and why", async () => {
  const { data, errors } = await world.as("RM2").ask(story("06-my-day"), { branch: "B2" });

  expect(errors).toEqual([]);
  const nodes = data.customers.edges.map(({ node }: Data) => node);
  expect(new Set(nodes.map(({ lifecycle }: Data) => lifecycle.stage))).toEqual(new Set(["DECLINING"]));
  const values = nodes.map(({ lifecycle }: Data) => lifecycle.churnRisk.value);
  expect(values).toEqual(values.toSorted((left: number, right: number) => right - left));

  const all = await world.as("RM2").ask(
    `{ customers(filter: { lifecycleIn: [DECLINING] }, first: 100) { edges { node { customerNumber
       lifecycle { since churnRisk { explanation { factors { name value } } } } } } } }`,
  );
  const li = all.data.customers.edges.find(({ node }: Data) => node.customerNumber === "10000003").node;
  expect(li.lifecycle.since).toBe("2026-06-30");
  expect(li.lifecycle.churnRisk.explanation.factors).toEqual([
    { name: "idleDays", value: "92 ≥ 90" },
    { name: "serviceScore", value: "3.5 < 4" },
  ]);
});

it("his colleague at the other branch has none of these", async () => {
  const { data } = await world.as("RM1").ask(story("06-my-day"), { branch: "B2" });
  expect(data.customers).toMatchObject({ totalCount: 0, edges: [] });
});
