import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, story, type Answer, type Data, type World } from "../support/world.js";

const RESOLUTION = `query ($id: ID!) { customer(id: $id) {
  id
  sourceRecords { source { id } recordId }
  resolution { canonicalId previousIds history { eventId kind decidedBy reason undoneBy } possibleDuplicates { customer { id } } }
} }`;
const MERGE = `mutation ($one: ID!, $other: ID!, $reason: String!, $despite: Boolean!) {
  mergeCustomers(customerId: $one, otherId: $other, reason: $reason, despiteContradiction: $despite) {
    eventId canonicalId formerId } }`;
const UNMERGE = `mutation ($event: ID!) { unmerge(eventId: $event, reason: "two people after all") {
  customerIds undecided { recordId } } }`;
const JUDGE = `mutation ($left: RecordInput!, $right: RecordInput!, $decision: StewardsWord!, $reason: String!, $seen: ID) {
  judgePair(left: $left, right: $right, decision: $decision, reason: $reason, seen: $seen) { eventId } }`;
const RELATED = `query ($id: ID!) { customer(id: $id) { resolution {
  possibleDuplicates { customer { id } } possibleRelated { customer { id customerNumber } matchedOn against } } } }`;
/** Well formed, and nobody's. */
const NOBODY = `cus_${"0".repeat(26)}`;
const REASON = "seen both files";

