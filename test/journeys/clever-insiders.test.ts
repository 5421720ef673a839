import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Data, type World } from "../support/world.js";

const WANG = { number: "10000001", document: "990101198504120012" };
const ASK = `mutation ($input: AccessGrantInput!) { requestAccess(input: $input) { id } }`;
const APPROVE = `mutation ($id: ID!) { decideAccess(grantId: $id, approve: true, comment: "the case is real") { state } }`;
const WHO = `query ($id: ID!) { customer(id: $id) {
  person { birthDate documents { type number display } }
  identifiers { edges { node { type display value } } }
  contactPoints(kind: ADDRESS) { value } } }`;

describe("Insiders who put together what they are shown", () => {
  let world: World;
  let wang: string;

  beforeAll(async () => {
    world = await openWorld();
    wang = await world.customerId(WANG.number, "RM1");
  });
  afterAll(() => world.stop());

  const ask = async (fields: string[], more: object = {}): Promise<string> => {
    const input = { subjectId: wang, fields, reason: "suspected fraud, case 4711", ...more };
    return (await world.as("RISK1").ask(ASK, { input })).data.requestAccess.id as string;
  };

  it("two requests show no more together than one: what a look hides, it hides whatever is asked beside it", async () => {
    const parts = [
      `person { documents { type number display } } identifiers { edges { node { type display value } } }`,
      `person { birthDate } contactPoints(kind: ADDRESS) { value }`,
    ];
    const asked = (fields: string) =>
      world.as("RISK1").ask(`query ($id: ID!) { customer(id: $id) { ${fields} } }`, { id: wang });
    const [numbers, others] = await Promise.all(parts.map(asked));
    const together = await world.as("RISK1").ask(WHO, { id: wang });

    const { person, ...rest } = together.data.customer;
    expect(numbers?.data.customer.person.documents).toEqual(person.documents);
    expect(numbers?.data.customer.identifiers).toEqual(rest.identifiers);
    expect(others?.data.customer).toEqual({ person: { birthDate: "1985-**-**" }, contactPoints: rest.contactPoints });
    expect(rest.contactPoints[0].value).toBe("浙江省宁波市江东区****");
  });

  it("a birth date is granted with the number or not at all to who has seen the number's ends", async () => {
    const input = { subjectId: wang, reason: "suspected fraud, case 4711" };
    for (const emergency of [false, true]) {
      const alone = await world.as("RISK1").ask(ASK, { input: { ...input, fields: ["birthDate"], emergency } });
      expect([alone.data, alone.errors[0]?.extensions.code]).toEqual([null, "FIELDS_REBUILD_VALUE"]);
    }

    await world.as("RISKM").ask(APPROVE, { id: await ask(["birthDate", "documents.number"]) });
    const { data } = await world.as("RISK1").ask(WHO, { id: wang });
    expect(data.customer.person.birthDate).toBe("1985-04-12");
    const document = data.customer.person.documents.find(({ type }: Data) => type === "RESIDENT_ID");
    expect(document).toEqual({ type: "RESIDENT_ID", number: WANG.document, display: "9****************2" });
  });

  it("the reasons of a masked figure do not tell it: which way each of them points is masked with it", async () => {
    const reasons = `lifecycle { churnRisk { band explanation { factors { name direction contribution } } } }`;
    const seen = await world.as("T1").ask(
      `query ($value: String!) { customersByIdentifier(identifier: { type: RESIDENT_ID, value: $value }) {
        edges { node { ${reasons} } } } }`,
      { value: WANG.document },
    );
    const own = await world.as("RM1").ask(`query ($id: ID!) { customer(id: $id) { ${reasons} } }`, { id: wang });

    const risk = seen.data.customersByIdentifier.edges[0].node.lifecycle.churnRisk;
    expect(risk.band).toBe("***");
    expect(risk.explanation.factors).toEqual([
      { name: "idleDays", direction: "***", contribution: null },
      { name: "serviceScore", direction: "***", contribution: null },
    ]);
    const clear = own.data.customer.lifecycle.churnRisk;
    expect(clear.band).toBe("LOW");
    expect(clear.explanation.factors.map(({ direction }: Data) => direction)).toEqual(["NEUTRAL", "LOWERS"]);
  });

  it("for marketing nobody counts those who have refused it: a portfolio has no total there", async () => {
    const count = async (purpose: string): Promise<unknown> =>
      (await world.as("RM1", { purpose }).ask(`{ viewer { portfolio(first: 1) { totalCount } } }`)).data.viewer
        .portfolio.totalCount;

    expect(await count("RELATIONSHIP_MANAGEMENT")).toBe(253);
    expect(await count("MARKETING")).toBeNull();
  });

  it("in another role's place nothing is decided, reviewed or taken back", async () => {
    const emergency = await ask(["documents.number"], { emergency: true });
    const act = (mutation: string, viewAs?: string) =>
      world.as("DPO1", { purpose: "AUDIT", ...(viewAs !== undefined && { viewAs }) }).ask(mutation, { id: emergency });
    const review = `mutation ($id: ID!) { reviewEmergencyAccess(grantId: $id, justified: true, comment: "seen") { state } }`;

    const there = await act(review, "AUDITOR; AUDIT");
    expect(there.errors[0]?.extensions.code).toBe("ACCESS_DENIED");
    expect((await act(review)).data.reviewEmergencyAccess.state).toBe("REVIEWED");
  });

  it("a customer learns of the other holder of his account the masked name, and no number that he is known by", async () => {
    const { data } = await world.as("P1").ask(`{ viewer { customer { depositAccounts(roles: [JOINT]) { edges { node {
      holders { customer { customerNumber status displayName } } } } } } } }`);

    expect(data.viewer.customer.depositAccounts.edges[0].node.holders.map(({ customer }: Data) => customer)).toEqual([
      { customerNumber: null, status: null, displayName: "赵*" },
      { customerNumber: WANG.number, status: "ACTIVE", displayName: "王建国" },
    ]);
  });
});
