import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  // The figures of the whole bank are made for the first who asks: on a busy machine that may take longer than a page may.
  await world.as("AN1").ask(story("11-churn-work"));
}, 60_000);
afterAll(() => world.stop());

const LIST = `query ($filter: CustomerFilter, $orderBy: CustomerOrder, $first: Int = 50, $after: String) {
  customers(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount hiddenCount pageInfo { endCursor hasNextPage }
    edges { node { id customerNumber displayName maskedFields { field reason }
      person { birthDate documents { number display } }
      contactPoints { display value }
      position { aum { band display amount } }
      lifecycle { stage since churnRisk { value scale band explanation { summary modelId factors { name value contribution } } } }
      segments { edges { node { id name explanation { factors { name value } } } } } } } } }`;

const codesOf = (answer: Answer) => answer.errors.map(({ extensions }) => extensions.code as string);
const calls = () => Object.values(world.sandbox.control.counters()).reduce((total, { calls: each }) => total + each, 0);
const analyst = () => world.as("AN1");

describe("Story 11: the analyst's churn list without personal data", () => {
  it("lists who may leave, by the risk, without a name, a number or an amount in clear", async () => {
    const answer = await analyst().ask(story("11-churn-work"));

    expect(answer.errors).toEqual([]);
    const { customers, fieldPolicies } = answer.data;
    expect(customers.edges.length).toBeGreaterThan(5);
    for (const { node } of customers.edges) {
      expect(node.displayName).toMatch(/^.\*{1,2}$/u);
      expect(node.maskedFields).toContainEqual({ field: "displayName", reason: "PURPOSE" });
      expect(node.position.aum).toMatchObject({ amount: null });
      expect(node.position.aum.band).toMatch(/\S/);
      expect(node.lifecycle.churnRisk.band).toBe("HIGH");
    }
    const risks = customers.edges.map(({ node }: Data) => node.lifecycle.churnRisk.value);
    expect(risks).toEqual(risks.toSorted((left: number, right: number) => right - left));
    expect(fieldPolicies).toContainEqual(
      expect.objectContaining({
        fieldName: "birthDate",
        class: "C2",
        kind: "BIRTH_DATE",
        masked: "1900-**-**",
        filterable: false,
      }),
    );
  });

  it("counts them right, all of them once, page by page", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    let total = -1;
    do {
      const { data, errors }: Data = await analyst().ask(LIST, {
        filter: { churnBand: "HIGH", kind: "PERSON" },
        orderBy: { field: "CHURN_RISK", direction: "DESC" },
        first: 10,
        after,
      });
      expect(errors).toEqual([]);
      const { edges, pageInfo, totalCount, hiddenCount } = data.customers;
      expect(hiddenCount).toBeNull();
      total = totalCount;
      seen.push(...edges.map(({ node }: Data) => node.id));
      expect(edges.length === 10 || !pageInfo.hasNextPage).toBe(true);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });

  it("has 李秀英 with her two reasons, and 陈静 in her segment", async () => {
    const { data } = await analyst().ask(LIST, { filter: { churnBand: "HIGH", branchId: "B2" }, first: 100 });
    const li = data.customers.edges.find(({ node }: Data) => node.customerNumber === "10000003").node;
    expect(li.lifecycle).toMatchObject({ stage: "DECLINING", churnRisk: { band: "HIGH", scale: "0–1" } });
    const { factors } = li.lifecycle.churnRisk.explanation;
    expect(factors.map(({ name, value }: Data) => `${name} ${value}`)).toEqual([
      "idleDays 92 ≥ 90",
      "serviceScore 3.5 < 4",
    ]);
    const sum = factors.reduce((total: number, { contribution }: Data) => total + contribution, 0);
    expect(sum).toBeCloseTo(li.lifecycle.churnRisk.value, 2);

    const segment = await analyst().ask(LIST, {
      filter: { segmentId: "MORTGAGE_NO_WEALTH", branchId: "B2" },
      first: 100,
    });
    const chen = segment.data.customers.edges.find(({ node }: Data) => node.customerNumber === "10000002").node;
    const reasons = chen.segments.edges[0].node.explanation.factors;
    expect(reasons.map(({ name, value }: Data) => `${name}=${value}`)).toEqual(["mortgage=true", "wealth=0"]);
  });

  it("denies the ways to a person", async () => {
    const { data, text } = await analyst().ask(LIST, { filter: { branchId: "B2", kind: "PERSON" }, first: 100 });
    for (const { node } of data.customers.edges) {
      expect(node.person.birthDate).toMatch(/^(\d{4}-\*\*-\*\*)$/);
      for (const { display, value } of node.contactPoints) expect([display, value]).toEqual([null, null]);
      for (const { number, display } of node.person.documents) expect([number, display]).toEqual([null, null]);
    }
    expect(text).not.toMatch(/李秀英|陈静|13900003003|1958-02-14/);
  });

  it.each([
    [{ orderBy: { field: "AUM", direction: "DESC" } }, "FIELD_NOT_SORTABLE", "AUM"],
    [{ orderBy: { field: "AUM", direction: "ASC" } }, "FIELD_NOT_SORTABLE", "AUM"],
    [{ filter: { mobileEq: "13900005678" } }, "FIELD_NOT_FILTERABLE", "mobileEq"],
    [{ filter: { mobileEq: "13900005678", kind: "PERSON" } }, "FIELD_NOT_FILTERABLE", "mobileEq"],
    [{ filter: { birthDateGte: "1985-04-12" } }, "FIELD_NOT_FILTERABLE", "birthDateGte"],
  ])("refuses %j before anybody is asked, naming the field and never the value", async (variables, code, field) => {
    const before = calls();
    const answer = await analyst().ask(LIST, variables);

    expect(codesOf(answer)).toEqual([code]);
    expect(answer.errors[0]?.message).toContain(`\`${field}\``);
    expect(answer.text).not.toMatch(/13900005678|1985-04-12/);
    expect(calls()).toBe(before);
  });

  it.each([
    [{ filter: { mobileEq: "139****5678" } }],
    [{ filter: { mobileEq: "尾号5678" } }],
    [{ filter: { birthDateGte: "1985-**-**" } }],
    [{ filter: { segmentId: "500k–1m" } }],
    [{ filter: { managerId: "RM＊" } }],
  ])("refuses a masked value as input: %j", async (variables) => {
    const before = calls();
    const answer = await analyst().ask(LIST, variables);
    expect(codesOf(answer)).toEqual(["MASKED_VALUE_AS_INPUT"]);
    expect(answer.text).not.toMatch(/5678|1985|500k|＊/);
    expect(calls()).toBe(before);
  });

  it.each([
    [{ filter: { churnBand: "VERY HIGH" } }, "INVALID_ARGUMENT"],
    [{ filter: { branchId: "" } }, "INVALID_ARGUMENT"],
    [{ filter: { segmentId: "x".repeat(101) } }, "INVALID_ARGUMENT"],
    [{ first: 101 }, "INVALID_ARGUMENT"],
    [{ first: 0 }, "INVALID_ARGUMENT"],
  ])("refuses %j", async (variables, code) => {
    const before = calls();
    expect(codesOf(await analyst().ask(LIST, variables))).toEqual([code]);
    expect(calls()).toBe(before);
  });

  it("nobody is in a segment, a branch or with a manager that there is not, and no source is blamed", async () => {
    for (const filter of [{ segmentId: "NO_SUCH" }, { branchId: "NOWHERE" }, { managerId: "../x?y=1\n" }]) {
      const { data, errors } = await analyst().ask(LIST, { filter });
      expect(errors).toEqual([]);
      expect(data.customers).toMatchObject({ totalCount: 0, edges: [] });
    }
  });

  it("decides a page in one batch: as many calls for fifty as for five", async () => {
    const perSource = async (first: number) => {
      await analyst().ask(LIST, { first });
      world.sandbox.control.resetCounters();
      await analyst().ask(LIST, { first });
      return Object.entries(world.sandbox.control.counters()).map(([name, count]) => [name, count.calls]);
    };
    const five = await perSource(5);
    expect(await perSource(50)).toEqual(five);
    // The list, the analyst himself, and the tree of units.
    expect(five).toContainEqual(["crm", 3]);
  });
});

