import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { movableClock } from "../support/movable-clock.js";
import { openWorld, type Data, type World } from "../support/world.js";

const ASK = `mutation ($input: AccessGrantInput!) { requestAccess(input: $input) { id } }`;
const APPROVE = `mutation ($id: ID!) { decideAccess(grantId: $id, approve: true, comment: "yes") { id } }`;
const MERGE = `mutation ($one: ID!, $other: ID!) {
  mergeCustomers(customerId: $one, otherId: $other, reason: "seen both files", despiteContradiction: true) {
    eventId canonicalId formerId } }`;
const UNMERGE = `mutation ($event: ID!) { unmerge(eventId: $event, reason: "two people after all") {
  customerIds undecided { recordId } undecidedActs { kind id customerId at } } }`;
const NUMBERS = `query ($id: ID!) { customer(id: $id) { person { documents { number } } } }`;
const STATED = `query ($id: ID!) { customer(id: $id) { facts(attributes: [MOBILE]) { statements { id source { id } } } } }`;
const CHOOSE = `mutation ($id: ID!, $statement: ID!) {
  overrideAttribute(customerId: $id, attribute: MOBILE, statementId: $statement,
    reason: "he called from the old number", expiresAt: "2026-07-20T00:00:00+08:00") { attribute } }`;
const COPY = `mutation ($id: ID!) { openSubjectRequest(subjectId: $id, kind: COPY) { id } }`;
/** All that is his: whose records they are, his consents, and who has looked at him. */
const HIS = `query ($id: ID!) { customer(id: $id) { id sourceRecords { source { id } recordId linkedBy { rule } }
  consents { edges { node { id purpose state } } } } }`;
const LOOKS = `query ($id: ID!) { customer(id: $id) { accessLog(first: 100) { edges { node { event { id } } } } } }`;

describe("Two who were one for a while", () => {
  const clock = movableClock();
  let world: World;
  let wang: string;
  let chen: string;

  beforeAll(async () => {
    world = await openWorld({ clock });
    wang = await world.customerId("10000001", "RM1");
    chen = await world.customerId("10000002", "ST1");
  });
  afterAll(() => world.stop());

  const risk = () => world.as("RISK1", { purpose: "KYC_AML" });
  const granted = async (subjectId: string): Promise<string> => {
    const input = { subjectId, fields: ["documents.number"], reason: "case 4711", minutes: 240 };
    const { id } = (await risk().ask(ASK, { input })).data.requestAccess;
    await world.as("RISKM").ask(APPROVE, { id });
    return id as string;
  };
  const opens = async (id: string): Promise<boolean> =>
    (await risk().ask(NUMBERS, { id })).data.customer.person.documents.some(
      ({ number }: Data) => !String(number).includes("*"),
    );
  const his = async (id: string): Promise<Data> => (await world.as("ST1").ask(HIS, { id })).data.customer;
  const looksAt = async (id: string): Promise<string[]> =>
    (await world.as("AUD1").ask(LOOKS, { id })).data.customer.accessLog.edges.map(({ node }: Data) => node.event.id);

  it("have what was theirs again, and what was made of both is listed for a decision", async () => {
    const before = await granted(wang);
    expect(await opens(wang)).toBe(true);
    const [wangs, chens] = [await his(wang), await his(chen)];
    const looks = await looksAt(wang);
    expect(looks.length).toBeGreaterThan(0);
    clock.move(5);

    const merged = await world.as("ST1").ask(MERGE, { one: wang, other: chen });
    expect(merged.errors).toEqual([]);
    const { eventId, canonicalId } = merged.data.mergeCustomers;
    // What was granted of one man opens nothing of somebody who is more than he.
    expect(await opens(canonicalId)).toBe(false);

    clock.move(5);
    const meanwhile = await granted(canonicalId);
    expect(await opens(canonicalId)).toBe(true);
    const stated = await world.as("ST1").ask(STATED, { id: canonicalId });
    const [{ statements }] = stated.data.customer.facts;
    const ofCore = statements.find(({ source }: Data) => source.id === "core-banking");
    const chosen = await world.as("ST1").ask(CHOOSE, { id: canonicalId, statement: ofCore.id });
    expect(chosen.errors).toEqual([]);
    const copy = await world.as("DPO1", { purpose: "DATA_SUBJECT_REQUEST" }).ask(COPY, { id: canonicalId });
    expect(copy.errors).toEqual([]);
    clock.move(5);

    const undone = await world.as("ST1").ask(UNMERGE, { event: eventId });
    expect(undone.errors).toEqual([]);
    const { customerIds, undecided, undecidedActs } = undone.data.unmerge;
    expect(customerIds.sort()).toEqual([wang, chen].sort());
    expect(undecided).toEqual([]);
    expect(undecidedActs).toMatchObject([
      { kind: "ACCESS_GRANT", id: meanwhile, customerId: canonicalId },
      { kind: "OVERRIDE", id: "MOBILE", customerId: canonicalId },
      { kind: "SUBJECT_REQUEST", id: copy.data.openSubjectRequest.id, customerId: canonicalId },
    ]);

    expect(await his(wang)).toEqual(wangs);
    expect(await his(chen)).toEqual(chens);
    expect(await looksAt(wang)).toEqual(expect.arrayContaining(looks));
    // His own grant opens what it opened; the one of the time between opens neither.
    expect(await opens(wang)).toBe(true);
    expect(await opens(chen)).toBe(false);
    await world
      .as("RISKM")
      .ask(`mutation ($id: ID!) { revokeAccess(grantId: $id, comment: "over") { id } }`, { id: before });
    expect(await opens(wang)).toBe(false);
  });

  it("whom two stewards merge, or part, at once are merged, or parted, once", async () => {
    const both = await Promise.all([1, 2].map(() => world.as("ST1").ask(MERGE, { one: wang, other: chen })));
    const codes = both.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code as string));
    expect(codes).toHaveLength(1);
    expect(["CUSTOMER_SUPERSEDED", "SAME_CUSTOMER"]).toContain(codes[0]);
    const event = both.find(({ errors }) => errors.length === 0)?.data.mergeCustomers.eventId;
    const parted = await Promise.all([1, 2].map(() => world.as("ST1").ask(UNMERGE, { event })));
    expect(parted.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code))).toEqual([
      "EVENT_ALREADY_UNDONE",
    ]);
  });

  it("are parted in the order in which they came together, the last first; meanwhile every old id leads to them", async () => {
    const li = await world.customerId("10000003", "ST1");
    const merge = async (one: string, other: string): Promise<Data> =>
      (await world.as("ST1").ask(MERGE, { one, other })).data.mergeCustomers;
    const unmerge = (event: string) => world.as("ST1").ask(UNMERGE, { event });
    const first = await merge(wang, chen);
    const second = await merge(first.canonicalId, li);
    const ids = [wang, chen, li];
    const { data } = await world.as("ST1").ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids });
    expect(data.nodes).toEqual(ids.map(() => ({ id: second.canonicalId })));
    const early = await unmerge(first.eventId);
    expect(early.errors.map(({ extensions }) => extensions.code)).toEqual(["EVENT_OUT_OF_ORDER"]);
    expect(early.errors[0]?.extensions.because).toEqual([second.eventId]);
    expect((await unmerge(second.eventId)).errors).toEqual([]);
    expect((await unmerge(first.eventId)).errors).toEqual([]);
    for (const id of ids) expect((await his(id)).id).toBe(id);
  });
});
