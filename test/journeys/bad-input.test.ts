import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { postRaw } from "../support/raw-post.js";
import { openWorld, post, type Answer, type Asker, type World } from "../support/world.js";

const NUMBER = "990101198504120012";

let world: World;
let rm: Asker;
let wang: string;

beforeAll(async () => {
  world = await openWorld({ server: { bodyLimitBytes: 20_000 } });
  rm = world.as("RM1");
  wang = await world.customerId("10000001", "RM1");
});
afterAll(() => world.stop());
beforeEach(() => world.sandbox.control.resetCounters());

const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code);

function sourceCalls(): number {
  return Object.values(world.sandbox.control.counters()).reduce((total, { calls }) => total + calls, 0);
}

/** In no byte of the answer, and in no line of the log. */
function expectUntold(value: string, ...texts: readonly string[]): void {
  for (const text of texts) expect(text).not.toContain(value);
  expect(JSON.stringify(world.logged)).not.toContain(value);
}

describe("A body", () => {
  const send = (body: string) => postRaw(world.url, world.sandbox.tokenFor("P1"), body);

  it("that is too large is refused before it is read", async () => {
    const answer = await send(JSON.stringify({ query: "{ viewer { purpose } }", padding: NUMBER.repeat(2_000) }));

    expect(answer).toMatchObject({ status: 413, codes: ["BODY_TOO_LARGE"] });
    expectUntold(NUMBER, answer.text);
  });

  it.each([
    ["malformed", `{"query": "{ customer(id: \\"${NUMBER}\\") { id } }"`],
    ["no JSON", NUMBER + "x"],
    ["empty", ""],
    ["poisoned", `{"__proto__": {"query": "${NUMBER}"}, "query": "{ viewer { purpose } }"}`],
  ])("that is %s is refused without being quoted", async (_, body) => {
    const answer = await send(body);

    expect(answer).toMatchObject({ status: 400, codes: ["BAD_REQUEST"] });
    expectUntold(NUMBER, answer.text);
  });

  it.each([
    ["null", "null"],
    ["a number", NUMBER],
    ["a text", `"${NUMBER}"`],
    ["nothing", "{}"],
    ["variables without an operation", `{"variables": {"doc": "${NUMBER}"}}`],
    ["an empty operation", `{"query": ""}`],
    ["an operation that is no text", `{"query": {"doc": "${NUMBER}"}}`],
    ["variables that are a list", `{"query": "{ viewer { purpose } }", "variables": ["${NUMBER}"]}`],
    ["variables that are a text", `{"query": "{ viewer { purpose } }", "variables": "${NUMBER}"}`],
    ["a name that is no text", `{"query": "{ viewer { purpose } }", "operationName": ["${NUMBER}"]}`],
  ])("that is %s is refused without being quoted", async (_, body) => {
    const answer = await send(body);

    expect(answer).toMatchObject({ status: 400, codes: ["BAD_REQUEST"] });
    expectUntold(NUMBER, answer.text);
    expect(sourceCalls()).toBe(0);
  });

  it("that names an operation which it does not hold is refused", async () => {
    const query = "query One { viewer { purpose } } query Two { viewer { channel } }";
    const other = await send(JSON.stringify({ query, operationName: `Three${NUMBER}` }));
    const none = await send(JSON.stringify({ query }));

    expect([other.codes, none.codes]).toEqual([["OPERATION_RESOLUTION_FAILURE"], ["OPERATION_RESOLUTION_FAILURE"]]);
    expectUntold(NUMBER, other.text);
  });
});