describe("Who lists whom", () => {
  it("a manager lists his own, by the amounts that he sees in clear and by the risk", async () => {
    for (const field of ["AUM", "CHURN_RISK", "CUSTOMER_NUMBER", "LAST_CONTACT_AT"]) {
      const { data, errors } = await world.as("RM2").ask(LIST, { orderBy: { field, direction: "DESC" }, first: 60 });
      expect(errors).toEqual([]);
      expect(data.customers.edges).toHaveLength(60);
      expect(data.customers.hiddenCount).toBe(0);
      if (field === "AUM") {
        // Some are known to the CRM alone: of what they hold, nothing can be said live.
        const amounts = data.customers.edges
          .map(({ node }: Data) => Number(node.position.aum?.amount ?? 0))
          .filter((amount: number) => amount > 0);
        expect(amounts.length).toBeGreaterThan(40);
        expect(amounts).toEqual(amounts.toSorted((left: number, right: number) => right - left));
      }
    }
    const mine = await world.as("RM2").ask("{ viewer { portfolio(first: 1) { totalCount } } }");
    const list = await world.as("RM2").ask(LIST, { first: 1 });
    expect(list.data.customers.totalCount).toBe(mine.data.viewer.portfolio.totalCount);
  });

  it("of others' customers there is neither an edge nor a number", async () => {
    for (const filter of [
      { managerId: "RM1" },
      { branchId: "B1" },
      { branchId: "NOWHERE" },
      { managerId: "RM1", branchId: "B2" },
    ]) {
      const { data, errors } = await world.as("RM2").ask(LIST, { filter });
      expect(errors).toEqual([]);
      expect(data.customers).toMatchObject({ edges: [], totalCount: 0, pageInfo: { hasNextPage: false } });
    }
  });

  it.each(["T1", "CC1", "AUD1", "DPO1", "P1"])("%s lists nobody", async (persona) => {
    const before = calls();
    const answer = await world.as(persona).ask(LIST);
    expect(codesOf(answer)).toEqual(["ACCESS_DENIED"]);
    expect(calls()).toBe(before);
  });

  it("the analyst lists for analytics alone, and nobody else does by saying so", async () => {
    expect(codesOf(await world.as("T1", { purposes: ["ANALYTICS"], purpose: "ANALYTICS" }).ask(LIST))).toEqual([
      "ACCESS_DENIED",
    ]);
    const other = world.as("AN1", { purposes: ["KYC_AML"], purpose: "KYC_AML" });
    expect((await other.ask(LIST)).data.customers).toMatchObject({ edges: [], totalCount: 0 });
  });

  it("the analyst finds nobody by a number", async () => {
    const before = calls();
    const find = `query ($value: String!) { customersByIdentifier(identifier: { type: MOBILE, value: $value }) { totalCount } }`;
    const { data } = await analyst().ask(find, { value: "13900005678" });
    expect(data.customersByIdentifier.totalCount).toBe(0);
    expect(calls()).toBe(before);
  });

  it("the confidential are in no analyst's list and in no number of it", async () => {
    const all = await world.as("RM1").ask(`query ($after: String) { customers(first: 100, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`);
    const normal = await analyst().ask(LIST, { filter: { managerId: "RM1" }, first: 100 });
    expect(normal.data.customers.totalCount).toBeLessThan(all.data.customers.totalCount);
  });

  it("walks so many rows an hour, whatever becomes of them, and the refusal asks nobody", async () => {
    const small = await openWorld({ lists: { rowsPerHour: 100 } });
    try {
      const page = { first: 50 };
      expect(codesOf(await small.as("AN1").ask(LIST, page))).toEqual([]);
      expect(codesOf(await small.as("AN1").ask(LIST, { ...page, filter: { branchId: "NOWHERE" } }))).toEqual([]);
      const before = Object.values(small.sandbox.control.counters()).map((each) => each.calls);
      expect(codesOf(await small.as("AN1").ask(LIST, { first: 1 }))).toEqual(["LIST_LIMIT_REACHED"]);
      expect(Object.values(small.sandbox.control.counters()).map((each) => each.calls)).toEqual(before);
      expect(codesOf(await small.as("RM1").ask(LIST, { first: 1 }))).toEqual([]);
    } finally {
      await small.stop();
    }
  });
});

