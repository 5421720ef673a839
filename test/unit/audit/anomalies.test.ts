import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { findAnomalies } from "../../../src/audit/anomaly/find-anomalies.js";
import { AuditQuestionError } from "../../../src/audit/audit-error.js";
import type { DraftEvent } from "../../../src/audit/event/audit-event.js";
import { AuditQuestions, type AuditPage } from "../../../src/audit/questions/audit-questions.js";
import type { EventPosition } from "../../../src/audit/store/audit-filter.js";
import type { AuditStore } from "../../../src/audit/store/audit-store.js";
import { openSqliteStore } from "../../../src/audit/store/sqlite-store.js";
import { AuditTrail } from "../../../src/audit/trail/audit-trail.js";
import { auditConfig } from "../../../src/platform/config-audit.js";
import { customerId, draft, subject } from "../../support/audit/draft.js";
import { nth } from "../../support/nth.js";
import { NOON } from "../../support/audit/trail.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const config = auditConfig.parse({ anomalies: { outsidePerHour: 3, denialsPerHour: 3, viewersPerDay: 3 } });
/** Noon in Shanghai is an hour of work; NOON, which is UTC, is eight in the evening there, before the bank closes. */
const DAY = { from: NOON - 24 * HOUR, to: NOON + 24 * HOUR };
let store: AuditStore;
let questions: AuditQuestions;

const by = (staff: string, changes: Partial<DraftEvent> & { readonly minute: number }) => {
  const { minute, ...rest } = changes;
  return draft({
    at: (NOON + minute * MINUTE) as Instant,
    actor: { ...draft().actor, subject: `staff:${staff}` },
    ...rest,
  });
};

beforeAll(async () => {
  store = await openSqliteStore(":memory:");
  const trail = new AuditTrail(store, {
    writer: "gateway",
    clock: { now: () => NOON },
    queueLimit: 1_000,
    timeoutMs: 60_000,
  });
  const outside = (number: number) => [subject(number, { outsidePortfolio: true, basis: "BREAK_GLASS" })];
  const drafts = [
    // Four customers in forty minutes are too many; four in four hours are not.
    ...[0, 10, 20, 40].map((minute) => by("FAST", { minute, subjects: outside(100 + minute) })),
    ...[-240, -160, -80, 0].map((minute) => by("SLOW", { minute, subjects: outside(200 + minute) })),
    ...[0, 1, 2, 3, 4].map((minute) =>
      by("TRIES", { minute, decision: "DENIED", subjects: [], errors: ["ACCESS_DENIED"] }),
    ),
    ...["A", "B", "C", "D"].map((staff, minute) => by(staff, { minute, subjects: [subject(7)] })),
    by("KNOWS", { minute: -60 * 24 * 20, subjects: [subject(8, { watched: true })] }),
    by("KNOWS", { minute: 0, subjects: [subject(8, { watched: true })] }),
    by("NEW", { minute: 5, subjects: [subject(8, { watched: true, outsidePortfolio: true })] }),
    // Half past three in the morning in Shanghai.
    by("NIGHT", { minute: 7 * 60 + 30, subjects: [subject(9)] }),
    by("RM9", {
      minute: 0,
      grantId: "grant-1",
      purpose: "KYC_AML",
      subjects: [
        subject(50, { fields: [{ path: "customer.person.documents.number", class: "C2", outcome: "CLEAR" }] }),
      ],
    }),
  ];
  await Promise.all(drafts.map((each) => trail.append(each)));
  questions = new AuditQuestions(store, { mostDays: 400, mostPerPage: 200 });
});
afterAll(() => store.close());

describe("the rules over the trail", () => {
  it("point at what is unusual, with its events and the reason, and at nothing else", async () => {
    const found = await findAnomalies(store, DAY, config, "Asia/Shanghai");
    expect(found.map(({ rule, actor, customerId, count }) => `${rule} ${actor ?? customerId} ${count}`).sort()).toEqual(
      [
        "FIRST_LOOK staff:NEW 1",
        `MANY_VIEWERS ${customerId(7)} 4`,
        "OFF_HOURS staff:NIGHT 1",
        "OUTSIDE_PORTFOLIO staff:FAST 4",
        "REPEATED_DENIALS staff:TRIES 5",
      ].sort(),
    );
    for (const { events, explanation, score } of found) {
      expect(score).toBeGreaterThan(0);
      expect(score).toBeLessThanOrEqual(1);
      expect(explanation.length).toBeGreaterThan(20);
      for (const id of events) expect(await store.eventById(id)).not.toBeNull();
    }
  });

  it("are asked of a span of time that is one", async () => {
    await expect(findAnomalies(store, { from: 1, to: 0 }, config, "UTC")).rejects.toThrow(AuditQuestionError);
  });
});