describe("A value of the wrong type", () => {
  const FIND =
    "query ($i: IdentifierInput!, $first: Int) { customersByIdentifier(identifier: $i, first: $first) { totalCount } }";

  it.each<[string, Record<string, unknown>]>([
    ["a number for a text", { i: { type: "RESIDENT_ID", value: Number(NUMBER) } }],
    ["a word that is no type", { i: { type: NUMBER, value: "x" } }],
    ["a field that is not there", { i: { type: "RESIDENT_ID", value: "x", more: NUMBER } }],
    ["a field by an odd name", { i: { type: "RESIDENT_ID", value: "x", [NUMBER]: 1 } }],
    ["a text for a record", { i: NUMBER }],
    ["a list for a record", { i: [{ type: "RESIDENT_ID", value: NUMBER }] }],
    ["a text for a number", { i: { type: "RESIDENT_ID", value: "x" }, first: NUMBER }],
    ["a number too large", { i: { type: "RESIDENT_ID", value: "x" }, first: Number(NUMBER) }],
    ["null for a value", { i: { type: "RESIDENT_ID", value: null }, first: 1 }],
    ["nothing at all", {}],
  ])("in a variable is refused and not repeated: %s", async (_, variables) => {
    const answer = await rm.ask(FIND, variables);

    expect(answer.data).toBeNull();
    expect(codesOf(answer)).toEqual(["BAD_USER_INPUT"]);
    expectUntold(NUMBER.slice(0, 15), answer.text);
    expect(sourceCalls()).toBe(0);
  });

  const LIST = `query ($filter: CustomerFilter, $order: CustomerOrder, $first: Int, $after: String, $type: String) {
    customers(filter: $filter, orderBy: $order, first: $first, after: $after) { totalCount }
    fieldPolicies(typeName: $type) { fieldName } }`;

  it.each<[string, Record<string, unknown>]>([
    ["a number for a mobile", { filter: { mobileEq: Number(NUMBER) } }],
    ["a record for a mobile", { filter: { mobileEq: { eq: NUMBER } } }],
    ["a list for a mobile", { filter: { mobileEq: [NUMBER, NUMBER] } }],
    ["a word that is no kind", { filter: { kind: `K${NUMBER}` } }],
    ["a word that is no stage, in a list", { filter: { lifecycleIn: ["MATURE", `S${NUMBER}`] } }],
    ["a null in a list", { filter: { lifecycleIn: [null] }, first: 1 }],
    ["a list in a list", { filter: { lifecycleIn: [[`S${NUMBER}`]] } }],
    ["a record for an id", { filter: { branchId: { id: NUMBER } } }],
    ["a fraction for an id", { filter: { segmentId: Number(`0.${NUMBER}`) } }],
    ["an argument that is not there", { filter: { mobileNot: NUMBER } }],
    ["an argument by an odd name", { filter: { [`m${NUMBER}`]: 1 } }],
    ["a text for the filter", { filter: NUMBER }],
    ["a list for the filter", { filter: [{ mobileEq: NUMBER }] }],
    ["a word that is no order", { order: { field: `F${NUMBER}`, direction: "ASC" } }],
    ["a text for a direction", { order: { field: "AUM", direction: NUMBER } }],
    ["an order without a direction", { order: { field: "AUM" } }],
    ["a text for a number", { first: NUMBER }],
    ["a number for a cursor", { after: Number(NUMBER) }],
    ["a record for a type", { type: { name: NUMBER } }],
  ])("for a list is refused and not repeated: %s", async (_, variables) => {
    const answer = await rm.ask(LIST, variables);

    expect(answer.data).toBeNull();
    expect(codesOf(answer)).toEqual(["BAD_USER_INPUT"]);
    expectUntold(NUMBER.slice(0, 10), answer.text);
    expect(answer.errors[0]?.message).not.toBe("");
    expect(sourceCalls()).toBe(0);
  });

  it.each([
    `filter: {mobileEq: ${NUMBER}}`,
    `filter: {mobileEq: ["${NUMBER}"]}`,
    `filter: {mobileEq: E${NUMBER}}`,
    `filter: {kind: K${NUMBER}}`,
    `filter: {kind: "${NUMBER}"}`,
    `filter: {lifecycleIn: [MATURE, S${NUMBER}]}`,
    `filter: {branchId: {id: "${NUMBER}"}}`,
    `filter: {branchId: 0.${NUMBER}}`,
    `filter: {m${NUMBER}: 1}`,
    `filter: "${NUMBER}"`,
    `filter: [{mobileEq: "${NUMBER}"}]`,
    `orderBy: {field: F${NUMBER}, direction: ASC}`,
    `orderBy: {field: AUM, direction: "${NUMBER}"}`,
    `orderBy: {field: AUM, direction: ASC, then: "${NUMBER}"}`,
    `orderBy: F${NUMBER}`,
    `after: ${NUMBER}`,
    `first: ${NUMBER}`,
    `filter: {mobileEq: """${NUMBER}""", mobileEq: "${NUMBER}"}`,
  ])("in a list's own text is refused and not repeated: %s", async (given) => {
    const answer = await rm.ask(`{ customers(${given}) { totalCount } }`);

    expect(answer.data).toBeNull();
    expect(["GRAPHQL_VALIDATION_FAILED"]).toContain(codesOf(answer)[0]);
    expectUntold(NUMBER.slice(0, 10), answer.text);
    expect(sourceCalls()).toBe(0);
  });

  it("in an id is refused as a masked one, and not repeated", async () => {
    for (const id of ["cus_****", "9****************2", "尾号1234"]) {
      const { errors, text } = await rm.ask("query ($id: ID!) { customer(id: $id) { id } nodes(ids: [$id]) { id } }", {
        id,
      });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([
        "MASKED_VALUE_AS_INPUT",
        "MASKED_VALUE_AS_INPUT",
      ]);
      expectUntold(id, text);
    }
    const find = await rm.ask(FIND, { i: { type: "RESIDENT_ID", value: "9****************2" } });
    expect(codesOf(find)).toEqual(["MASKED_VALUE_AS_INPUT"]);
    expectUntold("9****************2", find.text);
    expect(sourceCalls()).toBe(0);
  });

  it.each([
    ["a number for a text", `identifier: {type: RESIDENT_ID, value: ${NUMBER}}`],
    ["a word that is no type", `identifier: {type: E${NUMBER}, value: "x"}`],
    ["a text for a type", `identifier: {type: "${NUMBER}", value: "x"}`],
    ["a text for a record", `identifier: "${NUMBER}"`],
    ["a text for a number", `identifier: {type: RESIDENT_ID, value: "x"}, first: "${NUMBER}"`],
    ["a number too large", `identifier: {type: RESIDENT_ID, value: "x"}, first: ${NUMBER}`],
    ["a policy that is none", `identifier: {type: RESIDENT_ID, value: "x"}, policy: N${NUMBER}`],
    ["a field that is not there", `identifier: {type: RESIDENT_ID, value: "x", n${NUMBER}: 1}`],
  ])("in the operation is refused and not repeated: %s", async (_, given) => {
    const answer = await rm.ask(`{ customersByIdentifier(${given}) { totalCount } }`);

    expect(codesOf(answer)).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expectUntold(NUMBER, answer.text);
    expect(answer.errors[0]?.message).not.toBe("");
  });

  it.each([
    `{ customer(id: "${NUMBER}) { id } }`,
    `{ customer(id: "${NUMBER}" "${NUMBER}") { id } }`,
    `{ customer(id: 0${NUMBER}) { id } }`,
    `{ customer(id: \u201c${NUMBER}\u201d) { id } }`,
    `{ a: ${NUMBER} }`,
    `{ "${NUMBER}" }`,
    `{ """${NUMBER} }`,
    NUMBER,
    `{ 王建国 }`,
  ])("that breaks the syntax is not repeated: %s", async (query) => {
    const answer = await rm.ask(query);

    expect(codesOf(answer)).toEqual(["GRAPHQL_PARSE_FAILED"]);
    expectUntold(NUMBER, answer.text);
    expectUntold("王建国", answer.text);
  });
});

