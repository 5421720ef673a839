import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

const WANG = { number: "10000001", document: "990101198504120012", mobile: "13900005678" };
const NOBODY = `cus_${"0".repeat(26)}`;
const ASK = `mutation ($input: AccessGrantInput!) {
  requestAccess(input: $input) { id state emergency expiresAt reviewDueAt usageCount fields }
}`;
const acting = (field: string) => `mutation ($id: ID!) { ${field} { id state justified comments } }`;
const APPROVE = acting(`decideAccess(grantId: $id, approve: true, comment: "yes")`);
const REJECT = acting(`decideAccess(grantId: $id, approve: false, comment: "no")`);
const REVOKE = acting(`revokeAccess(grantId: $id, comment: "not needed any more")`);
const REVIEW = acting(`reviewEmergencyAccess(grantId: $id, justified: true, comment: "the case is real")`);
const NUMBERS = `query ($id: ID!) { customer(id: $id) {
  person { documents { number } } loans { edges { node { number } } } position { aum { amount } deposits { amount } } } }`;

describe("Access that is asked for", () => {
  const clock = movableClock();
  let world: World;
  let wang: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    wang = await world.customerId(WANG.number, "RM1");
  });
  afterAll(() => world.stop());

  /** Risk checks for money-laundering here, for which not even amounts are clear. */
  const as = (persona: string) => world.as(persona, persona.startsWith("RISK") ? { purpose: "KYC_AML" } : {});
  const ask = (persona: string, input: object = {}): Promise<Answer> =>
    as(persona).ask(ASK, {
      input: { subjectId: wang, fields: ["documents.number"], reason: "case 4711", ...input },
    });
  const act = (persona: string, mutation: string, id: string): Promise<Answer> =>
    world.as(persona).ask(mutation, { id });
  const granted = async (fields: string[], input: object = {}): Promise<string> => {
    const { data } = await ask("RISK1", { fields, ...input });
    await act("RISKM", APPROVE, data.requestAccess.id);
    return data.requestAccess.id as string;
  };
  const codes = ({ errors }: Answer): unknown[] => errors.map(({ extensions }) => extensions.code);

  describe("is refused, with a code and without repeating anything, when", () => {
    it.each([
      ["a field is unknown", { fields: ["documents.secret990101198504120012"] }, "UNKNOWN_FIELD"],
      ["a field is named after a method", { fields: ["constructor"] }, "UNKNOWN_FIELD"],
      ["a path leads to somebody else", { fields: ["person.guardians.customer.displayName"] }, "UNKNOWN_FIELD"],
      ["a path goes over the edges of a list", { fields: ["loans.edges.node.number"] }, "UNKNOWN_FIELD"],
      ["a path ends in an object", { fields: ["person.documents"] }, "FIELD_NOT_REQUESTABLE"],
      ["a path ends in what is public", { fields: ["documents.type"] }, "FIELD_NOT_REQUESTABLE"],
      ["a path ends in what is always masked", { fields: ["documents.display"] }, "FIELD_NOT_REQUESTABLE"],
      ["one of several is wrong", { fields: ["documents.number", "nonsense"] }, "UNKNOWN_FIELD"],
      ["no field is named", { fields: [] }, "FIELDS_REQUIRED"],
      ["too many are", { fields: Array.from({ length: 21 }, () => "documents.number") }, "TOO_MANY_FIELDS"],
      ["it is for no time", { minutes: 0 }, "MINUTES_OUT_OF_RANGE"],
      ["it is for too long", { minutes: 481 }, "MINUTES_OUT_OF_RANGE"],
      ["it is for a time before now", { minutes: -30 }, "MINUTES_OUT_OF_RANGE"],
      ["no reason is given", { reason: "  " }, "REASON_REQUIRED"],
      ["the reason is too long", { reason: "because ".repeat(100) }, "REASON_TOO_LONG"],
      ["the reason holds a document number", { reason: `check ${WANG.document}` }, "TEXT_HOLDS_CUSTOMER_VALUE"],
      ["the ticket holds a mobile", { ticket: WANG.mobile }, "TEXT_HOLDS_CUSTOMER_VALUE"],
      ["the ticket is none", { ticket: "<b>" }, "INVALID_TICKET"],
      ["the customer is nobody", { subjectId: NOBODY }, "CUSTOMER_NOT_REACHABLE"],
      ["the customer is none of ours", { subjectId: WANG.document }, "INVALID_ID"],
      ["the customer is something else", { subjectId: "loan_MQ" }, "INVALID_ID"],
    ])("%s", async (_, input, code) => {
      const answer = await ask("RISK1", input);

      expect(answer.data).toBeNull();
      expect(codes(answer)).toEqual([code]);
      expect(answer.text).not.toContain(WANG.document);
      expect(answer.text).not.toContain(WANG.mobile);
      expect(answer.text).not.toContain("secret");
    });

    it("says the place of the wrong field and the range of the time", async () => {
      const field = await ask("RISK1", { fields: ["documents.number", "nonsense"] });
      const time = await ask("RISK1", { minutes: 481 });

      expect(field.errors[0]?.message).toMatch(/number 2/);
      expect(time.errors[0]?.message).toMatch(/1 to 480/);
    });

    it.each([
      ["a customer asks", "P1"],
      ["an analyst does", "AN1"],
      ["an auditor does", "AUD1"],
    ])("%s", async (_, persona) => {
      for (const emergency of [false, true]) {
        const [code] = codes(await ask(persona, { emergency }));
        expect(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]).toContain(code);
      }
    });

    it("no purpose is stated, or one that the token does not have", async () => {
      const input = { subjectId: wang, fields: ["documents.number"], reason: "case 4711" };
      const purposes = ["CREDIT_APPROVAL", "KYC_AML"];
      for (const [purpose, code] of [
        ["", "PURPOSE_NOT_ALLOWED"],
        ["MARKETING", "PURPOSE_NOT_ALLOWED"],
        ["CURIOSITY", "PURPOSE_NOT_ALLOWED"],
      ] as const) {
        expect(codes(await world.as("RISK1", { purposes, purpose }).ask(ASK, { input }))).toEqual([code]);
      }
      const token = world.sandbox.tokenFor("RISK1");
      const response = await fetch(`${world.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: ASK, variables: { input } }),
      });
      expect(await response.text()).toContain("PURPOSE_REQUIRED");
    });
  });

  it.each([
    ["a call-centre agent whom nobody has called", "CC1"],
    ["a customer, of another", "customer:10000002"],
  ])("tells %s nothing else of who is out of reach than of nobody", async (_, persona) => {
    const purpose = persona === "CC1" ? "CALL_SERVICE" : "SELF_SERVICE";
    const asked = (subjectId: string) =>
      world
        .as(persona, { purpose })
        .ask(ASK, { input: { subjectId, fields: ["documents.number"], reason: "case 4711" } });
    const theirs = await asked(wang);
    const nobodys = await asked(NOBODY);

    expect([theirs.data, theirs.errors, theirs.extensions]).toEqual([nobodys.data, nobodys.errors, nobodys.extensions]);
    expect(codes(theirs)).toEqual(["CUSTOMER_NOT_REACHABLE"]);
  });

  it("leaves an event of every refusal, of a mask in the place of a number too, and no value in any", async () => {
    const asked = (await ask("RISK1")).data.requestAccess.id as string;
    await ask("RISK1", { fields: ["documents.nonsense"] });
    await ask("RISK1", { minutes: 481 });
    await act("RISK1", APPROVE, asked);
    await ask("RISK1", { subjectId: "9****************2" });
    await ask("RISK1", { foundBy: { type: "RESIDENT_ID", value: "9****************2" } });

    const span = `from: "2026-06-29T00:00:00+08:00", to: "2026-07-02T00:00:00+08:00"`;
    const events = async (actor: string): Promise<Data[]> => {
      const filter = `{ ${span}, actor: "${actor}", decisions: [DENIED] }`;
      const { data } = await world
        .as("AUD1")
        .ask(`{ auditEvents(first: 5, filter: ${filter}) { edges { node { actor decision errors } } } }`);
      return data.auditEvents.edges.map(({ node }: Data) => node);
    };
    expect((await events("staff:RISK1")).map(({ errors }) => errors)).toEqual([
      ["MASKED_VALUE_AS_INPUT"],
      ["MASKED_VALUE_AS_INPUT"],
      ["SELF_APPROVAL"],
      ["MINUTES_OUT_OF_RANGE"],
      ["UNKNOWN_FIELD"],
    ]);
    await act("RISKM", REJECT, asked);
  });

  it("opens fields of every section, each by itself", async () => {
    const id = await granted(["loans.number", "position.aum"]);
    const { data } = await as("RISK1").ask(NUMBERS, { id: wang });

    expect(data.customer.loans.edges[0].node.number).not.toContain("*");
    expect(data.customer.position).toEqual({ aum: { amount: "982340.55" }, deposits: { amount: null } });
    expect(data.customer.person.documents[0].number).toContain("*");
    await act("RISK1", REVOKE, id);
  });

  it("ends when it is taken back, by who asked or who decides, and by nobody else", async () => {
    const id = await granted(["documents.number"]);
    expect((await as("RISK1").ask(NUMBERS, { id: wang })).text).toContain(WANG.document);
    expect(codes(await act("RM1", REVOKE, id))).toEqual(["ACCESS_DENIED"]);

    const { data } = await act("RISKM", REVOKE, id);

    expect(data.revokeAccess).toMatchObject({ state: "REVOKED", comments: ["yes", "not needed any more"] });
    expect((await as("RISK1").ask(NUMBERS, { id: wang })).text).not.toContain(WANG.document);
    expect(codes(await act("RISK1", REVOKE, id))).toEqual(["GRANT_NOT_ACTIVE"]);
  });

  it("is decided once", async () => {
    const { data } = await ask("RISK1");
    const id = data.requestAccess.id as string;

    const both = await Promise.all([act("RISKM", APPROVE, id), act("RISKM", REJECT, id)]);

    expect(both.flatMap(codes)).toEqual(["GRANT_ALREADY_DECIDED"]);
    expect(codes(await act("RISKM", APPROVE, id))).toEqual(["GRANT_ALREADY_DECIDED"]);
    expect(codes(await act("RISKM", APPROVE, "grant_bm9uZQ"))).toEqual(["GRANT_NOT_FOUND"]);
    expect(codes(await act("RISKM", APPROVE, wang))).toEqual(["INVALID_ID"]);
    await act("RISKM", REVOKE, id);
  });

  it("in an emergency opens at once, and waits for a review by somebody else", async () => {
    const { data } = await ask("RISK1", { emergency: true, minutes: 10 });
    const { id, ...opened } = data.requestAccess;

    expect(opened).toMatchObject({ state: "ACTIVE", emergency: true, usageCount: 0 });
    expect(Date.parse(opened.reviewDueAt) - Date.parse(opened.expiresAt)).toBe((24 * 60 - 10) * 60_000);
    expect((await as("RISK1").ask(NUMBERS, { id: wang })).text).toContain(WANG.document);
    clock.move(10);
    expect((await as("RISK1").ask(NUMBERS, { id: wang })).text).not.toContain(WANG.document);
    const due = await world.as("AUD1").ask(`{ accessGrants(state: [REVIEW_DUE, ACTIVE]) { totalCount edges { node {
      id requester { displayName } subject { id } fields reason emergency expiresAt reviewDueAt usageCount } } } }`);
    expect(due.data.accessGrants).toMatchObject({
      totalCount: 1,
      edges: [
        { node: { id, requester: { displayName: "魏军" }, subject: { id: wang }, emergency: true, usageCount: 1 } },
      ],
    });
    expect(codes(await act("RISK1", REVIEW, id))).toEqual(["SELF_REVIEW"]);
    expect((await act("RISKM", REVIEW, id)).data.reviewEmergencyAccess).toMatchObject({
      state: "REVIEWED",
      justified: true,
    });
    expect(codes(await act("RISKM", REVIEW, id))).toEqual(["GRANT_ALREADY_REVIEWED"]);
  });

  it("at the counter, in an emergency, needs the document of who stands there", async () => {
    const input = { emergency: true, minutes: 5, fields: ["contactPoints.value"] };
    expect(codes(await ask("T1", input))).toEqual(["ACCESS_DENIED"]);

    const { data } = await ask("T1", { ...input, foundBy: { type: "RESIDENT_ID", value: WANG.document } });

    expect(data.requestAccess).toMatchObject({ state: "ACTIVE" });
    const found = await world.as("T1").ask(
      `query ($doc: String!) { customersByIdentifier(identifier: { type: RESIDENT_ID, value: $doc }) {
        edges { node { contactPoints(kind: MOBILE) { value } } } } }`,
      { doc: WANG.document },
    );
    expect(found.text).toContain(WANG.mobile);
    await act("RISKM", REVIEW, data.requestAccess.id);
  });

  it("is one act a request: a mutation does one thing, and never by GET", async () => {
    const two = await world
      .as("RISK1")
      .ask(
        `mutation ($i: AccessGrantInput!) { a: requestAccess(input: $i) { id } b: requestAccess(input: $i) { id } }`,
        { i: { subjectId: wang, fields: ["documents.number"], reason: "case 4711" } },
      );
    expect(codes(two)).toEqual(["OPERATION_TOO_LARGE"]);

    const query = encodeURIComponent(`mutation { revokeAccess(grantId: "grant_bm9uZQ", comment: "x") { id } }`);
    const response = await fetch(`${world.url}/graphql?query=${query}`, {
      headers: { authorization: `Bearer ${world.sandbox.tokenFor("RISKM")}`, "x-purpose": "KYC_AML" },
    });
    expect(response.status).toBe(405);
  });

  it("is listed page by page, to each what is his", async () => {
    const page = `query ($after: String) { accessGrants(first: 2, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } edges { cursor node { id } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: Answer = await world.as("RISKM").ask(page, { after });
      seen.push(...data.accessGrants.edges.map(({ node }: Data) => node.id as string));
      expect(data.accessGrants.totalCount).toBeGreaterThan(2);
      after = data.accessGrants.pageInfo.hasNextPage ? (data.accessGrants.pageInfo.endCursor as string) : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(seen.length);

    const own = await world.as("RM1").ask(page, {});
    expect(own.data.accessGrants).toMatchObject({ totalCount: 0, edges: [] });
    const foreign = await world
      .as("RM1")
      .ask(page, { after: (await world.as("RISKM").ask(page, {})).data.accessGrants.edges[0].cursor });
    expect(codes(foreign)).toEqual(["INVALID_CURSOR"]);
    expect(codes(await world.as("P1").ask(page, {}))).toEqual(["ACCESS_DENIED"]);
    const node = await world.as("RM1").ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: seen[0] });
    expect(node.data.node).toBeNull();
  });
});
