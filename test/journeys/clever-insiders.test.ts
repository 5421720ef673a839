import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Answer, type Data, type World } from "../support/world.js";

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

  it("a birth date that was granted hides what would be left of the number beside a district", async () => {
    const before = await world.as("RISK1").ask(WHO, { id: wang });
    await world.as("RISKM").ask(APPROVE, { id: await ask(["birthDate"]) });
    const after = await world.as("RISK1").ask(WHO, { id: wang });

    const shown = ({ data }: Answer): unknown => [
      data.customer.person.birthDate,
      data.customer.person.documents.find(({ type }: Data) => type === "RESIDENT_ID"),
      data.customer.identifiers.edges.map(({ node }: Data) => node).find(({ type }: Data) => type === "RESIDENT_ID"),
    ];
    const number = (text: string) => ({ type: "RESIDENT_ID", display: text });
    const masked = "9****************2";
    expect(shown(before)).toEqual([
      "1985-**-**",
      { ...number(masked), number: masked },
      { ...number(masked), value: masked },
    ]);
    const hidden = "********";
    expect(shown(after)).toEqual([
      "1985-04-12",
      { ...number(hidden), number: hidden },
      { ...number(hidden), value: hidden },
    ]);
    expect(after.data.customer.contactPoints[0].value).toBe("浙江省宁波市江东区****");
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