describe("An id", () => {
  const CUSTOMER = "query ($id: ID!) { customer(id: $id) { id } }";

  it.each([
    ["empty", ""],
    ["a document number", NUMBER],
    ["a customer number", "10000002"],
    ["malformed", "cus_!"],
    ["in upper case", "cus_0123456789ABCDEFGHJKMNPQRS"],
    ["too long", `cus_${"0".repeat(5_000)}`],
    ["of another type", `dep_${Buffer.from("DA-101").toString("base64url")}`],
    ["a query", "cus_' OR 1=1 --"],
  ])("that is %s is not one of this graph", async (_, id) => {
    const answer = await rm.ask(CUSTOMER, { id });

    expect(answer.data).toEqual({ customer: null });
    expect(codesOf(answer)).toEqual(["INVALID_ID"]);
    if (id !== "") expectUntold(id, answer.text);
    expect(sourceCalls()).toBe(0);
  });

  it("that nobody has is answered as one that is out of reach", async () => {
    const stranger = await world.customerId("10000006", "RM2");

    const himself = world.as("P1");
    const nobody = await himself.ask(CUSTOMER, { id: `cus_${"0".repeat(26)}` });
    const notHis = await himself.ask(CUSTOMER, { id: stranger });

    expect(nobody.text).toBe(notHis.text);
    expect(codesOf(nobody)).toEqual(["CUSTOMER_NOT_REACHABLE"]);
  });

  it("that is wrong costs its own place among others", async () => {
    const answer = await rm.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: [wang, NUMBER, wang] });

    expect(answer.data.nodes).toEqual([{ id: wang }, null, { id: wang }]);
    expect(answer.errors).toMatchObject([{ path: ["nodes", 1], extensions: { code: "INVALID_ID" } }]);
    expectUntold(NUMBER, answer.text);
  });

  it("is one of at most a hundred", async () => {
    const answer = await rm.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: Array(101).fill(wang) });

    expect(codesOf(answer)).toEqual(["INVALID_ARGUMENT"]);
  });

  it.each(["dep_", "loan_", "card_", "inv_"])("of no %s is nothing", async (prefix) => {
    const id = prefix + Buffer.from("NOT-THERE:1").toString("base64url");

    const answer = await rm.ask("query ($id: ID!) { node(id: $id) { id } }", { id });

    expect(answer).toMatchObject({ data: { node: null }, errors: [] });
  });
});

