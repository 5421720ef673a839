import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Faults } from "../../sandbox/framework/faults.js";
import { expectLogged } from "../support/my-page.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const DEADLINE_MS = 600;

const REGISTRIES = `query ($id: ID!) {
  customer(id: $id) {
    id
    organization {
      legalName
      registryRecords { source { id } name status shareholders { name percent } freshness { state reason } }
    }
  }
}`;

const FAULTS: [string, Faults, string][] = [
  ["a page in HTML", { malformed: "html" }, "SOURCE_MALFORMED"],
  ["half an answer", { malformed: "half" }, "SOURCE_MALFORMED"],
  ["an answer declared as a picture", { contentType: "image/png" }, "SOURCE_MALFORMED"],
  ["an error inside a 200", { errorRate: 1, errorStatus: 200 }, "SOURCE_UNAVAILABLE"],
  ["an internal error", { errorRate: 1, errorStatus: 500 }, "SOURCE_UNAVAILABLE"],
  ["a cut connection", { cut: true }, "SOURCE_UNAVAILABLE"],
  ["silence", { hang: true }, "SOURCE_TIMEOUT"],
];

describe.each(["tianyancha", "qichacha", "gleif"])("When %s answers", (registry) => {
  let world: World;
  let id: string;
  let whole: Data;

  beforeAll(async () => {
    world = await openWorld({ server: { deadlineMs: DEADLINE_MS } });
    id = await world.customerId("10000013", "CRM1");
  });
  afterAll(() => world.stop());
  // Good answers between the bad ones keep the circuit closed.
  beforeEach(async () => {
    world.sandbox.control.reset();
    for (let again = 0; again < 3; again += 1) whole = (await ask()).data.customer.organization;
    expect(whole.registryRecords.map((record: Data) => record.freshness.state)).toEqual(["FRESH", "FRESH", "FRESH"]);
  });

  const ask = (): Promise<Answer> => world.as("CRM1").ask(REGISTRIES, { id });
  const own = (records: Data[]) => records.find(({ source }) => source.id === registry);
  const others = (records: Data[]) => records.filter(({ source }) => source.id !== registry);

  it.each(FAULTS)("with %s, its own record says so and the others stand beside it", async (_, faults, code) => {
    world.sandbox.control.setFaults(registry, faults);
    const before = world.logged.length;
    const startedAt = performance.now();
    const { data, errors } = await ask();

    expect(performance.now() - startedAt).toBeLessThan(DEADLINE_MS + 400);
    expect(errors).toEqual([]);
    const { legalName, registryRecords } = data.customer.organization;
    expect(legalName).toBe(whole.legalName);
    expect(others(registryRecords)).toEqual(others(whole.registryRecords));
    expect(own(registryRecords)).toEqual({
      source: { id: registry },
      name: null,
      status: null,
      shareholders: null,
      freshness: { state: "UNAVAILABLE", reason: code },
    });
    expectLogged(world.logged.slice(before), registry, code);
  });

  it("with a request to come back later, its own record says that it could not be read", async () => {
    world.sandbox.control.setFaults(registry, { rateLimitPerMinute: 0 });
    const { data } = await ask();

    // Qichacha does not publish what its statuses mean, so a limit looks like any other failure there.
    const code = registry === "qichacha" ? "SOURCE_UNAVAILABLE" : "SOURCE_THROTTLED";
    expect(own(data.customer.organization.registryRecords).freshness).toEqual({ state: "UNAVAILABLE", reason: code });
  });
});

describe("When one registry answers with a field outside its contract", () => {
  it.each([
    ["tianyancha", "result.name", "name"],
    ["qichacha", "Result.Data.Name", "name"],
    ["gleif", "data[0].attributes.entity.legalName.name", "name"],
  ])("%s says so at that field alone: %s", async (registry, path, field) => {
    const world = await openWorld();
    const id = await world.customerId("10000013", "CRM1");
    world.sandbox.control.setFaults(registry, { mutations: [{ path, set: 20260630 }] });
    const { data, errors } = await world.as("CRM1").ask(REGISTRIES, { id });
    const logged = JSON.stringify(world.logged);
    await world.stop();

    const index = data.customer.organization.registryRecords.findIndex(({ source }: Data) => source.id === registry);
    expect(errors).toMatchObject([
      {
        path: ["customer", "organization", "registryRecords", index, field],
        extensions: { code: "SOURCE_MALFORMED", source: registry },
      },
    ]);
    expect(data.customer.organization.registryRecords[index].status).not.toBeNull();
    expect(logged).not.toContain("20260630");
  });
});

