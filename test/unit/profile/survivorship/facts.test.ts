import { describe, expect, it } from "vitest";
import type { OverrideEvent } from "../../../../src/access/overrides/override.js";
import type { SensitiveKind } from "../../../../src/access/vocabulary.js";
import { ATTRIBUTES, PERSON_ITEMS, type Attribute } from "../../../../src/domain/attribute.js";
import type { CustomerId } from "../../../../src/domain/customer-id.js";
import type { CalendarDate, Instant } from "../../../../src/domain/instant.js";
import { isToldOf } from "../../../../src/profile/survivorship/attribute-kind.js";
import { credibilityOf } from "../../../../src/profile/survivorship/credibility.js";
import { isInConflict } from "../../../../src/profile/survivorship/in-conflict.js";
import { normalOf } from "../../../../src/profile/survivorship/normal-form.js";
import { RuleBook } from "../../../../src/profile/survivorship/rule-book.js";
import type { AttributeStatement } from "../../../../src/profile/survivorship/stated.js";
import { survive } from "../../../../src/profile/survivorship/survivorship.js";
import { decisionOf } from "../../../support/decisions.js";
import { judgementOf, MARKS, settingsOf } from "../../../support/judgement.js";
import { NOON } from "../../../support/parties.js";
import { DAY_MS, daysAgo, statement } from "../../../support/statements.js";

const survival = (
  attribute: Attribute,
  all: readonly AttributeStatement[],
  events: readonly OverrideEvent[] = [],
  settings: object = {},
) => survive(attribute, (of) => all.filter((each) => each.attribute === of), judgementOf(settings, events));

/** What each check of one attribute found. */
const verdicts = (attribute: Attribute, ...all: AttributeStatement[]) =>
  Object.fromEntries(survival(attribute, all).verdicts.map(({ rule, passed }) => [rule.id, passed]));

const trustOf = (attribute: Attribute, ...all: AttributeStatement[]) => survival(attribute, all).choice?.winner.trust;

const born = (value: string) => statement({ attribute: "BIRTH_DATE", value });
const resident = (value: string, validTo: string | null = null) =>
  statement({ attribute: "IDENTITY_DOCUMENT", subject: "RESIDENT_ID", value, validTo: validTo as CalendarDate | null });

