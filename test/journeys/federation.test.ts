import { findBreakingChanges } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildGraph } from "../../src/graph/engine/build-graph.js";
import { openFederatedWorld, type FederatedWorld } from "../support/federated-world.js";
import { story, type Answer, type World } from "../support/world.js";

const WANG = { document: "990101198504120012", mobile: "13900005678", customerNumber: "10000001" };

const BY_MOBILE = `query {
  customersByIdentifier(identifier: { type: MOBILE, value: "${WANG.mobile}" }) {
    edges { node { displayName sourceRecords { recordId } consents { edges { node { id } } } } }
  }
}`;

describe("One graph, two ways to run it", () => {
  let world: FederatedWorld;
  /** Our id of 王建国, which both ways must agree on. */
  let id: string;

  beforeAll(async () => {
    world = await openFederatedWorld();
    id = await found(world.asRouted);
    expect(await found(world.asWhole)).toBe(id);
  }, 180_000);
  afterAll(() => world.stop());

  /** Asks both ways and expects one answer: the same data, and the same errors in the same places. */
  async function bothWays(persona: string, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const whole = await world.asWhole(persona).ask(query, variables);
    const routed = await world.asRouted(persona).ask(query, variables);
    expect(refusals(routed)).toEqual(refusals(whole));
    expect(routed.data).toEqual(whole.data);
    return whole;
  }

  it("composes to the graph that the one process serves, with nothing beside it", () => {
    const whole = buildGraph();

    // Keys are a matter between the subgraphs and their router.
    expect(findBreakingChanges(whole, world.router.schema)).toEqual([
      { type: "DIRECTIVE_REMOVED", description: "key was removed." },
    ]);
    expect(findBreakingChanges(world.router.schema, whole)).toEqual([]);
  });

  it("story 1: the teller sees the customer whose card she swiped, in every subgraph", async () => {
    const before = world.router.asked.length;

    const { data } = await bothWays("T1", story("01-counter-lookup"), { doc: WANG.document });

    expect(data.customersByIdentifier.edges[0].node.position.aum.amount).toBe("982340.55");
    const asked = new Set(world.router.asked.slice(before));
    expect([...asked].toSorted()).toEqual(["customer", "position", "staff"]);
  });

  it("story 2: the call centre sees a masked header", async () => {
    const { data } = await bothWays("CC1", story("02-screen-pop"), { mobile: WANG.mobile });

    expect(data.customersByIdentifier.edges[0].node.displayName).toBe("王**");
  });

  it("story 3: the relationship manager's whole page", async () => {
    const { data } = await bothWays("RM1", story("03-customer-360"), { id });

    expect(data.customer.position.netPosition.amount).toBe("-291109.45");
    expect(data.customer.loans.edges).toHaveLength(1);
  });

  it("story 5: the customer's own data", async () => {
    const whole = await world.asWhole("P1").ask(story("05-my-view"));
    const routed = await world.asRouted("P1").ask(story("05-my-view"));
    const { accessLog: _, ...own } = routed.data.viewer.customer;
    const { accessLog, ...data } = whole.data.viewer.customer;

    // Each process of this world keeps a trail of its own, so what is on record differs; all the rest does not.
    expect(own).toEqual(data);
    expect(accessLog.edges.length).toBeGreaterThan(0);
    expect(data.id).toBe(id);
    expect(data.consents.edges.length).toBeGreaterThan(0);
  });

  it("story 11: the analyst's list, each customer put together out of the subgraphs under the same terms", async () => {
    const list = `{
      customers(filter: { churnBand: "HIGH" }, orderBy: { field: CHURN_RISK, direction: DESC }, first: 10) {
        totalCount hiddenCount pageInfo { hasNextPage }
        edges { node { id displayName position { aum { band amount } }
          lifecycle { churnRisk { value band } } segments { edges { node { name } } } } } }
      fieldPolicies(typeName: "Person") { fieldName kind masked filterable yours reason } }`;
    // Eighteen graphs in one process answer their first long list slowly; the CRM is waited for 0.8 s, whoever is slow.
    await world.asRouted("AN1").ask(list);
    const { data, errors } = await bothWays("AN1", list);

    expect(errors).toEqual([]);
    expect(data.customers.edges).toHaveLength(10);
    expect(data.customers.edges[0].node.position.aum.amount).toBeNull();

    // Its cursors are good in either, for both have the same secret.
    const page = `query ($after: String) { customers(first: 2, after: $after) { pageInfo { endCursor } edges { node { id } } } }`;
    const { endCursor } = (await world.asWhole("AN1").ask(page)).data.customers.pageInfo;
    const { data: next } = await bothWaysPage(page, endCursor);
    expect(next.customers.edges).toHaveLength(2);
  });

  async function bothWaysPage(page: string, after: string): Promise<Answer> {
    const whole = await world.asWhole("AN1").ask(page, { after });
    const routed = await world.asRouted("AN1").ask(page, { after });
    expect(routed.data.customers.edges).toEqual(whole.data.customers.edges);
    return whole;
  }

  it("story 12: the sources; each process tells how they have been doing for it", async () => {
    const facts = "query { sources { id name kind owner trust maxAgeSeconds } }";
    const { data } = await bothWays("RISK1", facts);
    const routed = await world.asRouted("RISK1").ask(story("12-source-health"));

    expect(data.sources).toHaveLength(8);
    expect(routed.errors).toEqual([]);
    expect(routed.data.sources.map((each: { status: { circuit: string } }) => each.status.circuit)).toEqual(
      Array.from({ length: 8 }, () => "CLOSED"),
    );
  });

  it.each([
    ["one process", () => world.asWhole],
    ["a router", () => world.asRouted],
  ])("story 12: access is asked for, approved and used, through %s", async (_, asked) => {
    const as = asked();
    const READ = `query ($id: ID!) { customer(id: $id) {
      person { documents { number } } loans { edges { node { number } } } viewerAccess { grant { id state fields } } } }`;
    const { data: made } = await as("RISK1").ask(story("12-ask-unmask"), { s: id });
    const { id: grant } = made.requestAccess as { id: string };
    const decided = await as("RISKM").ask(
      `mutation ($id: ID!) { decideAccess(grantId: $id, approve: true, comment: "yes") {
        state requester { id displayName orgUnit { name } } subject { id displayName } } }`,
      { id: grant },
    );
    const read = await as("RISK1").ask(READ, { id });
    const node = await as("RISKM").ask(
      `query ($id: ID!) { node(id: $id) { id ... on AccessGrant { usageCount decidedBy { id } } } }`,
      { id: grant },
    );

    expect(decided.errors).toEqual([]);
    expect(decided.data.decideAccess).toEqual({
      state: "APPROVED",
      requester: { id: "RISK1", displayName: "魏军", orgUnit: { name: "Head Office" } },
      subject: { id, displayName: "王**" },
    });
    expect(read.errors).toEqual([]);
    expect(read.text).toContain(WANG.document);
    expect(read.data.customer.loans.edges[0].node.number).toContain("*");
    expect(read.data.customer.viewerAccess.grant).toMatchObject({ id: grant, fields: ["documents.number"] });
    expect(node.data.node).toEqual({ id: grant, usageCount: 1, decidedBy: { id: "RISKM" } });
  });

  it("finds a loan by its global id, through the subgraph that has it", async () => {
    const page = await world
      .asWhole("RM1")
      .ask(`query ($id: ID!) { customer(id: $id) { loans { edges { node { id } } } } }`, { id });
    const loan = page.data.customer.loans.edges[0].node.id as string;

    const { data } = await bothWays(
      "RM1",
      `query ($id: ID!) { node(id: $id) { id ... on Loan { daysPastDue fiveTierClass balance { amount } } } }`,
      { id: loan },
    );

    expect(data.node.fiveTierClass).not.toBeNull();
  });

  it.each([
    ["a customer out of reach", "CC1", `query ($id: ID!) { customer(id: $id) { displayName loans { totalCount } } }`],
    ["the sources, asked by a customer", "P1", `query { sources { id } }`],
    ["a section behind a masked header", "CC1", BY_MOBILE],
  ])("refuses the same: %s", async (_, persona, query) => {
    const { errors } = await bothWays(persona, query, query.includes("$id") ? { id } : {});

    expect(errors.length).toBeGreaterThan(0);
  });

  it("names the same gap when a source is down", async () => {
    world.sandbox.control.setFaults("loan", { errorRate: 1, errorStatus: 503 });
    const { data } = await bothWays("RM1", GAPS, { id });
    world.sandbox.control.reset();

    expect(data.customer.position).toMatchObject({ complete: false, missingSources: [{ id: "loan" }] });
    expect(data.customer.loans.totalCount).toBeNull();
  });

  describe("past the router, at a subgraph's own door", () => {
    const LOANS = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { loans { totalCount } } } }`;
    const PROOF = `query ($doc: String!) {
      customersByIdentifier(identifier: { type: RESIDENT_ID, value: $doc }) { edges { node { id lookupProof } } }
    }`;
    const loansOf = (persona: string, reference: object, purpose?: string): Promise<Answer> =>
      world
        .asAt("loan")(persona, purpose === undefined ? {} : { purpose, purposes: [purpose] })
        .ask(LOANS, { of: [{ __typename: "Customer", ...reference }] });
    /** On what ground the customer subgraph opens a reference to somebody. */
    const basisOf = async (persona: string, reference: object): Promise<string> => {
      const { data } = await world
        .asAt("customer")(persona)
        .ask(
          `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { viewerAccess { basis } } } }`,
          {
            of: [{ __typename: "Customer", ...reference }],
          },
        );
      return data._entities[0].viewerAccess.basis as string;
    };
    const proof = async (): Promise<string> => {
      const { data } = await world.asAt("customer")("T1").ask(PROOF, { doc: WANG.document });
      return data.customersByIdentifier.edges[0].node.lookupProof as string;
    };

    it("opens a customer to his manager", async () => {
      const { data, errors } = await loansOf("RM1", { id });

      expect(errors).toEqual([]);
      expect(data._entities).toEqual([{ loans: { totalCount: 1 } }]);
    });

    it.each(["CC1", "customer:10000003"])("opens nothing to %s, who does not reach him", async (persona) => {
      const { data } = await loansOf(persona, { id });

      expect(data._entities).toEqual([null]);
    });

    it("reports an error at the reference that it belongs to", async () => {
      const { data } = await world
        .asAt("customer")("CC1")
        .ask(
          `query ($mobile: String!) {
            customersByIdentifier(identifier: { type: MOBILE, value: $mobile }) { edges { node { id lookupProof } } }
          }`,
          { mobile: WANG.mobile },
        );
      const edges = data.customersByIdentifier.edges as { node: object }[];
      const of = edges.map(({ node }) => ({ __typename: "Customer", ...node }));

      const { errors } = await world
        .asAt("consent")("CC1")
        .ask(
          `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { consents { edges { cursor } } } } }`,
          { of },
        );

      expect(errors.map(({ path }) => path)).toEqual([
        ["_entities", 0, "consents"],
        ["_entities", 1, "consents"],
      ]);
    });

    it("shows a grant by its reference to nobody whose it is not to see", async () => {
      const { data } = await world.asRouted("RISK1").ask(story("12-ask-unmask"), { s: id });
      const of = [{ __typename: "AccessGrant", id: data.requestAccess.id }];
      const asked = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on AccessGrant { reason } } }`;
      const reasonFor = async (persona: string) =>
        (await world.asAt("access")(persona).ask(asked, { of })).data._entities;

      expect(await reasonFor("RM1")).toEqual([null]);
      expect(await reasonFor("P1")).toEqual([null]);
      expect(await reasonFor("RISKM")).toEqual([{ reason: "suspected identity fraud, case 4711" }]);
    });

    it("asks for a token first", async () => {
      const { status } = await world.postAt("loan", {
        query: LOANS,
        variables: { of: [{ __typename: "Customer", id }] },
      });

      expect(status).toBe(401);
    });

    it.each([
      ["a forged id", { id: `cus_${"0".repeat(26)}` }, null],
      ["no id of ours", { id: "10000001" }, "INVALID_ID"],
      ["the id of something else", { id: "loan_MQ" }, "INVALID_ID"],
      ["no id", {}, "INVALID_ID"],
      ["a type of another subgraph", { __typename: "DepositAccount", id: "dep_MQ" }, "INVALID_ARGUMENT"],
      ["a type of none", { __typename: WANG.document, id: "1" }, "INVALID_ARGUMENT"],
    ])("opens nothing to %s", async (_, reference, code) => {
      const { data, errors, text } = await loansOf("RM1", reference);

      expect(data?._entities?.[0] ?? null).toBeNull();
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(code === null ? [] : [code]);
      expect(text).not.toContain(WANG.document);
    });

    it("takes the proof of a look-up from whoever made it", async () => {
      const { data } = await loansOf("T1", { id, lookupProof: await proof() });

      expect(data._entities).toEqual([{ loans: { totalCount: 1 } }]);
    });

    it("takes it from nobody else, for no other purpose and of no other customer", async () => {
      const lookupProof = await proof();
      const other = await found(world.asRouted, "10000002", "RM2");

      expect(await basisOf("T1", { id, lookupProof })).toBe("CUSTOMER_PRESENT");
      expect(await basisOf("HALL1", { id, lookupProof })).not.toBe("CUSTOMER_PRESENT");
      expect((await loansOf("T1", { id, lookupProof }, "DATA_STEWARDSHIP")).data._entities).toEqual([null]);
      expect(await basisOf("T1", { id: other, lookupProof })).not.toBe("CUSTOMER_PRESENT");
      expect(await basisOf("T1", { id, lookupProof: `${lookupProof.slice(0, -2)}AA` })).not.toBe("CUSTOMER_PRESENT");
    });

    it("passes a proof on as it came, so that it ends when it was meant to", async () => {
      const lookupProof = await proof();
      const { data } = await world
        .asAt("loan")("T1")
        .ask(`query ($of: [_Any!]!) { _entities(representations: $of) { ... on Customer { lookupProof } } }`, {
          of: [{ __typename: "Customer", id, lookupProof }],
        });

      expect(data._entities).toEqual([{ lookupProof }]);
    });

    it("says so when it could not decide, instead of passing for out of reach", async () => {
      world.sandbox.control.setFaults("crm", { errorRate: 1, errorStatus: 503 });
      const { data, errors } = await loansOf("RM1", { id });
      world.sandbox.control.reset();

      expect(data._entities).toEqual([null]);
      expect(errors.map(({ extensions }) => extensions.source)).toEqual(["crm"]);
    });

    it("does not take part in the composed graph", () => {
      const customer = world.router.schema.getType("Customer");

      expect(customer && "getFields" in customer ? Object.keys(customer.getFields()) : []).not.toContain("lookupProof");
    });
  });

  it("logs nothing of ours going wrong, and no value", () => {
    const text = JSON.stringify(world.logged);

    expect(text).not.toContain("internal error");
    expect(text).not.toContain(WANG.document);
  });
});

const FIND = `query ($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } }
}`;

const GAPS = `query ($id: ID!) {
  customer(id: $id) {
    position { complete missingSources { id } totalOwed { amount } }
    loans { totalCount sources { state reason source { id } } edges { node { id } } }
    depositAccounts { totalCount }
  }
}`;

async function found(as: World["as"], value = WANG.customerNumber, manager = "RM1"): Promise<string> {
  const { data } = await as(manager).ask(FIND, { identifier: { type: "CIF", value } });
  return data.customersByIdentifier.edges[0].node.id as string;
}

/**
 * What was refused and where. Positions in lists are left out: the router in use here reports the error of every entity
 * of a batch at the first one. That subgraphs report them at the right one has its own test.
 */
function refusals({ errors }: Answer): string[] {
  return errors
    .map(({ path = [], extensions }) =>
      [...path.filter((each) => typeof each === "string"), extensions?.code].join(" "),
    )
    .toSorted();
}