describe("When all registries answer", () => {
  it("each was asked once, for every call is paid for", async () => {
    const world = await openWorld();
    const id = await world.customerId("10000013", "CRM1");
    world.sandbox.control.resetCounters();
    await world.as("CRM1").ask(REGISTRIES, { id });
    const counters = world.sandbox.control.counters();
    await world.stop();

    // Tianyancha keeps the shareholders at an address of their own.
    expect(["tianyancha", "qichacha", "gleif"].map((name) => counters[name]?.calls)).toEqual([2, 1, 1]);
  });
});

describe("When the credit bureau answers", () => {
  const REPORT = `query ($id: ID!) {
    customer(id: $id) {
      customerNumber
      creditReport(reason: POST_LOAN) {
        __typename
        ... on CreditReport { reportedAt openLoans totalDebt { amount } overdueAccounts consentId freshness { state } }
        ... on SourceUnavailable { source { id } message retryAfterSeconds }
      }
      loans { totalCount }
    }
  }`;
  let world: World;
  let id: string;

  beforeAll(async () => {
    world = await openWorld({ server: { deadlineMs: DEADLINE_MS } });
    id = await world.customerId("10000001", "RM1");
  });
  afterAll(() => world.stop());
  beforeEach(async () => {
    world.sandbox.control.reset();
    for (let again = 0; again < 3; again += 1) expect((await ask()).creditReport.__typename).toBe("CreditReport");
  });

  const ask = async () => (await world.as("RM1").ask(REPORT, { id })).data.customer;

  it("well, the report is shown, and no enquiry was made", async () => {
    const { creditReport } = await ask();

    expect(creditReport).toMatchObject({
      totalDebt: { amount: "1273450.00" },
      consentId: "CS-8801-CREDIT_APPROVAL",
      freshness: { state: "FRESH" },
    });
    const { endpoints } = world.sandbox.control.counters()["credit-bureau"] ?? { endpoints: {} };
    expect(Object.keys(endpoints).filter((endpoint) => endpoint.includes("enquiry"))).toEqual([]);
  });

  it.each(FAULTS.filter(([, faults]) => faults.errorStatus !== 200))(
    "with %s, the report says so and the rest of the page stands",
    async (_, faults, code) => {
      world.sandbox.control.setFaults("credit-bureau", faults);
      const before = world.logged.length;

      expect(await ask()).toEqual({
        customerNumber: "10000001",
        creditReport: {
          __typename: "SourceUnavailable",
          source: { id: "credit-bureau" },
          message: code,
          retryAfterSeconds: null,
        },
        loans: { totalCount: 1 },
      });
      expectLogged(world.logged.slice(before), "credit-bureau", code);
    },
  );

  it("with a request to come back later, the report says when", async () => {
    world.sandbox.control.setFaults("credit-bureau", { rateLimitPerMinute: 0, retryAfterSeconds: 1 });
    const { creditReport } = await ask();

    expect(creditReport).toMatchObject({ message: "SOURCE_THROTTLED" });
    expect(creditReport.retryAfterSeconds).toBeGreaterThan(0);
    // And until then it is not asked.
    const { calls } = world.sandbox.control.counters()["credit-bureau"] ?? { calls: 0 };
    expect((await ask()).creditReport).toMatchObject({ message: "SOURCE_THROTTLED" });
    expect(world.sandbox.control.counters()["credit-bureau"]?.calls).toBe(calls);
    world.sandbox.control.clearFaults("credit-bureau");
    await expect.poll(async () => (await ask()).creditReport.__typename, { timeout: 5_000 }).toBe("CreditReport");
  });

  it("with an amount that is none, what is counted from it says so and the report stands", async () => {
    const mutations = [{ find: "1250000.00", replace: "much" }];
    world.sandbox.control.setFaults("credit-bureau", { mutations });
    const { data, errors } = await world.as("RM1").ask(REPORT, { id });

    expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions.code, extensions.source])).toEqual(
      ["openLoans", "totalDebt", "overdueAccounts"].map((field) => [field, "SOURCE_MALFORMED", "credit-bureau"]),
    );
    expect(data.customer.creditReport).toMatchObject({ __typename: "CreditReport", totalDebt: null });
  });

  it("with somebody's document type and an entity of its own, nothing of it is believed or shown", async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`;
    world.sandbox.control.setFaults("credit-bureau", {
      mutations: [{ find: `<?xml version="1.0" encoding="UTF-8"?>`, replace: bomb }],
    });

    expect((await ask()).creditReport).toMatchObject({ __typename: "SourceUnavailable", message: "SOURCE_MALFORMED" });
  });
});
