import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openWorld, type World } from "../support/world.js";

const REPORT = `query ($id: ID!) { customer(id: $id) { creditReport(reason: POST_LOAN) {
  __typename
  ... on CreditReport { reportId reportedAt totalDebt { amount } openLoans recentEnquiries consentId maskedFields { field } freshness { source { id } state asOf } }
  ... on ConsentRequired { purpose scope }
  ... on SourceUnavailable { source { id } message }
  ... on AccessDenied { code requestable }
} } }`;

const bureauCalls = (world: World) => world.sandbox.control.counters()["credit-bureau"]?.endpoints ?? {};

describe("The stored credit report", () => {
  let world: World;
  let wang: string;

  beforeAll(async () => {
    world = await openWorld();
    wang = await world.customerId("10000001", "RM1");
  });
  beforeEach(() => world.sandbox.control.reset());
  afterAll(() => world.stop());

  it("is shown to his manager, with the consent it was read under", async () => {
    const { data, errors } = await world.as("RM1").ask(REPORT, { id: wang });

    expect(errors).toEqual([]);
    expect(data.customer.creditReport).toMatchObject({ __typename: "CreditReport" });
    expect(data.customer.creditReport.totalDebt.amount).toMatch(/^\d+\.\d\d$/);
    expect(data.customer.creditReport.consentId).not.toBe("");
    expect(data.customer.creditReport.freshness.source.id).toBe("credit-bureau");
  });

  it("is read from what is on file: no enquiry is made", async () => {
    await world.as("RM1").ask(REPORT, { id: wang });

    expect(Object.keys(bureauCalls(world))).toEqual(["POST /pcrs/stored-report"]);
  });

  it("is not even asked for without the customer's consent", async () => {
    const minor = await world.customerId("10000004", "RM1");

    const { data } = await world.as("RM1").ask(REPORT, { id: minor });

    expect(data.customer.creditReport).toMatchObject({ __typename: "ConsentRequired", scope: "CREDIT_BUREAU" });
    expect(bureauCalls(world)).toEqual({});
  });

  it("is not read by staff as if the customer himself had asked", async () => {
    const { data } = await world.as("RM1").ask(REPORT.replace("POST_LOAN", "SELF"), { id: wang });

    expect(data.customer.creditReport).toMatchObject({ __typename: "AccessDenied" });
    expect(bureauCalls(world)).toEqual({});
  });

  it("is not for the counter, even with the customer present", async () => {
    const { data } = await world.as("T1").ask(
      `{ customersByIdentifier(identifier: { type: RESIDENT_ID, value: "990101198504120012" }) { edges { node {
        creditReport(reason: POST_LOAN) { __typename } } } } }`,
    );

    expect(data.customersByIdentifier.edges[0].node.creditReport).toEqual({ __typename: "AccessDenied" });
    expect(bureauCalls(world)).toEqual({});
  });

  it("is waited for longer than a page, and the rest of the page is not held to that", async () => {
    const slow = await openWorld({ server: { deadlineMs: 300, gatedDeadlineMs: 5_000 } });
    try {
      const id = await slow.customerId("10000001", "RM1");
      slow.sandbox.control.setFaults("credit-bureau", { latencyMs: 600 });

      const { data } = await slow.as("RM1").ask(REPORT, { id });

      expect(data.customer.creditReport.__typename).toBe("CreditReport");
    } finally {
      await slow.stop();
    }
  });

  it("says by name when the bureau cannot be reached", async () => {
    world.sandbox.control.setFaults("credit-bureau", { cut: true });

    const { data } = await world.as("RM1").ask(REPORT, { id: wang });

    expect(data.customer.creditReport).toMatchObject({
      __typename: "SourceUnavailable",
      source: { id: "credit-bureau" },
      message: "SOURCE_UNAVAILABLE",
    });
  });
});