describe("credibility", () => {
  it("of the fixture's mobile is 0.8 × 0.989 × 0.684 = 0.54", () => {
    const { choice } = survival("MOBILE", [
      statement({ source: "card", verification: "VERIFIED_OTP", observedAt: daysAgo(41), value: "13900005678" }),
      statement({ source: "crm", observedAt: daysAgo(29), value: "13900005678" }),
      statement({ source: "core-banking", observedAt: daysAgo(851), value: "13900001234" }),
    ]);
    const { value, factors } = credibilityOf(choice ?? expect.fail());
    expect(factors.map((factor) => factor.value.toFixed(3))).toEqual(["0.800", "0.989", "0.684"]);
    expect(value).toBe(0.54);
    expect(factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(value, 2);
  });

  it("has an old or undated statement at its floor, and one from ahead of us no better than now", () => {
    const recency = (observedAt: Instant | null) =>
      survival("MOBILE", [statement({ observedAt })]).choice?.winner.recency;
    expect([recency(null), recency(daysAgo(5_000)), recency((NOON + 9 * DAY_MS) as Instant)]).toEqual([0.5, 0.5, 1]);
  });

  it("is not raised by a source that says it twice", () => {
    const other = statement({ source: "card", value: "13900005678" });
    const once = survival("MOBILE", [statement(), other], [], { rules: { MOBILE: { strategy: "SOURCE_PRIORITY" } } });
    const twice = survival("MOBILE", [statement(), statement({ recordId: "2" }), other], [], {
      rules: { MOBILE: { strategy: "SOURCE_PRIORITY" } },
    });
    expect(credibilityOf(twice.choice ?? expect.fail())).toEqual(credibilityOf(once.choice ?? expect.fail()));
  });
});

describe("a check", () => {
  it.each<[Attribute, string, string, boolean]>([
    ["MOBILE", "MOBILE_DIGITS", "+86 138 0000 1234", true],
    ["MOBILE", "MOBILE_DIGITS", "1380000123", false],
    ["EMAIL", "EMAIL_FORM", "a@b.cn", true],
    ["EMAIL", "EMAIL_FORM", "a.b.cn", false],
    ["UNIFIED_SOCIAL_CREDIT_CODE", "USCC_CHECK", "91110000MA0ABCD1XU", true],
    ["UNIFIED_SOCIAL_CREDIT_CODE", "USCC_CHECK", "91110000MA0ABCD1XX", false],
    ["LEI", "LEI_CHECK", "5493001KJTIIGC8Y1R12", true],
    ["LEI", "LEI_CHECK", "5493001KJTIIGC8Y1R13", false],
    ["BIRTH_DATE", "DATE_FORM", "1985-02-30", false],
    ["BIRTH_DATE", "BIRTH_DATE_POSSIBLE", "2026-07-01", false],
    ["BIRTH_DATE", "BIRTH_DATE_POSSIBLE", "1885-07-01", false],
    ["BIRTH_DATE", "BIRTH_DATE_POSSIBLE", "1985-04-12", true],
    ["NATIONALITY", "KNOWN_COUNTRY", "CN", true],
    ["TAX_RESIDENCY", "KNOWN_COUNTRY", "QX", false],
  ])("of %s, %s, of %j: %s", (attribute, rule, value, passed) => {
    const found = verdicts(attribute, statement({ attribute, value }));
    expect(found[rule]).toBe(passed);
    expect(trustOf(attribute, statement({ attribute, value }))).toBe(Object.values(found).includes(false) ? 0.25 : 0.5);
  });

  it("holds a birth date and a resident number against each other, both ways", () => {
    const number = resident("110101199003070011");
    expect(verdicts("BIRTH_DATE", born("1990-03-07"), number)).toMatchObject({ BIRTH_DATE_IN_RESIDENT_ID: true });
    expect(verdicts("BIRTH_DATE", born("1990-03-08"), number)).toMatchObject({ BIRTH_DATE_IN_RESIDENT_ID: false });
    expect(verdicts("IDENTITY_DOCUMENT", born("1990-03-08"), number)).toMatchObject({
      RESIDENT_ID_HAS_BIRTH_DATE: false,
    });
    expect(verdicts("IDENTITY_DOCUMENT", born("1990-03-07"), resident("110101900307001"))).toMatchObject({
      RESIDENT_ID_CHECK: true,
      RESIDENT_ID_HAS_BIRTH_DATE: true,
    });
    expect(verdicts("BIRTH_DATE", born("1990-03-07"), resident("110101199003070012"))).not.toHaveProperty(
      "BIRTH_DATE_IN_RESIDENT_ID",
    );
  });

  it.each([
    ["退休", "2004-01-01", false],
    ["退休", "1958-02-14", true],
    ["工程师", "2014-09-01", false],
    ["学生", "2014-09-01", true],
    ["Retired teacher", "1990-03-07", false],
  ])("holds the occupation %s against the age of one born %s: %s", (value, day, passed) => {
    const found = verdicts("OCCUPATION", statement({ attribute: "OCCUPATION", value }), born(day));
    expect(found).toMatchObject({ AGE_FITS_OCCUPATION: passed });
  });

  it("finds an expired document, and one without an end never", () => {
    expect(verdicts("IDENTITY_DOCUMENT", resident("110101199003070011", "2026-06-29"))).toMatchObject({
      DOCUMENT_NOT_EXPIRED: false,
    });
    expect(verdicts("IDENTITY_DOCUMENT", resident("110101199003070011", "2026-06-30"))).toMatchObject({
      DOCUMENT_NOT_EXPIRED: true,
    });
    expect(verdicts("IDENTITY_DOCUMENT", resident("110101199003070011"))).not.toHaveProperty("DOCUMENT_NOT_EXPIRED");
  });

  it("of an unknown region only flags", () => {
    const number = resident("990101198504120012");
    expect(verdicts("IDENTITY_DOCUMENT", number)).toMatchObject({ KNOWN_REGION: false, RESIDENT_ID_CHECK: true });
    expect(trustOf("IDENTITY_DOCUMENT", number)).toBe(0.5);
  });
});

describe("a conflict", () => {
  it("is two values of one thing, not two documents of two types", () => {
    const passport = statement({ attribute: "IDENTITY_DOCUMENT", subject: "PASSPORT", value: "E99000001" });
    const conflict = (...all: AttributeStatement[]) =>
      isInConflict(survival("IDENTITY_DOCUMENT", all).choice ?? expect.fail());
    expect(conflict(resident("110101199003070011"), passport)).toBe(false);
    expect(conflict(resident("110101199003070011"), resident("110101900307001"))).toBe(false);
    expect(conflict(resident("110101199003070011"), resident("110101199003071233"))).toBe(true);
  });
});

describe("a steward's choice", () => {
  const [old, recent] = [statement({ value: "13900005678" }), statement({ source: "card", observedAt: daysAgo(1) })];
  const chosen = (of: AttributeStatement, expiresAt: number): OverrideEvent => ({
    kind: "CHOSEN",
    customerId: "a".repeat(26) as CustomerId,
    attribute: "MOBILE",
    statement: { source: of.source, recordId: of.recordId, mark: MARKS.of("MOBILE", of, "", normalOf(of)) },
    by: "ST1",
    at: daysAgo(1),
    reason: "the customer says so",
    expiresAt: expiresAt as Instant,
  });
  const winner = (events: readonly OverrideEvent[], ...all: AttributeStatement[]) =>
    survival("MOBILE", all, events).choice?.winner.statement;

  it("comes before the rule while it is in force, and not a moment longer", () => {
    expect(winner([], old, recent)).toBe(recent);
    expect(winner([chosen(old, NOON + 1)], old, recent)).toBe(old);
    expect(winner([chosen(old, NOON)], old, recent)).toBe(recent);
  });

  it("holds for what the record said, not for what it says next", () => {
    const changed = statement({ value: "13900005679" });
    expect(winner([chosen(old, NOON + 1)], changed, recent)).toBe(recent);
    expect(winner([chosen(old, NOON + 1)], statement({ value: "+86 139 0000 5678" }), recent)?.source).toBe("crm");
  });

  it("taken back, or followed by one that has ended, does not come to life again", () => {
    const back = { ...chosen(old, 0), kind: "WITHDRAWN" } as OverrideEvent;
    expect(winner([chosen(old, NOON + 1), back], old, recent)).toBe(recent);
    expect(winner([chosen(old, NOON + 1), chosen(recent, NOON - 1)], old, recent)).toBe(recent);
  });

  it("is marked without its value: neither another record's nor another bank's mark is the same", () => {
    const of = (source: "crm" | "card", said = old) =>
      MARKS.of("MOBILE", { source, recordId: "1" }, "", normalOf(said));
    expect(of("crm")).toBe(of("crm"));
    expect(of("crm")).not.toBe(of("card"));
    expect(of("crm")).not.toContain("5678");
  });
});

describe("the rules in force", () => {
  const versionOf = (settings: object, attribute: Attribute = "MOBILE") =>
    new RuleBook(settingsOf(settings)).of(attribute).version;

  it("have a version that changes with every setting they go by, and with no other", () => {
    expect(versionOf({})).toBe(versionOf({ rules: { EMAIL: { strategy: "MOST_RECENT" } } }));
    expect(versionOf({})).not.toBe(versionOf({ rules: { MOBILE: { strategy: "MOST_RECENT" } } }));
    expect(versionOf({})).not.toBe(versionOf({ recency: { lostPerYear: 0.2 } }));
    expect(versionOf({})).toBe(versionOf({ priority: ["crm"] }));
    expect(versionOf({}, "LEGAL_NAME")).not.toBe(versionOf({ priority: ["crm"] }, "LEGAL_NAME"));
  });

  it.each([
    { rules: { MOBILE: { strategy: "BEST" } } },
    { rules: { SHOE_SIZE: {} } },
    { rules: { MOBILE: { strategy: "MOST_RECENT", priority: ["crm"] } } },
    { priority: ["crm", "crm"] },
    { priority: ["fax"] },
    { recency: { floor: 2 } },
    { completeness: { person: { OCCUPATION: -1 } } },
  ])("refuse %j", (settings) => {
    expect(() => settingsOf(settings)).toThrow();
  });

  it("weigh what a complete person has at 100 points", () => {
    const { person } = settingsOf().completeness;
    expect(PERSON_ITEMS.reduce((sum, item) => sum + person[item], 0)).toBe(100);
  });
});

describe("what a viewer is told of", () => {
  const whose = { kind: "PERSON", nameKind: "PERSON_NAME" } as const;
  const withheld = (...denied: SensitiveKind[]) =>
    ATTRIBUTES.filter((attribute) => !isToldOf(attribute, whose, decisionOf({ denied })));

  it("is everything where nothing is denied", () => expect(withheld()).toEqual([]));
  it("is nothing whose values are denied", () =>
    expect(withheld("MOBILE", "AMOUNT")).toEqual(["ANNUAL_INCOME", "MOBILE"]));
  it("is nothing that was judged by values that are denied", () => {
    expect(withheld("BIRTH_DATE")).toEqual(["BIRTH_DATE", "OCCUPATION", "IDENTITY_DOCUMENT"]);
  });
});