describe("A page", () => {
  const HOLDINGS = `query ($id: ID!, $first: Int, $after: String) {
    customer(id: $id) { id depositAccounts(first: $first, after: $after) { edges { cursor } } investments { totalCount } }
  }`;

  it.each([0, -1, 101, 2_147_483_647, -2_147_483_648])("of %i is refused, and its neighbours stand", async (first) => {
    const answer = await rm.ask(HOLDINGS, { id: wang, first });

    expect(answer.errors).toMatchObject([
      { path: ["customer", "depositAccounts"], extensions: { code: "INVALID_ARGUMENT" } },
    ]);
    expect(answer.data.customer).toEqual({ id: wang, depositAccounts: null, investments: { totalCount: 1 } });
  });

  const forged = (key: string) => Buffer.from(key).toString("base64url");
  it.each([
    ["empty", ""],
    ["no cursor", NUMBER],
    ["forged", forged("DA-999")],
    ["endless", forged("x".repeat(5_000))],
    ["odd", "\u0000"],
  ])("that begins after a cursor that is %s is refused", async (_, after) => {
    const answer = await rm.ask(HOLDINGS, { id: wang, after });

    expect(answer.errors).toMatchObject([
      { path: ["customer", "depositAccounts"], extensions: { code: "INVALID_CURSOR" } },
    ]);
    expect(answer.data.customer.investments).toEqual({ totalCount: 1 });
  });

  it("does not begin after another list's cursor", async () => {
    const { data } = await rm.ask(`query ($id: ID!) { customer(id: $id) { investments { edges { cursor } } } }`, {
      id: wang,
    });
    const [{ cursor }] = data.customer.investments.edges;

    expect(codesOf(await rm.ask(HOLDINGS, { id: wang, after: cursor }))).toEqual(["INVALID_CURSOR"]);
  });

  it.each([
    ["a page that the core does not know", ["no-such-page", null]],
    ["a transaction of another account", [null, "TX-NOT-THERE"]],
    ["no position", [1, 2]],
    ["a page with odd characters", ["../..?x=1&y=2#\n", null]],
  ])("of transactions does not begin at %s, and the core is not blamed", async (_, position) => {
    const TRANSACTIONS = `query ($id: ID!, $after: String) {
      customer(id: $id) { depositAccounts(first: 1) { edges { node { transactions(after: $after) { edges { cursor } } } } } }
    }`;
    for (let again = 0; again < 12; again += 1) {
      const answer = await rm.ask(TRANSACTIONS, { id: wang, after: forged(JSON.stringify(position)) });
      expect(codesOf(answer)).toEqual(["INVALID_CURSOR"]);
    }

    const { data } = await rm.ask("{ sources { id status { circuit state } } }");
    expect(data.sources.find(({ id }: { id: string }) => id === "core-banking").status).toEqual({
      circuit: "CLOSED",
      state: "FRESH",
    });
  });

  it.each([[["no-such-page", 0]], [[null, -1]], [[null, 1e9]], [["x"]]])(
    "of a portfolio does not begin at %j",
    async (position) => {
      const answer = await rm.ask("query ($after: String) { viewer { portfolio(after: $after) { totalCount } } }", {
        after: forged(JSON.stringify(position)),
      });

      expect(codesOf(answer)).toEqual(["INVALID_CURSOR"]);
    },
  );
});

