import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MY_PAGE } from "../support/my-page.js";
import { openWorld, type Data, type World } from "../support/world.js";

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.stop());

/** Asks for the page; whether it comes or not. */
function ask(signal: AbortSignal): Promise<unknown> {
  return fetch(`${world.url}/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${world.sandbox.tokenFor("P1")}`, "content-type": "application/json" },
    body: JSON.stringify({ query: MY_PAGE }),
    signal,
  }).catch((error: unknown) => error);
}

describe("Callers who hang up", () => {
  it("stop what was asked for them, and put no source to rest for everybody else", async () => {
    await world.as("P1").ask(MY_PAGE);
    const control = world.sandbox.control;
    control.setFaults("loan", { hang: true });
    const callers = new AbortController();
    const asking = Array.from({ length: 30 }, () => ask(callers.signal));
    await expect.poll(() => control.counters()["loan"]?.inFlight, { interval: 5 }).toBeGreaterThan(25);
    callers.abort();
    await Promise.all(asking);
    await expect.poll(() => control.counters()["loan"]?.inFlight).toBe(0);

    control.clearFaults("loan");
    const { data } = await world.as("RISK1").ask("{ sources { id status { circuit state errorRate } } }");
    const loan = data.sources.find(({ id }: Data) => id === "loan");
    expect(loan.status).toEqual({ circuit: "CLOSED", state: "FRESH", errorRate: 0 });
    expect((await world.as("P1").ask(MY_PAGE)).data.viewer.customer.loans.totalCount).toBe(1);
  });
});
