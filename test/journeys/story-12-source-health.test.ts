import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, story, type World } from "../support/world.js";

interface Source {
  readonly id: string;
  readonly status: Record<string, unknown>;
}

describe("Story 12: risk asks how the sources are doing", () => {
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld();
    id = await world.customerId("10000001", "RM1");
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  const sources = async (persona = "RISK1"): Promise<Source[]> =>
    (await world.as(persona).ask(story("12-source-health"))).data.sources;
  const openPage = () => world.as("RM1").ask(story("03-customer-360"), { id });

  it("lists all eight with their trust and their budget", async () => {
    const ids = (await sources()).map(({ id: source }) => source).toSorted((left, right) => left.localeCompare(right));

    expect(ids).toEqual(["card", "core-banking", "credit-bureau", "crm", "gleif", "loan", "qichacha", "tianyancha"]);
  });

  it("says since when the loan system's data is stale", async () => {
    world.sandbox.control.setFaults("loan", { staleDays: 1 });
    const { data } = await openPage();

    expect(data.customer.loans.sources[0]).toMatchObject({ state: "STALE" });
    const loan = (await sources()).find((source) => source.id === "loan");
    expect(loan?.status).toMatchObject({ state: "STALE", circuit: "CLOSED", message: null });
    expect(loan?.status["since"]).toBe("2026-06-29T15:59:59.000Z");
    expect(loan?.status["p95Ms"]).toBeGreaterThan(0);
  });

  it("says that a source is unavailable, with its error rate and its breaker", async () => {
    world.sandbox.control.setFaults("card", { errorRate: 1 });
    for (let calls = 0; calls < 30; calls += 1) await openPage();

    const card = (await sources()).find((source) => source.id === "card");
    expect(card?.status).toMatchObject({ state: "UNAVAILABLE", circuit: "OPEN" });
    expect(card?.status["errorRate"]).toBeGreaterThan(0.5);
    expect(card?.status["lastSuccessAt"]).not.toBeNull();
  });

  it("says how many questions there were, how many requests for them, and what paid calls are left", async () => {
    await openPage();
    const { data, errors } = await world
      .as("RISK1")
      .ask(
        "{ sources { id status { calls { asked sent retried hedged refused } budget { limit used alarm } parts { id } } } }",
      );

    expect(errors).toEqual([]);
    const statusOf = (id: string) => data.sources.find((source: Source) => source.id === id).status;
    const { asked, sent, retried, hedged } = statusOf("crm").calls;
    expect(asked).toBeGreaterThan(0);
    expect(sent).toBe(asked + retried + hedged);
    expect(statusOf("card").calls.refused).toBeGreaterThan(0);
    expect(statusOf("tianyancha")).toMatchObject({ budget: { limit: 10_000, used: 0, alarm: "NONE" }, parts: [] });
    expect(statusOf("crm").budget).toBeNull();
  });

  it("is none of a customer's business", async () => {
    const { data, errors } = await world.as("P1").ask("{ sources { id } }");

    expect(data).toBeNull();
    expect(errors[0]?.extensions.code).toBe("ACCESS_DENIED");
  });
});
