import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Data, type World } from "../support/world.js";

const ACCOUNTS = `query ($id: ID!) { customer(id: $id) { depositAccounts(roles: [PRIMARY, JOINT]) { edges { node { id } } }
  loans { edges { node { id } } } creditCards { edges { node { id } } } investments { edges { node { id } } } } }`;

const TRANSACTIONS = `query ($id: ID!, $first: Int!, $after: String) { node(id: $id) { ... on DepositAccount {
  transactions(first: $first, after: $after) { pageInfo { hasNextPage endCursor }
    edges { cursor node { id postedAt amount { amount } description counterparty maskedFields { field } } } } } } }`;

describe("Objects by their ids, and lists by their pages", () => {
  let world: World;
  let wang: string;
  let ids: string[];

  beforeAll(async () => {
    world = await openWorld();
    wang = await world.customerId("10000001", "RM1");
    const { data } = await world.as("RM1").ask(ACCOUNTS, { id: wang });
    const { customer } = data;
    ids = [customer.depositAccounts, customer.loans, customer.creditCards, customer.investments].flatMap(
      ({ edges }: Data) => edges.map(({ node }: Data) => node.id as string),
    );
  });
  afterAll(() => world.stop());

  it("finds a customer and each of his arrangements again by their global ids", async () => {
    const { data, errors } = await world
      .as("RM1")
      .ask(
        "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Arrangement { numberDisplay balance { amount } } } }",
        { ids: [wang, ...ids] },
      );

    expect(errors).toEqual([]);
    expect(data.nodes.map(({ id }: Data) => id)).toEqual([wang, ...ids]);
    expect(new Set(data.nodes.map(({ __typename }: Data) => __typename))).toEqual(
      new Set(["Customer", "DepositAccount", "Loan", "CreditCard", "InvestmentHolding"]),
    );
  });

  it("gives none of them to somebody who does not reach a holder", async () => {
    const { data } = await world
      .as("CC1")
      .ask("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", { ids: [wang, ...ids] });

    expect(data.nodes.every((node: Data) => node === null)).toBe(true);
  });

  it("shows the joint account to both holders' managers, and the other accounts to neither", async () => {
    const joint = ids.filter((_, index) => index === 2);
    const asked = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename } }";
    await world.customerId("10000006", "RM2");

    const { data } = await world.as("RM2").ask(asked, { ids: [...joint, ids[0]] });

    expect(data.nodes).toEqual([{ __typename: "DepositAccount" }, null]);
  });

  it("walks an account's transactions page by page, newest first, each once", async () => {
    const seen: { id: string; postedAt: string }[] = [];
    let after: string | null = null;
    do {
      const { data, errors }: Data = await world.as("RM1").ask(TRANSACTIONS, { id: ids[0], first: 7, after });
      expect(errors).toEqual([]);
      const { edges, pageInfo } = data.node.transactions;
      seen.push(...edges.map(({ node }: Data) => node));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    const whole = (await world.as("RM1").ask(TRANSACTIONS, { id: ids[0], first: 100 })).data.node.transactions.edges;
    expect(seen.slice(0, 100).map(({ id }) => id)).toEqual(whole.map(({ node }: Data) => node.id));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ postedAt }) => postedAt)).toEqual(
      seen
        .map(({ postedAt }) => postedAt)
        .toSorted()
        .toReversed(),
    );
  });

  it("goes on from any cursor, not only the last", async () => {
    const whole = (await world.as("RM1").ask(TRANSACTIONS, { id: ids[0], first: 10 })).data.node.transactions.edges;

    const { data } = await world.as("RM1").ask(TRANSACTIONS, { id: ids[0], first: 3, after: whole[3].cursor });

    expect(data.node.transactions.edges.map(({ node }: Data) => node.id)).toEqual(
      whole.slice(4, 7).map(({ node }: Data) => node.id),
    );
  });

  it("walks a portfolio page by page, each customer once", async () => {
    const page = `query ($after: String) { viewer { portfolio(first: 40, after: $after) { totalCount
      pageInfo { hasNextPage endCursor } edges { cursor node { id customerNumber } } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { data, errors }: Data = await world.as("RM1").ask(page, { after });
      expect(errors).toEqual([]);
      const { edges, pageInfo, totalCount } = data.viewer.portfolio;
      total = totalCount;
      seen.push(...edges.map(({ node }: Data) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);

    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(total);
  });

  it("decides about a page of fifty customers with one call to the CRM, beside the one to the core that opens them", async () => {
    const page = `{ viewer { portfolio(first: 50) { edges { node { id } } } } }`;
    const ids = (await world.as("RM1").ask(page)).data.viewer.portfolio.edges.map(
      ({ node }: Data) => node.id as string,
    );
    expect(ids).toHaveLength(50);
    const asked = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { viewerAccess { level } } } }`;
    world.sandbox.control.resetCounters();

    const { data, errors } = await world.as("RM1").ask(asked, { ids });

    expect(errors).toEqual([]);
    expect(data.nodes.map(({ viewerAccess }: Data) => viewerAccess.level)).toEqual(ids.map(() => "STANDARD"));
    const calls = Object.entries(world.sandbox.control.counters()).map(([name, each]) => [name, each.calls] as const);
    expect(calls.filter(([, count]) => count > 0)).toEqual([
      ["core-banking", 1],
      ["crm", 1],
    ]);
  });
});
