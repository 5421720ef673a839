import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

const WANG = { number: "10000001", document: "990101198504120012", mobile: "13900005678" };

const LOOK = `query ($id: ID!) {
  customer(id: $id) {
    displayName
    person { birthDate documents { type number display maskedFields { field requestable approverRole } } }
    contactPoints(kind: MOBILE) { value }
    viewerAccess { basis grant { id state usageCount } canRequest }
  }
}`;
const DECIDE = `mutation ($id: ID!, $approve: Boolean!) {
  decideAccess(grantId: $id, approve: $approve, comment: "the file supports it") {
    state expiresAt decidedAt decidedBy { id displayName } requester { id displayName } subject { id }
  }
}`;
const STATE = `query ($id: ID!) { node(id: $id) { ... on AccessGrant { state usageCount expiresAt comments } } }`;

describe("Story 12: risk asks for access to one field", () => {
  const clock = movableClock();
  let world: World;
  let wang: string;
  let chen: string;
  let grant: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    wang = await world.customerId(WANG.number, "RM1");
    chen = await world.customerId("10000002", "RM2").catch(() => world.customerId("10000002", "RM1"));
  });
  afterAll(() => world.stop());

  const look = (persona: string, id = wang): Promise<Answer> => world.as(persona).ask(LOOK, { id });
  const documentOf = ({ data }: Answer): Data =>
    data.customer.person.documents.find(({ type }: Data) => type === "RESIDENT_ID");
  const stateOf = async (persona = "RISK1"): Promise<Data> =>
    (await world.as(persona).ask(STATE, { id: grant })).data.node;

  it("RISK1 sees the document masked, and that he may ask for its number", async () => {
    const seen = await look("RISK1");

    expect(documentOf(seen)).toMatchObject({
      number: "9****************2",
      maskedFields: ["number", "issuer"].map((field) => ({ field, requestable: true, approverRole: "RISK_APPROVER" })),
    });
    expect(seen.data.customer.viewerAccess.canRequest).toContain("person.documents.number");
    expect(seen.data.customer.viewerAccess.grant).toBeNull();
    expect(seen.text).not.toContain(WANG.document);
  });

  it("RISK1 asks, and nothing opens by that", async () => {
    const { data, errors } = await world.as("RISK1").ask(story("12-ask-unmask"), { s: wang });

    expect(errors).toEqual([]);
    expect(data.requestAccess).toMatchObject({ state: "REQUESTED", expiresAt: null, fields: ["documents.number"] });
    grant = data.requestAccess.id;
    expect((await look("RISK1")).text).not.toContain(WANG.document);
  });

  it("RISK1 cannot approve himself", async () => {
    const { data, errors } = await world.as("RISK1").ask(DECIDE, { id: grant, approve: true });

    expect(data).toBeNull();
    expect(errors[0]?.extensions).toEqual({ code: "SELF_APPROVAL" });
    expect(await stateOf()).toMatchObject({ state: "REQUESTED" });
  });

  it("RISKM sees the request on his list, with its reason, and approves it", async () => {
    const listed = await world.as("RISKM").ask(`{ accessGrants(state: [REQUESTED]) {
      totalCount edges { node { id reason ticket fields subjectId requester { id } } } } }`);
    const { data, errors } = await world.as("RISKM").ask(DECIDE, { id: grant, approve: true });

    expect(listed.data.accessGrants).toEqual({
      totalCount: 1,
      edges: [
        {
          node: {
            id: grant,
            reason: "suspected identity fraud, case 4711",
            ticket: "FR-4711",
            fields: ["documents.number"],
            subjectId: wang,
            requester: { id: "RISK1" },
          },
        },
      ],
    });
    expect(errors).toEqual([]);
    expect(data.decideAccess).toEqual({
      state: "APPROVED",
      decidedAt: "2026-06-30T02:00:00.000Z",
      expiresAt: "2026-06-30T02:30:00.000Z",
      decidedBy: { id: "RISKM", displayName: "程岚" },
      requester: { id: "RISK1", displayName: "魏军" },
      subject: { id: wang },
    });
  });

  it("RISK1 reads the number, and only the number", async () => {
    const seen = await look("RISK1");

    expect(seen.errors).toEqual([]);
    expect(documentOf(seen)).toEqual({
      type: "RESIDENT_ID",
      number: WANG.document,
      display: "9****************2",
      maskedFields: [{ field: "issuer", requestable: true, approverRole: "RISK_APPROVER" }],
    });
    expect(seen.data.customer).toMatchObject({ displayName: "王**", person: { birthDate: "1985-**-**" } });
    expect(seen.text).not.toContain(WANG.mobile);
    expect(seen.data.customer.viewerAccess.grant).toMatchObject({ id: grant });
    expect(seen.data.customer.viewerAccess.canRequest).not.toContain("person.documents.number");
    expect(seen.data.customer.viewerAccess.canRequest).toContain("contactPoints.value");
  });

  it("the use is counted; an operation that does not ask for the number is none", async () => {
    expect(await stateOf()).toMatchObject({ state: "ACTIVE", usageCount: 1 });
    await world
      .as("RISK1")
      .ask(`query ($id: ID!) { customer(id: $id) { displayName person { birthDate } } }`, { id: wang });
    expect(await stateOf()).toMatchObject({ usageCount: 1 });
    await world
      .as("RISK1")
      .ask(
        `query ($id: ID!) { customer(id: $id) { a: person { documents { n: number } } b: person { documents { number } } } }`,
        { id: wang },
      );
    expect(await stateOf()).toMatchObject({ usageCount: 2 });
  });

  it("nobody else reads it, not even who approved", async () => {
    for (const persona of ["RISKM", "RM1"]) {
      const seen = await look(persona);
      expect(documentOf(seen)["number"]).toBe("9****************2");
      expect(seen.text).not.toContain(WANG.document);
      expect(seen.data.customer.viewerAccess.grant).toBeNull();
    }
  });

  it("RISK1 reads no other customer's number by it, and none for another purpose", async () => {
    const other = await look("RISK1", chen);
    expect(documentOf(other)["number"]).toMatch(/^.\*+.$/);

    const elsewhere = await world.as("RISK1", { purpose: "KYC_AML" }).ask(LOOK, { id: wang });
    expect(documentOf(elsewhere)["number"]).toBe("9****************2");
  });

  it("expires by the clock, and a clock that is set back does not revive it", async () => {
    clock.move(29);
    expect(documentOf(await look("RISK1"))["number"]).toBe(WANG.document);
    clock.move(1);
    expect((await look("RISK1")).text).not.toContain(WANG.document);
    expect(await stateOf()).toMatchObject({ state: "EXPIRED", usageCount: 3 });
    clock.move(-15);
    expect((await look("RISK1")).text).not.toContain(WANG.document);
    expect(await stateOf()).toMatchObject({ state: "EXPIRED" });
    clock.move(15);
  });

  it("leaves a line in the log for every act, and no value in any", () => {
    const acts = world.logged.filter(({ msg }) => msg === "access grant");

    expect(acts).toMatchObject([
      { act: "REQUESTED", by: "staff:RISK1", fields: ["IdentityDocument.number"] },
      { act: "OPENED", by: "staff:RISKM", requester: "RISK1" },
    ]);
    expect(JSON.stringify(world.logged)).not.toContain(WANG.document);
  });
});
