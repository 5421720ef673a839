import { describe, expect, it } from "vitest";
import { CountedFrequencies } from "../../../../src/identity/match/counted-frequencies.js";
import { DEFAULT_MODEL, modelOf, type MatchModel } from "../../../../src/identity/match/match-model.js";
import { scoreOf } from "../../../../src/identity/match/match-score.js";
import { PairJudge } from "../../../../src/identity/match/pair-judge.js";
import { printOf } from "../../../support/fingerprints.js";
import { contact, person, RESIDENT_IDS, type PersonParts } from "../../../support/parties.js";

const MOBILE = "13912345678";
const none = new CountedFrequencies();
const pair = (left: PersonParts, right: PersonParts) => [printOf(person(left)), printOf(person(right))] as const;

/** The worked example: prior 1 in 10,000; name .9 against .001, birth date .98 against 1/21,900, telephone .8 against 10⁻⁵. */
const EXAMPLE: MatchModel = {
  ...DEFAULT_MODEL,
  population: 10_000,
  weights: {
    ...DEFAULT_MODEL.weights,
    NAME: { ...DEFAULT_MODEL.weights.NAME, EXACT: { m: 0.9, u: 0.001 }, DIFFERENT: { m: 0.1, u: 0.999 } },
    BIRTH_DATE: {
      ...DEFAULT_MODEL.weights.BIRTH_DATE,
      EXACT: { m: 0.98, u: 1 / 21_900 },
      DIFFERENT: { m: 0.02, u: 1 - 1 / 21_900 },
    },
    MOBILE: { EXACT: { m: 0.8, u: 1e-5 }, DIFFERENT: { m: 0.2, u: 1 - 1e-5 } },
  },
};
const A = { name: "王建国", birthDate: "1985-04-12", mobiles: [MOBILE] };

describe("the score", () => {
  it.each<[string, PersonParts, number, number]>([
    ["all agree", A, 27.203, 0.999999994],
    ["name and birth date, not the telephone", { ...A, mobiles: ["13800001234"] }, 8.594, 0.99742],
    ["name and telephone, not the birth date", { ...A, birthDate: "1962-11-30" }, 7.17, 0.9931],
    ["the name alone", { ...A, birthDate: "1962-11-30", mobiles: ["13800001234"] }, -11.439, 0.00036],
  ])("is Fellegi–Sunter's: %s", (_, other, bits, probability) => {
    const score = scoreOf(...pair(A, other), EXAMPLE, none);
    expect(score.bits).toBeCloseTo(bits, 2);
    expect(score.probability).toBeCloseTo(probability, 4);
  });

  it("gives a rare name more weight than a common one", () => {
    const common = new CountedFrequencies([[printOf(person(A)).first("NAME") ?? "", 5_000]], 100_000);
    const rare = new CountedFrequencies([], 100_000);
    expect(
      scoreOf(...pair(A, A), DEFAULT_MODEL, rare).bits - scoreOf(...pair(A, A), DEFAULT_MODEL, common).bits,
    ).toBeGreaterThan(10);
  });

  it("says nothing of what one of them lacks", () => {
    const without = { name: "王建国", birthDate: null };
    const [left, right] = pair(without, without);
    const alone = scoreOf(left, right, EXAMPLE, none);
    expect(scoreOf(left, printOf(person(A)), EXAMPLE, none)).toEqual(alone);
  });

  it("takes settings over, and refuses weights of what it does not compare", () => {
    const { weights: _, ...rest } = DEFAULT_MODEL;
    const model = modelOf({ ...rest, weights: { MOBILE: { EXACT: { m: 0.5, u: 0.1 } } } });
    expect(model.weights.MOBILE.EXACT).toEqual({ m: 0.5, u: 0.1 });
    expect(model.weights.NAME).toEqual(DEFAULT_MODEL.weights.NAME);
    expect(() => modelOf({ ...rest, weights: { MOBILE: { NEARLY: { m: 0.5, u: 0.1 } } } })).toThrow(RangeError);
  });
});

describe("the judge", () => {
  const judge = new PairJudge(DEFAULT_MODEL, new CountedFrequencies([], 1_000_000));
  const decided = (left: PersonParts, right: PersonParts) => {
    const { decision } = judge.judge(...pair(left, right));
    return decision && `${decision.decision} ${decision.rule}`;
  };
  const number = { RESIDENT_ID: RESIDENT_IDS[0] };

  it.each<[string, PersonParts, PersonParts, string | null]>([
    [
      "a recycled mobile links nobody",
      { name: "王建国", birthDate: null, mobiles: [MOBILE] },
      { name: "李雷", birthDate: null, mobiles: [MOBILE] },
      null,
    ],
    [
      "a family's mobile and surname link nobody",
      { name: "王建国", mobiles: [MOBILE] },
      { name: "王小宝", birthDate: "2015-01-01", mobiles: [MOBILE] },
      null,
    ],
    [
      "a rare name and a mobile link",
      { name: "欧阳修文", birthDate: null, mobiles: [MOBILE] },
      { name: "欧阳修文", birthDate: null, mobiles: [MOBILE] },
      "POSITIVE P",
    ],
    [
      "a name in traditional characters is the same name",
      { name: "陈国华", documents: number },
      { name: "陳國華", documents: number },
      "POSITIVE D1",
    ],
    [
      "a name written by ear, and a mobile besides, link",
      { name: "陈国华", documents: number, mobiles: [MOBILE] },
      { name: "陈国骅", documents: number, mobiles: [MOBILE] },
      "POSITIVE P",
    ],
    [
      "a name written by ear alone waits",
      { name: "陈国华", documents: number },
      { name: "陈国骅", documents: number },
      "UNSURE D2",
    ],
    [
      "one character of another sound is another name",
      { name: "陈国华", documents: number, mobiles: [MOBILE] },
      { name: "陈国平", documents: number, mobiles: [MOBILE] },
      "UNSURE D2",
    ],
    ["name and birth date alone wait for a steward", { name: "王建国" }, { name: "王建国" }, "UNSURE P"],
    [
      "a Latin name with a slip, and an e-mail, link",
      { name: "Jonathan Smith", contacts: [contact("EMAIL", "j.smith@example.com")] },
      { name: "Jonathon Smith", contacts: [contact("EMAIL", "j.smith@example.com")] },
      "POSITIVE P",
    ],
  ])("%s", (_, left, right, expected) => {
    expect(decided(left, right)).toBe(expected);
    expect(decided(right, left)).toBe(expected);
  });
});
