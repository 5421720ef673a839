import { describe, expect, it } from "vitest";
import type { PartyRecord } from "../../../../src/domain/records/party.js";
import { SourceFault } from "../../../../src/domain/source-fault.js";
import { contradictionOf, matchByRule } from "../../../../src/identity/match/match.rule.js";
import { printOf } from "../../../support/fingerprints.js";
import { company, person, RESIDENT_IDS, USCCS } from "../../../support/parties.js";

const matchParties = (left: PartyRecord, right: PartyRecord) => matchByRule(printOf(left), printOf(right));
const areContradictory = (left: PartyRecord, right: PartyRecord) =>
  contradictionOf(printOf(left), printOf(right)) !== null;

const [ID, OTHER_ID] = RESIDENT_IDS;
const MOBILE = "13912345678";

function judged(left: PartyRecord, right: PartyRecord): string | null {
  const there = matchParties(left, right);
  expect(matchParties(right, left)).toEqual(there);
  return there && `${there.decision} ${there.rule}`;
}

describe("two records of a person", () => {
  const withId = person({ documents: { RESIDENT_ID: ID } });
  const passport = { PASSPORT: "E12345678" };

  it.each<[string, PartyRecord, PartyRecord, string | null]>([
    [
      "D1: same resident number and name",
      withId,
      person({ source: "loan", documents: { RESIDENT_ID: ID } }),
      "POSITIVE D1",
    ],
    [
      "D1: old and new form of one number",
      person({ documents: { RESIDENT_ID: "110105491231002" } }),
      person({ documents: { RESIDENT_ID: "11010519491231002x" } }),
      "POSITIVE D1",
    ],
    [
      "D1: names equal after normalising",
      person({ name: "阿卜杜拉•买买提", documents: { RESIDENT_ID: ID } }),
      person({ name: " 阿卜杜拉・ 买买提", documents: { RESIDENT_ID: ID } }),
      "POSITIVE D1",
    ],
    ["D2: same number, other name", withId, person({ name: "李雷", documents: { RESIDENT_ID: ID } }), "UNSURE D2"],
    [
      "D2: same number, a name that could not be read",
      withId,
      person({ name: null, documents: { RESIDENT_ID: ID } }),
      "UNSURE D2",
    ],
    [
      "D3: same passport and birth date",
      person({ documents: passport }),
      person({ name: "Wang Xiaoming", documents: passport }),
      "POSITIVE D3",
    ],
    [
      "same passport, other birth date",
      person({ documents: passport }),
      person({ birthDate: "1990-03-08", documents: passport }),
      null,
    ],
    [
      "one number in documents of two types",
      person({ documents: { PASSPORT: "12345678" } }),
      person({ documents: { TAIWAN_PERMIT: "12345678" } }),
      null,
    ],
    [
      "D3: a permit with and without the count of its issues",
      person({ documents: { HKMO_PERMIT: "H1234567801" } }),
      person({ documents: { HKMO_PERMIT: "H12345678" } }),
      "POSITIVE D3",
    ],
    [
      "D4: same mobile, name and birth date",
      person({ mobiles: [MOBILE] }),
      person({ mobiles: ["+86 139-1234-5678"] }),
      "POSITIVE D4",
    ],
    [
      "a recycled mobile",
      person({ mobiles: [MOBILE] }),
      person({ name: "李雷", birthDate: "1975-01-01", mobiles: [MOBILE] }),
      null,
    ],
    [
      "a family's mobile, one name",
      person({ mobiles: [MOBILE] }),
      person({ birthDate: "1965-01-01", mobiles: [MOBILE] }),
      null,
    ],
    [
      "same mobile and name, no birth date",
      person({ mobiles: [MOBILE], birthDate: null }),
      person({ mobiles: [MOBILE], birthDate: null }),
      null,
    ],
    [
      "everything the same but the resident numbers",
      person({ mobiles: [MOBILE], documents: { RESIDENT_ID: ID } }),
      person({ mobiles: [MOBILE], documents: { RESIDENT_ID: OTHER_ID } }),
      null,
    ],
    [
      "a number with a wrong check digit is no key",
      person({ documents: { RESIDENT_ID: "110101199003070012" } }),
      person({ documents: { RESIDENT_ID: "110101199003070012" } }),
      null,
    ],
    ["name and birth date alone", person(), person(), null],
    ["a person and a company", withId, company({ uscc: USCCS[0] }), null],
  ])("%s", (_, left, right, expected) => {
    expect(judged(left, right)).toBe(expected);
  });

  it("are not matched on what could not be read", () => {
    const unread = { ...withId, documents: new SourceFault("loan", "SOURCE_MALFORMED") };
    expect(judged(unread, unread)).toBeNull();
  });

  it("name what agreed and what did not, never the values", () => {
    const text = JSON.stringify(matchParties(withId, person({ name: "李雷", documents: { RESIDENT_ID: ID } })));
    expect(JSON.parse(text)).toMatchObject({ matchedOn: ["RESIDENT_ID"], against: ["LEGAL_NAME"] });
    expect(text).not.toMatch(/1101|李/);
  });
});

describe("two records of a company", () => {
  const lei = "5493001KJTIIGC8Y1R12";

  it.each<[string, PartyRecord, PartyRecord, string | null]>([
    ["C1: same credit code", company({ uscc: USCCS[0] }), company({ uscc: USCCS[0].toLowerCase() }), "POSITIVE C1"],
    ["C2: same LEI", company({ lei }), company({ lei, uscc: USCCS[0] }), "POSITIVE C2"],
    ["same LEI, other credit codes", company({ lei, uscc: USCCS[1] }), company({ lei, uscc: USCCS[0] }), null],
    [
      "a code with a wrong check character is no key",
      company({ uscc: "91320594758983201R" }),
      company({ uscc: "91320594758983201R" }),
      null,
    ],
    ["the same name alone", company({}), company({}), null],
  ])("%s", (_, left, right, expected) => {
    expect(judged(left, right)).toBe(expected);
  });
});

describe("a contradiction", () => {
  const withId = person({ documents: { RESIDENT_ID: ID } });

  it.each<[string, PartyRecord, PartyRecord, boolean]>([
    ["is two valid resident numbers", withId, person({ documents: { RESIDENT_ID: OTHER_ID } }), true],
    ["is not one number under two names", withId, person({ name: "李雷", documents: { RESIDENT_ID: ID } }), false],
    ["is not a number that only one has", withId, person(), false],
    ["is not a wrong number", withId, person({ documents: { RESIDENT_ID: "110101199003070012" } }), false],
    ["is two credit codes", company({ uscc: USCCS[0] }), company({ uscc: USCCS[1] }), true],
    ["is a person and a company", withId, company({}), true],
  ])("%s", (_, left, right, expected) => {
    expect(areContradictory(left, right)).toBe(expected);
    expect(areContradictory(right, left)).toBe(expected);
  });
});