describe("Story 10: why these records are one person, and undo", () => {
  const folder = mkdtempSync(join(tmpdir(), "story-10-"));
  let world: World;
  let wang: string;
  let other: string;

  beforeAll(async () => {
    world = await openWorld({ auditStore: join(folder, "audit.sqlite") });
    wang = await world.customerId("10000001", "RM1");
    other = await world.customerId("10000002", "ST1");
  }, 120_000);
  afterAll(async () => {
    await world?.stop();
    rmSync(folder, { recursive: true });
  });

  const steward = (viewAs?: string) => world.as("ST1", viewAs === undefined ? {} : { viewAs });
  const look = async (id: string): Promise<Data> => (await steward().ask(RESOLUTION, { id })).data.customer;
  const recordsOf = async (id: string): Promise<string[]> =>
    (await look(id)).sourceRecords.map(({ source, recordId }: Data) => `${source.id}:${recordId}`).sort();
  const merge = (persona = "ST1", despite = true, reason = REASON): Promise<Answer> =>
    world.as(persona).ask(MERGE, { one: wang, other, reason, despite });
  const codeOf = ({ errors }: Answer): unknown => errors[0]?.extensions.code;

  /** The customers of whom the trail says that this was done to them. */
  const onRecord = (action: string): unknown[] => {
    using trail = new DatabaseSync(join(folder, "audit.sqlite"), { readOnly: true });
    return trail
      .prepare(
        "select distinct customer_id from audit_subject join audit_event using (position) where action = ? and actor = 'staff:ST1' order by 1",
      )
      .all(action)
      .map(({ customer_id }) => customer_id);
  };

  it("tells of each of four records by what, by which rule, by whom and when it was linked", async () => {
    const { data, errors } = await steward().ask(story("10-why-one"), { id: wang });

    expect(errors).toEqual([]);
    const linked = data.customer.sourceRecords.map(({ source, recordId, linkedBy }: Data) => ({
      record: `${source.id}:${recordId}`,
      ...linkedBy,
    }));
    expect(linked).toHaveLength(4);
    expect(linked).toMatchInlineSnapshot(`
      [
        {
          "against": [],
          "decidedAt": "2026-06-30T02:00:00.000Z",
          "decidedBy": "rule",
          "decision": "POSITIVE",
          "matchedOn": [],
          "record": "core-banking:10000001",
          "reversible": false,
          "rule": "FIRST_KNOWN",
          "score": null,
        },
        {
          "against": [],
          "decidedAt": "2026-06-30T02:00:00.000Z",
          "decidedBy": "rule",
          "decision": "POSITIVE",
          "matchedOn": [
            "RESIDENT_ID",
            "LEGAL_NAME",
          ],
          "record": "loan:L-5501",
          "reversible": false,
          "rule": "D1",
          "score": null,
        },
        {
          "against": [],
          "decidedAt": "2026-06-30T02:00:00.000Z",
          "decidedBy": "rule",
          "decision": "POSITIVE",
          "matchedOn": [
            "RESIDENT_ID",
            "LEGAL_NAME",
          ],
          "record": "card:C-77001",
          "reversible": false,
          "rule": "D1",
          "score": null,
        },
        {
          "against": [],
          "decidedAt": "2026-06-30T02:00:00.000Z",
          "decidedBy": "rule",
          "decision": "POSITIVE",
          "matchedOn": [
            "RESIDENT_ID",
            "LEGAL_NAME",
          ],
          "record": "crm:8801",
          "reversible": false,
          "rule": "D1",
          "score": null,
        },
      ]
    `);
  });

  it("tells a steward who has a number in common with him and is somebody else, and nobody else", async () => {
    const son = await world.customerId("10000004", "RM1");
    const related = async (persona = "ST1") => world.as(persona).ask(RELATED, { id: wang });
    const { data, errors } = await related();
    expect(errors).toEqual([]);
    expect(data.customer.resolution.possibleRelated).toEqual([
      {
        customer: { id: son, customerNumber: "10000004" },
        matchedOn: ["MOBILE"],
        against: ["RESIDENT_ID", "LEGAL_NAME", "BIRTH_DATE"],
      },
    ]);
    const back = await steward().ask(RELATED, { id: son });
    expect(back.data.customer.resolution.possibleRelated.map(({ customer }: Data) => customer.id)).toEqual([wang]);

    const manager = await related("RM1");
    expect(codeOf(manager)).toBe("ACCESS_DENIED");
    expect(manager.data.customer.resolution).toEqual({ possibleDuplicates: [], possibleRelated: null });

    const looks = onRecord("READ");
    expect(looks).toContain(son.replace("cus_", ""));
  });

  it("relates him to nobody out of the steward's reach, and does not tell that there is one", async () => {
    const alone = await steward().ask(RELATED, { id: other });
    world.sandbox.control.change("10000004", { confidentiality: "VIP" });
    const hidden = await steward().ask(RELATED, { id: wang });
    world.sandbox.control.reset();
    expect(hidden.data).toEqual(alone.data);
    expect(hidden.errors).toEqual([]);
    expect(hidden.extensions.c360.missingSources).toEqual(alone.extensions.c360.missingSources);
  });

  it("refuses who is no steward, a look in another's place, a missing reason, and a contradiction nobody has named", async () => {
    expect(codeOf(await merge("RM1"))).toBe("ACCESS_DENIED");
    const asAnother = await steward("DATA_STEWARD; DATA_STEWARDSHIP").ask(MERGE, {
      one: wang,
      other,
      reason: REASON,
      despite: true,
    });
    expect(codeOf(asAnother)).toBe("ACCESS_DENIED");
    expect(codeOf(await merge("ST1", true, "  "))).toBe("REASON_REQUIRED");
    expect(codeOf(await merge("ST1", false))).toBe("RECORDS_CONTRADICT");
    expect(codeOf(await steward().ask(UNMERGE, { event: "999999" }))).toBe("EVENT_UNKNOWN");
  });

  it("merges two, lets the old id answer with the survivor, and takes it back exactly", async () => {
    const before = [await recordsOf(wang), await recordsOf(other)];
    const merged = await merge();
    expect(merged.errors).toEqual([]);
    const { eventId, canonicalId, formerId } = merged.data.mergeCustomers;
    expect(new Set([canonicalId, formerId])).toEqual(new Set([wang, other]));

    const found = await look(formerId);
    expect(found.id).toBe(canonicalId);
    expect(found.resolution.previousIds).toContain(formerId);
    expect(found.sourceRecords).toHaveLength(before.flat().length);
    expect(found.resolution.history).toContainEqual({
      eventId,
      kind: "MERGE",
      decidedBy: "ST1",
      reason: REASON,
      undoneBy: null,
    });
    expect(codeOf(await merge())).toMatch(/^(CUSTOMER_SUPERSEDED|SAME_CUSTOMER)$/u);

    const undone = await steward().ask(UNMERGE, { event: eventId });
    expect(undone.errors).toEqual([]);
    expect(undone.data.unmerge.undecided).toEqual([]);
    expect([await recordsOf(wang), await recordsOf(other)]).toEqual(before);
    expect((await look(formerId)).id).toBe(formerId);
    expect(codeOf(await steward().ask(UNMERGE, { event: eventId }))).toBe("EVENT_ALREADY_UNDONE");

    const both = [wang, other].map((id) => id.replace("cus_", "")).sort();
    expect(onRecord("MERGE")).toEqual(both);
    expect(onRecord("UNMERGE")).toEqual(both);
  });

  it("judges no pair that was judged otherwise than the steward has seen, and no record that is not there", async () => {
    const left = { source: "core-banking", recordId: "10000001" };
    const right = { source: "card", recordId: "C-77001" };
    const before = await recordsOf(wang);
    const judge = (seen: string | null, decision = "NEGATIVE") =>
      steward().ask(JUDGE, { left, right, decision, seen, reason: REASON });
    const seen = (await judge("987654321")).errors[0]?.extensions;
    expect(seen).toMatchObject({ code: "JUDGEMENT_CHANGED" });
    expect(
      codeOf(
        await steward().ask(JUDGE, { left, right: { ...right, recordId: "X" }, decision: "POSITIVE", reason: REASON }),
      ),
    ).toBe("RECORD_UNKNOWN");
    expect(
      codeOf(
        await steward().ask(JUDGE, { left, right: { ...right, source: "x" }, decision: "POSITIVE", reason: REASON }),
      ),
    ).toBe("RECORD_UNKNOWN");
    expect(await recordsOf(wang)).toEqual(before);
  });

  it("decides nothing about a customer out of the steward's reach, and does not tell that there is one", async () => {
    const merged = await merge();
    const { eventId } = merged.data.mergeCustomers;
    world.sandbox.control.change("10000002", { confidentiality: "VIP" });
    world.sandbox.control.change("10000001", { confidentiality: "VIP" });
    const nobody = await steward().ask(UNMERGE, { event: "999999" });
    const hidden = await steward().ask(UNMERGE, { event: eventId });
    const toHidden = await merge();
    const toNobody = await steward().ask(MERGE, { one: NOBODY, other: NOBODY, reason: REASON, despite: true });
    world.sandbox.control.reset();

    expect(hidden.errors[0]?.extensions).toEqual(nobody.errors[0]?.extensions);
    expect(hidden.errors[0]?.message).toBe(nobody.errors[0]?.message);
    expect(toHidden.errors[0]?.extensions).toEqual(toNobody.errors[0]?.extensions);
    expect(codeOf(toHidden)).toBe("CUSTOMER_NOT_REACHABLE");
  });
});