describe("An operation that is too large", () => {
  const nested = (levels: number, leaf: string): string =>
    "edges { node { holders { customer { depositAccounts { ".repeat(levels) + leaf + " } } } } }".repeat(levels);
  const chain = (length: number, last: string) =>
    Array.from({ length }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(" ") +
    ` fragment F${length} on Query { ${last} }`;

  it.each([
    ["nests too deep", `{ viewer { customer { depositAccounts { ${nested(4, "totalCount")} } } } }`],
    [
      "nests too deep in fragments",
      `{ viewer { customer { ...A } } }
       fragment A on Customer { depositAccounts { edges { node { holders { customer { ...B } } } } } }
       fragment B on Customer { depositAccounts { edges { node { holders { customer { ...C } } } } } }
       fragment C on Customer { depositAccounts { edges { node { holders { customer { id } } } } } }`,
    ],
    ["has too many root fields", `{ ${Array.from({ length: 21 }, (_, n) => `a${n}: __typename`).join(" ")} }`],
    ["hides its root fields in fragments", `{ ...F0 } ${chain(5, "viewer { purpose }")}`],
    ["multiplies itself", `{ ...F0 } ${chain(60, "viewer { purpose }")}`],
    ["has too many aliases", `{ viewer { ${Array.from({ length: 51 }, (_, n) => `a${n}: purpose`).join(" ")} } }`],
    ["has too many words", `{ ${"a ".repeat(2_500)} }`],
  ])("is refused before any source is asked: it %s", async (_, query) => {
    const startedAt = performance.now();
    const answer = await rm.ask(query);

    expect(new Set(codesOf(answer))).toEqual(new Set(["OPERATION_TOO_LARGE"]));
    expect(answer.data).toBeNull();
    expect(sourceCalls()).toBe(0);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  it.each([
    ["itself", "{ ...A } fragment A on Query { viewer { purpose } ...A }"],
    ["one that contains it", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"],
    [
      "itself, further down",
      "{ viewer { customer { ...A } } } fragment A on Customer { person { guardians { customer { ...A } } } }",
    ],
  ])("is refused when a fragment contains %s", async (_, query) => {
    const answer = await rm.ask(query);

    expect(codesOf(answer)).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(sourceCalls()).toBe(0);
  });
});

describe("What the graph is made of", () => {
  it("is not told where it is not to be told, not even as a guess", async () => {
    const closed = await openWorld({ server: { introspection: false } });
    const asked = await closed.as("RM1").ask("{ __schema { types { name } } }");
    const guessed = await closed.as("RM1").ask("{ viewr { purpose } }");
    await closed.stop();

    expect(codesOf(asked)).toContain("GRAPHQL_VALIDATION_FAILED");
    expect(asked.data).toBeNull();
    expect(codesOf(guessed)).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(guessed.text).not.toContain("viewer");
  });

  it("is told where it may be", async () => {
    const { data } = await rm.ask(`{ __type(name: "Money") { kind } }`);

    expect(data).toEqual({ __type: { kind: "OBJECT" } });
  });
});

describe("Without a good token", () => {
  it("a bad operation is not even read", async () => {
    const answer = await post(world.url, { query: `{ ${NUMBER}` });

    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(["TOKEN_MISSING"]);
  });
});
