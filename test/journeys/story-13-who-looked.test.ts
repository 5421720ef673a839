import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

const NUMBER = "customer.person.documents.number";
const SPAN = { from: "2026-06-01T00:00:00+08:00", to: "2026-07-01T00:00:00+08:00" };
const LOOK = `query Look($id: ID!) { customer(id: $id) { displayName person { birthDate documents { number } } } }`;
const EVENTS = `query ($filter: AuditFilter!, $first: Int, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    edges { node { id actor action purpose decision errors subject fields { path class outcome }
      subjects { customerIds level } detail { name value } hash prevHash position } }
  }
}`;

describe("Story 13: the auditor asks who saw a document number in clear", () => {
  const clock = movableClock();
  let world: World;
  let wang: string;
  let zhao: string;
  let grant: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    wang = await world.customerId("10000001", "RM1");
    zhao = await world.customerId("10000006", "RM2");
    for (const persona of ["RM1", "RM1", "RISK1"]) await world.as(persona).ask(LOOK, { id: wang });
    const { data } = await world.as("RISK1").ask(story("12-ask-unmask"), { s: wang });
    grant = data.requestAccess.id;
    await world
      .as("RISKM")
      .ask(`mutation ($id: ID!) { decideAccess(grantId: $id, approve: true, comment: "seen") { id } }`, { id: grant });
    await world.as("RISK1").ask(LOOK, { id: wang });
    await world.as("RISK1").ask(LOOK, { id: zhao });
  });
  afterAll(() => world.stop());

  const ask = (filter: object, page: object = {}, persona = "AUD1"): Promise<Answer> =>
    world.as(persona).ask(EVENTS, { filter: { ...SPAN, ...filter }, ...page });
  const nodesOf = ({ data }: Answer): Data[] => data.auditEvents.edges.map(({ node }: Data) => node);

  it("gets exactly the one look, with who, why, by which grant, and what became of every field", async () => {
    const { data, errors, text } = await world.as("AUD1").ask(story("13-who-looked"), { subject: wang, ...SPAN });

    expect(errors).toEqual([]);
    expect(data.auditEvents.totalCount).toBe(1);
    const [{ node }] = data.auditEvents.edges;
    expect(node).toMatchObject({
      at: "2026-06-30T02:00:00.000Z",
      actor: "staff:RISK1",
      actorRole: "RISK_OFFICER",
      actorStaff: { displayName: "魏军" },
      purpose: "CREDIT_APPROVAL",
      action: "UNMASK",
      decision: "ALLOWED",
      grantId: grant,
      operationName: "Look",
      fields: [
        { path: "customer.displayName", class: "C2", outcome: "MASKED" },
        { path: "customer.person.birthDate", class: "C2", outcome: "MASKED" },
        { path: NUMBER, class: "C2", outcome: "CLEAR" },
      ],
    });
    expect(node.operationHash).toMatch(/^[0-9a-f]{64}$/);
    expect(data.auditIntegrity).toMatchObject({ chainValid: true, firstBrokenPosition: null });
    expect(data.auditIntegrity.events).toBeGreaterThan(8);
    for (const value of ["990101198504120012", "王建国", "1985"]) expect(text).not.toContain(value);
  });

  it("finds by every other question what it asks for, and nothing else", async () => {
    const actorsOf = async (filter: object) => [
      ...new Set(nodesOf(await ask(filter)).map(({ actor, action }: Data) => `${actor} ${action}`)),
    ];
    expect(await actorsOf({ grant })).toEqual(["staff:RISK1 UNMASK"]);
    expect(await actorsOf({ actions: ["GRANT"] })).toEqual(["staff:RISKM GRANT", "staff:RISK1 GRANT"]);
    expect(await actorsOf({ actor: "staff:RM1", subject: wang })).toEqual(["staff:RM1 READ", "staff:RM1 SEARCH"]);
    expect(await actorsOf({ subject: zhao, field: NUMBER, outcomes: ["CLEAR"] })).toEqual([]);
    expect(await actorsOf({ field: NUMBER, outcomes: ["CLEAR"], classes: ["C2"] })).toEqual(["staff:RISK1 UNMASK"]);
    expect(await actorsOf({ purpose: "KYC_AML" })).toEqual([]);
    expect(await actorsOf({ actor: "staff:RM1", outsidePortfolio: true })).toEqual([]);
  });

  it("reads page by page, misses and repeats nothing, and each hash follows the one before", async () => {
    const all = nodesOf(await ask({ actor: "staff:RISK1" }));
    const paged: Data[] = [];
    let after: string | null = null;
    do {
      const answer: Answer = await ask({ actor: "staff:RISK1" }, { first: 1, after });
      expect(answer.errors).toEqual([]);
      paged.push(...nodesOf(answer));
      after = answer.data.auditEvents.pageInfo.hasNextPage ? answer.data.auditEvents.pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const everything = nodesOf(await ask({}));
    const hashes = new Map(everything.map(({ position, hash }) => [position, hash]));
    for (const { position, prevHash } of everything) {
      const [writer, sequence] = position.split("#");
      if (sequence !== "1") expect(prevHash).toBe(hashes.get(`${writer}#${Number(sequence) - 1}`));
    }
  });

  it("leaves his own question on record, and one that was refused as well", async () => {
    const refused = await ask({ subject: wang }, {}, "RM1");
    expect(refused.errors[0]?.extensions).toEqual({ code: "ACCESS_DENIED" });
    const asked = nodesOf(await ask({ actions: ["READ_AUDIT"], subject: wang }));
    expect(asked.slice(0, 2)).toMatchObject([
      { actor: "staff:RM1", decision: "DENIED", errors: ["ACCESS_DENIED"] },
      { actor: "staff:AUD1", decision: "ALLOWED", subjects: [{ customerIds: [wang], level: "NONE" }] },
    ]);
    expect(asked[0].detail).toContainEqual({ name: "events", value: "true" });
  });

  it("opens one event by its id, and nobody else does", async () => {
    const [{ id }] = nodesOf(await ask({ grant }));
    const open = `query ($id: ID!) { node(id: $id) { ... on AuditEvent { id actor } } }`;
    expect((await world.as("AUD1").ask(open, { id })).data.node).toEqual({ id, actor: "staff:RISK1" });
    const refused = await world.as("RM1").ask(open, { id });
    expect(refused.data.node).toBeNull();
    expect(refused.errors[0]?.extensions.code).toBe("ACCESS_DENIED");
    expect((await world.as("AUD1").ask(open, { id: "aud_Zm9yZ2Vk" })).data.node).toBeNull();
  });

  it.each([
    [{ from: "2026-07-01T00:00:00Z", to: "2026-06-01T00:00:00Z" }, "TIME_RANGE_REVERSED"],
    [{ from: "2020-01-01T00:00:00Z" }, "TIME_RANGE_TOO_WIDE"],
    [{ from: null }, "BAD_USER_INPUT"],
    [{ from: "yesterday" }, "BAD_USER_INPUT"],
    [{ subject: "cus_nobody" }, "INVALID_ID"],
  ])("is told clearly what is wrong with a question: %j", async (filter, code) => {
    const { errors } = await ask(filter);
    expect(errors[0]?.extensions.code).toBe(code);
  });

  it.each(["forged", "", "*".repeat(5_000)])("does not take a forged cursor: %.10s", async (after) => {
    expect((await ask({}, { after })).errors[0]?.extensions.code).toBe("INVALID_CURSOR");
  });

  it("does not take another auditor's cursor, nor one of another question", async () => {
    const { endCursor } = (await ask({}, { first: 1 })).data.auditEvents.pageInfo;
    expect((await ask({}, { after: endCursor }, "DPO1")).errors).not.toEqual([]);
    expect((await ask({ subject: wang }, { after: endCursor })).errors[0]?.extensions.code).toBe("INVALID_CURSOR");
  });

  it("never reaches a customer's values by way of the record", async () => {
    const { text } = await world.as("AUD1").ask(LOOK, { id: wang });
    for (const value of ["王", "990101198504120012", "1985"]) expect(text).not.toContain(value);
  });
});
