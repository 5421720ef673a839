import { generateKeyPairSync } from "node:crypto";
import jsonwebtoken from "jsonwebtoken";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openWorld, post, type Data, type World } from "../support/world.js";

const CIRCUITS = `{ sources { id status { circuit } } }`;
const FIND = `query ($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { totalCount edges { node { id } } } }`;

describe("A caller with a good token and bad intentions", () => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.stop());

  const openCircuits = async (): Promise<string[]> => {
    const { data } = await world.as("RM1").ask(CIRCUITS);
    return data.sources.filter(({ status }: Data) => status.circuit !== "CLOSED").map(({ id }: Data) => id as string);
  };

  it("does not stop the process with fragments that double each other", async () => {
    const doubling = Array.from({ length: 40 }, (_, n) => `fragment F${n} on Customer { ...F${n + 1} ...F${n + 1} }`);
    const query = `query ($id: ID!) { customer(id: $id) { ...F0 } } ${doubling.join(" ")} fragment F40 on Customer { kind }`;

    const { errors } = await world.as("P1").ask(query, { id: `cus_${"0".repeat(26)}` });

    expect(errors.map(({ message }) => message)).toEqual(["The operation asks for too many fields."]);
  });

  it("does not nest deeper, or ask more at the root, through fragments", async () => {
    const deep = `{ viewer { customer { ...A } } } ${["A", "B", "C", "D"]
      .map(
        (name, n) =>
          `fragment ${name} on Customer { loans { edges { node { holders { customer { kind ${n < 3 ? `...${"BCD"[n]}` : ""} } } } } } }`,
      )
      .join(" ")}`;
    const wide = `{ ...R } fragment R on Query { ${Array.from({ length: 21 }, (_, n) => `a${n}: viewer { purpose }`).join(" ")} }`;

    const messages = await Promise.all(
      [deep, wide].map(async (query) => (await world.as("P1").ask(query)).errors.map(({ message }) => message)),
    );

    expect(messages).toEqual([["The operation nests too deep."], ["The operation has too many root fields."]]);
  });

  it("does not rest a source for everybody by what he looks for", async () => {
    const aliases = Array.from(
      { length: 20 },
      (_, n) =>
        `a${n}: customersByIdentifier(identifier: { type: PASSPORT, value: "${"9".repeat(150)}${n}" }) { totalCount }`,
    );

    for (let n = 0; n < 3; n += 1) await world.as("T1").ask(`{ ${aliases.join(" ")} }`);

    expect(await openCircuits()).toEqual([]);
  });

  it("does not rest a source for everybody by cursors of his own making", async () => {
    const id = await world.customerId("10000001", "RM1");
    const cursor = (position: unknown[]) => Buffer.from(JSON.stringify(position)).toString("base64url");
    const pages = Array.from(
      { length: 15 },
      (_, n) => `t${n}: transactions(first: ${n + 1}, after: $after) { edges { cursor } }`,
    );
    const transactions = `query ($id: ID!, $after: String) { customer(id: $id) { depositAccounts { edges { node { ${pages.join(" ")} } } } } }`;
    const portfolio = `query ($after: String) { viewer { portfolio(after: $after) { totalCount } } }`;

    for (let n = 0; n < 3; n += 1) await world.as("RM1").ask(transactions, { id, after: cursor(["made up", null]) });
    for (let n = 0; n < 30; n += 1) await world.as("RM1").ask(portfolio, { after: cursor(["made up", 0]) });

    expect(await openCircuits()).toEqual([]);
  });

  it("does not learn from the sources that were asked whether somebody has a number", async () => {
    const asked = async (persona: string, type: string, value: string) =>
      (await world.as(persona).ask(FIND, { identifier: { type, value } })).extensions.c360?.sources ?? [];

    for (const persona of ["P1", "AN1", "T1"]) {
      expect(await asked(persona, "CIF", "10000003")).toEqual(await asked(persona, "CIF", "19999999"));
    }
  });

  it("finds himself by his own number", async () => {
    const { data } = await world.as("P1").ask(FIND, { identifier: { type: "CIF", value: "10000001" } });

    expect(data.customersByIdentifier.totalCount).toBe(1);
  });

  it("does not lock everybody out with made-up key ids", async () => {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    for (let n = 0; n < 15; n += 1) {
      const token = jsonwebtoken.sign({ sub: "x" }, privateKey, { algorithm: "ES256", keyid: `made-up-${n}` });
      await post(world.url, { token, query: "{ viewer { purpose } }" });
    }

    const { status } = await world.as("RM1").ask("{ viewer { purpose } }");

    expect(status).toBe(200);
  });

  it("is shown no more by another form of asking: GET, HEAD, another accept, incremental delivery, a batch", async () => {
    const id = await world.customerId("10000001", "RM1");
    const look = `query { customer(id: "${id}") { displayName contactPoints { value } position { aum { amount } } } }`;
    const headers = {
      authorization: `Bearer ${world.sandbox.tokenFor("ST1")}`,
      "x-purpose": "DATA_STEWARDSHIP",
      "content-type": "application/json",
    };
    const address = `${world.url}/graphql`;
    const inQuery = `${address}?query=${encodeURIComponent(look)}`;
    const sent = (body: unknown, accept = "application/json") =>
      fetch(address, { method: "POST", headers: { ...headers, accept }, body: JSON.stringify(body) });
    const deferred = look.replace("position {", "... @defer { position {").replace(/\} \}$/u, "} } }");

    const answers = await Promise.all([
      fetch(inQuery, { headers }),
      fetch(inQuery, { method: "HEAD", headers }),
      ...["*/*", "application/graphql-response+json", "multipart/mixed", "text/event-stream", "text/csv"].map(
        (accept) => sent({ query: look }, accept),
      ),
      sent({ query: deferred }, "multipart/mixed; deferSpec=20220824, application/json"),
      sent([{ query: look }, { query: look }]),
      sent({ query: look, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }),
    ]);
    const texts = await Promise.all(answers.map((answer) => answer.text()));

    // The first is a whole answer, so the others were asked what can be answered.
    expect(texts[0]).toContain("王**");
    for (const text of texts) expect(text).not.toMatch(/王建国|13900005678|982340|982,340/u);
    expect(texts[1]).toBe("");
  });
});