describe("questions to the trail", () => {
  const names = async (question: object) => {
    const { events } = await questions.page({ ...DAY, ...question }, { first: 200 });
    expect(await questions.total({ ...DAY, ...question })).toBe(events.length);
    return events.map(({ event }) => event.actor.subject).sort();
  };

  it.each<[string, object, readonly string[]]>([
    ["a customer", { customerId: customerId(7) }, ["staff:A", "staff:B", "staff:C", "staff:D"]],
    ["a number in clear", { path: "customer.person.documents.number", outcomes: ["CLEAR"] }, ["staff:RM9"]],
    [
      "a class and an outcome of one customer",
      { customerId: customerId(50), classes: ["C2"], outcomes: ["CLEAR"] },
      ["staff:RM9"],
    ],
    [
      "a number in clear of a customer whose was masked",
      { customerId: customerId(7), path: "customer.person.documents.number", outcomes: ["CLEAR"] },
      [],
    ],
    ["an actor", { actor: "staff:NEW" }, ["staff:NEW"]],
    ["a grant", { grantId: "grant-1" }, ["staff:RM9"]],
    ["a purpose", { purpose: "KYC_AML" }, ["staff:RM9"]],
    ["a decision", { decisions: ["DENIED"] }, Array.from({ length: 5 }, () => "staff:TRIES")],
    [
      "looks outside the portfolio",
      { outsidePortfolio: true },
      [...Array.from({ length: 4 }, () => "staff:FAST"), "staff:NEW", ...Array.from({ length: 4 }, () => "staff:SLOW")],
    ],
    [
      "looks at a customer from outside the portfolio",
      { customerId: customerId(8), outsidePortfolio: true },
      ["staff:NEW"],
    ],
    ["another action", { actions: ["EXPORT", "VIEW_AS"] }, []],
  ])("are answered by %s", async (_, question, actors) => {
    expect(await names(question)).toEqual(actors);
  });

  it("go page by page, newest first, and miss and repeat nothing", async () => {
    const all = (await questions.page(DAY, { first: 200 })).events.map(({ event }) => event.id);
    const paged: string[] = [];
    let before: EventPosition | null = null;
    for (;;) {
      const page: AuditPage = await questions.page(DAY, { first: 4, before });
      paged.push(...page.events.map(({ event }) => event.id));
      if (!page.hasMore) break;
      const { event, position } = nth(page.events, page.events.length - 1);
      before = { at: event.at, position };
    }
    expect(paged).toEqual(all);
    const inClear = { ...DAY, outcomes: ["CLEAR" as const] };
    const whole = (await questions.page(inClear, { first: 200 })).events;
    const { event, position } = nth(whole, 2);
    const rest = await questions.page(inClear, { first: 200, before: { at: event.at, position } });
    expect(rest.events).toEqual(whole.slice(3));
  });

  it.each<[string, object, object]>([
    ["TIME_RANGE_REQUIRED", { from: null, to: null }, {}],
    ["TIME_RANGE_REQUIRED", { from: Number.NaN }, {}],
    ["TIME_RANGE_REVERSED", { from: DAY.to, to: DAY.from }, {}],
    ["TIME_RANGE_TOO_WIDE", { from: 0 }, {}],
    ["PAGE_SIZE_INVALID", {}, { first: 0 }],
    ["PAGE_SIZE_INVALID", {}, { first: 201 }],
  ])("that are not well put are told so: %s", async (code, question, page) => {
    await expect(questions.page({ ...DAY, ...question }, { first: 10, ...page })).rejects.toMatchObject({ code });
  });

  it("by cursor refuse one that no stream has given", async () => {
    await expect(store.readAfter("1 or 1=1", 10)).rejects.toMatchObject({ code: "CURSOR_INVALID" });
  });
});
