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
});