describe("fieldPolicies", () => {
  const POLICIES = `query ($typeName: String) { fieldPolicies(typeName: $typeName) {
    typeName fieldName class kind masked filterable sortable purposes clearRoles yours reason } }`;

  it("tells the analyst why, field by field", async () => {
    const { data } = await analyst().ask(POLICIES);
    const of = (field: string): Data =>
      data.fieldPolicies.find((each: Data) => `${each.typeName}.${each.fieldName}` === field);
    expect(of("FinancialPosition.aum")).toMatchObject({
      kind: "AMOUNT",
      masked: "50–100万",
      sortable: false,
      filterable: false,
      yours: ["MASKED"],
      reason: "PURPOSE",
    });
    expect(of("ContactPoint.value")).toMatchObject({ filterable: false, yours: ["DENIED"] });
    expect(of("Score.value")).toMatchObject({ kind: "SCORE", sortable: true, yours: ["CLEAR"], reason: null });
    expect(of("Score.band")).toMatchObject({ filterable: true });
    expect(of("Customer.displayName")).toMatchObject({
      masked: "王**",
      clearRoles: ["DATA_PROTECTION_OFFICER", "CUSTOMER"],
    });
    expect(of("IdentityDocument.number").purposes).not.toContain("ANALYTICS");
    expect(of("IdentityDocument.display")).toMatchObject({ class: "C2", kind: "DOCUMENT_NUMBER" });
  });

  it("asks no source and is for tools staff", async () => {
    const before = calls();
    expect((await world.as("ST1").ask(POLICIES, { typeName: "Person" })).data.fieldPolicies.length).toBe(2);
    expect((await world.as("ST1").ask(POLICIES, { typeName: "Nothing" })).data.fieldPolicies).toEqual([]);
    for (const persona of ["T1", "RM1", "CC1", "P1"]) {
      expect(codesOf(await world.as(persona).ask(POLICIES))).toEqual(["ACCESS_DENIED"]);
    }
    expect(calls()).toBe(before);
  });
});
