import { describe, expect, it } from "vitest";
import type { DraftEvent } from "../../../src/audit/event/audit-event.js";
import { AuditRejected } from "../../../src/audit/audit-error.js";
import { canonicalJson } from "../../../src/audit/event/canonical.js";
import { ulidMaker } from "../../../src/audit/event/event-id.js";
import { toEvent } from "../../../src/audit/event/to-event.js";
import { customerId, draft, subject } from "../../support/audit/draft.js";
import { NOON } from "../../support/audit/trail.js";

const PLACE = { id: "01J00000000000000000000000", at: NOON, writer: "gateway-1", sequence: 1 };
const recorded = (changes: Partial<DraftEvent>) => toEvent(draft(changes), PLACE);

describe("an event", () => {
  it("says once what fifty customers of a list have in common", () => {
    const many = recorded({ subjects: Array.from({ length: 50 }, (_, number) => subject(number)) });
    expect(many.subjects).toHaveLength(1);
    expect(many.subjects[0]?.customerIds).toHaveLength(50);
    expect(canonicalJson(many).length).toBeLessThan(3_000);
  });

  it("keeps apart those of whom something else was shown", () => {
    const { subjects } = recorded({ subjects: [subject(1), subject(2, { level: "HEADER" }), subject(3)] });
    expect(subjects.map(({ customerIds }) => customerIds)).toEqual([[customerId(1), customerId(3)], [customerId(2)]]);
  });

  it("is the same text whatever the order of the fields, and says each of them once", () => {
    const { fields } = subject(1);
    const [one, two] = [subject(1), subject(1, { fields: [...fields, ...fields].reverse() })].map((each) =>
      canonicalJson(recorded({ subjects: [each] })),
    );
    expect(two).toBe(one);
  });

  it("takes long numbers out of the name that a caller gave his operation", () => {
    expect(recorded({ operationName: "Find_990101198504120012_now" }).operationName).toBe("Find_#_now");
    expect(recorded({ operationName: "x".repeat(10_000) }).operationName).toHaveLength(200);
  });

  it("holds whole numbers and whole characters only, so that every language prints them alike", () => {
    const { durationMs, clientId } = recorded({ durationMs: 48.6, clientId: "app\ud800" });
    expect({ durationMs, clientId }).toEqual({ durationMs: 49, clientId: "app\ufffd" });
    expect(Object.is(recorded({ durationMs: -0.2 }).durationMs, 0)).toBe(true);
  });

  it.each<[string, Partial<DraftEvent>]>([
    ["a customer's number in the core as his id", { subjects: [subject(1, { customerId: "10000001" })] }],
    ["a customer who acts under his number", { actor: { ...draft().actor, subject: "customer:10000001" } }],
    ["an actor of no known family", { actor: { ...draft().actor, subject: "王建国" } }],
    ["one who acts for a number", { actor: { ...draft().actor, actingFor: "customer:10000001" } }],
    [
      "an index in a path",
      { subjects: [subject(1, { fields: [{ path: "customer.cards.0.number", class: "C2", outcome: "CLEAR" }] })] },
    ],
    [
      "a value in a path",
      { subjects: [subject(1, { fields: [{ path: "customer(id:1)", class: "C2", outcome: "CLEAR" }] })] },
    ],
    ["a message as an error", { errors: ["no such customer 990101198504120012"] }],
    ["a document instead of its hash", { operationHash: "query { me }" }],
    ["a duration that is none", { durationMs: Number.NaN }],
    ["a detail under a name that is none", { detail: { 王建国: 1 } }],
    ["details without an end", { detail: Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`d${at}`, at])) }],
  ])("refuses %s, and does not repeat it", (_, changes) => {
    expect(() => recorded(changes)).toThrow(AuditRejected);
    expect(() => recorded(changes)).not.toThrow(/王|9901|10000001/u);
  });
});

describe("ids of events", () => {
  it("only ever grow, also within a millisecond and when the clock is set back", () => {
    const next = ulidMaker();
    const ids = [NOON, NOON, NOON - 3_600_000, NOON, NOON + 1].flatMap((at) =>
      Array.from({ length: 2_000 }, () => next(at)),
    );
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(id))).toBe(true);
  });
});
