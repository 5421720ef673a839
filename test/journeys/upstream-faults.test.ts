import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../sandbox/framework/faults.js";
import { BANK_SYSTEMS, expectGaps, expectHonestTotals, expectLogged, MY_PAGE } from "../support/my-page.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const DEADLINE_MS = 600;

/** Every way in which a system can fail as a whole, and what is said of it. */
const FAULTS: [string, Faults, string][] = [
  ["a page in HTML", { malformed: "html" }, "SOURCE_MALFORMED"],
  ["half an answer", { malformed: "half" }, "SOURCE_MALFORMED"],
  ["a database's own words", { malformed: "text" }, "SOURCE_MALFORMED"],
  ["an answer declared as a picture", { contentType: "image/png" }, "SOURCE_MALFORMED"],
  ["an error inside a 200", { errorRate: 1, errorStatus: 200 }, "SOURCE_UNAVAILABLE"],
  ["an internal error", { errorRate: 1, errorStatus: 500 }, "SOURCE_UNAVAILABLE"],
  ["a cut connection", { cut: true }, "SOURCE_UNAVAILABLE"],
  ["silence", { hang: true }, "SOURCE_TIMEOUT"],
  ["a request to come back later", { rateLimitPerMinute: 0 }, "SOURCE_THROTTLED"],
];

describe.each(BANK_SYSTEMS)("When %s answers", (system) => {
  let world: World;
  let whole: Data;

  beforeAll(async () => {
    world = await openWorld({ server: { deadlineMs: DEADLINE_MS } });
  });
  afterAll(() => world.stop());
  // Good pages between the bad ones keep the circuit closed: it is not what these tests are about.
  beforeEach(async () => {
    world.sandbox.control.reset();
    for (let again = 0; again < 4; again += 1) whole = (await page()).data.viewer.customer;
    expect(whole.position).toMatchObject({ complete: true, netPosition: { amount: "-291109.45" } });
  });

  const page = (): Promise<Answer> => world.as("P1").ask(MY_PAGE);

  it.each(FAULTS)("with %s, its sections say so and the rest of the page stands", async (_, faults, code) => {
    world.sandbox.control.setFaults(system, faults);
    const before = world.logged.length;
    const startedAt = performance.now();
    const answer = await page();

    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 400);
    expectGaps(answer, whole, [system], code);
    expectHonestTotals(answer, whole, [system]);
    expect(answer.extensions.c360.sources).toContainEqual(
      expect.objectContaining({ source: system, state: "UNAVAILABLE", reason: code }),
    );
    expect(answer.data.viewer.customer.displayName).toBe("王建国");
    expect(answer.text).not.toMatch(/ORA-|doctype|Sign in|system busy|ECONN/i);
    expectLogged(world.logged.slice(before), system, code);
  });
});

describe("When several systems are down at once", () => {
  let world: World;
  let whole: Data;

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.sandbox.control.reset();
    for (let again = 0; again < 4; again += 1) whole = (await world.as("P1").ask(MY_PAGE)).data.viewer.customer;
  });

  const subsets = Array.from({ length: 2 ** BANK_SYSTEMS.length }, (_, mask) =>
    BANK_SYSTEMS.filter((_system, bit) => (mask & (1 << bit)) !== 0),
  );

  it.each(subsets.filter((down) => down.length < BANK_SYSTEMS.length && !hidesHeader(down)).map((down) => [down]))(
    "no total is partial in silence: %j",
    async (down) => {
      for (const system of down) world.sandbox.control.setFaults(system, { cut: true });

      const answer = await world.as("P1").ask(MY_PAGE);

      expectGaps(answer, whole, down, "SOURCE_UNAVAILABLE");
      expectHonestTotals(answer, whole, down);
    },
  );

  it.each(subsets.filter(hidesHeader).map((down) => [down]))(
    "nobody is made up when no system can say who he is: %j",
    async (down) => {
      for (const system of down) world.sandbox.control.setFaults(system, { cut: true });

      const { status, data, errors } = await world.as("P1").ask(MY_PAGE);

      expect(status).toBe(200);
      expect(data.viewer.customer).toBeNull();
      expect(errors).toMatchObject([{ path: ["viewer", "customer"], extensions: { code: "SOURCE_UNAVAILABLE" } }]);
    },
  );

  it("who manages him decides nothing while the CRM is silent, and that is what the manager is told", async () => {
    const id = await world.customerId("10000001", "RM1");
    world.sandbox.control.setFaults("crm", { cut: true });

    const { data, errors } = await world.as("RM1").ask("query ($id: ID!) { customer(id: $id) { id } }", { id });

    expect(data).toEqual({ customer: null });
    expect(errors).toMatchObject([{ path: ["customer"], extensions: { code: "SOURCE_UNAVAILABLE", source: "crm" } }]);
  });
});

/** The header needs one system that keeps people: the core, the cards or the CRM. */
function hidesHeader(down: readonly string[]): boolean {
  return ["core-banking", "card", "crm"].every((system) => down.includes(system));
}

describe("When a system is asked for a customer whom it could not be asked about when he was found", () => {
  it("it counts as missing, not as having nothing", async () => {
    const world = await openWorld();
    world.sandbox.control.setFaults("loan", { cut: true });
    const first = await world.as("P1").ask(MY_PAGE);
    world.sandbox.control.reset();
    const second = await world.as("P1").ask(MY_PAGE);
    await world.stop();

    expect(first.data.viewer.customer.loans).toMatchObject({ totalCount: null, sources: [{ state: "UNAVAILABLE" }] });
    expect(first.data.viewer.customer.position).toMatchObject({ complete: false, missingSources: [{ id: "loan" }] });
    expect(second.data.viewer.customer.loans.totalCount).toBe(1);
    expect(second.data.viewer.customer.position.complete).toBe(true);
  });
});

describe("When a source fails again and again", () => {
  it("it is left alone for a while, says so, and is asked again", async () => {
    const world = await openWorld();
    const health = async () => {
      const { data } = await world
        .as("RISK1", { purpose: "KYC_AML" })
        .ask("{ sources { id status { state circuit errorRate since message } } }");
      return data.sources.find(({ id }: Data) => id === "loan").status;
    };
    await world.as("P1").ask(MY_PAGE);
    world.sandbox.control.setFaults("loan", { errorRate: 1 });
    for (let again = 0; again < 40; again += 1) await world.as("P1").ask(MY_PAGE);
    // Twice a second one call finds out how the source is; what is asked in between is not passed on.
    const asked = () => world.sandbox.control.counters()["loan"]?.calls ?? 0;
    const whileResting = async () => {
      const before = asked();
      const { data } = await world.as("P1").ask(MY_PAGE);
      return { reason: data.viewer.customer.loans.sources[0].reason, calls: asked() - before };
    };
    await expect.poll(whileResting).toEqual({ reason: "SOURCE_CIRCUIT_OPEN", calls: 0 });
    await expect.poll(health).toMatchObject({ state: "UNAVAILABLE", circuit: "OPEN", message: "SOURCE_CIRCUIT_OPEN" });
    expect((await health()).errorRate).toBeGreaterThan(0.5);

    world.sandbox.control.clearFaults("loan");
    await expect
      .poll(async () => (await world.as("P1").ask(MY_PAGE)).data.viewer.customer.loans.totalCount, { timeout: 5_000 })
      .toBe(1);
    expect(await health()).toMatchObject({ state: "FRESH", circuit: "CLOSED", message: null });
    await world.stop();
  });
});
