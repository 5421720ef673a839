import { describe, expect, it } from "vitest";
import type { Answer, Data } from "../support/world.js";
import { judge } from "./judgement.js";
import { registriesPage } from "./pages.js";

const record = (id: string, more: object = {}) => ({
  source: { id },
  name: `${id}'s name`,
  freshness: { state: "FRESH", reason: null },
  ...more,
});

function answerOf(records: readonly object[], sources: readonly object[] = []): Answer {
  const data: Data = { customer: { organization: { registryRecords: records } } };
  return { status: 200, headers: new Headers(), text: "", data, errors: [], extensions: { c360: { sources } } };
}

const others = [record("qichacha"), record("gleif")];
const whole = answerOf([record("tianyancha"), ...others]);
const expected = { faulty: ["tianyancha"], codes: ["SOURCE_TIMEOUT"], isTotal: true };
const missing = (reason: string) => record("tianyancha", { name: null, freshness: { state: "UNAVAILABLE", reason } });
const beside = [{ source: "tianyancha", state: "UNAVAILABLE" }];

/** The suite is worth what its judge is worth. */
describe("The judge of the chaos suite", () => {
  const judged = (answer: Answer) => judge(registriesPage, answer, whole, expected);

  it("accepts what is missing, named and beside the rest as it always is", () => {
    expect(judged(answerOf([missing("SOURCE_TIMEOUT"), ...others], beside))).toEqual({ wrong: [], unnamed: [] });
  });

  it("finds a value that is not that of the books", () => {
    const answer = answerOf(
      [missing("SOURCE_TIMEOUT"), record("qichacha", { name: "another" }), record("gleif")],
      beside,
    );
    expect(judged(answer).wrong).toEqual(["qichacha is not as in the books"]);
  });

  it("finds a system that is down and shown all the same", () => {
    expect(judged(whole).wrong).toEqual(["tianyancha is down and shows something"]);
  });

  it("finds one that is missing without a reason in the world", () => {
    const gone = record("gleif", { freshness: { state: "UNAVAILABLE", reason: "SOURCE_TIMEOUT" } });
    const answer = answerOf([missing("SOURCE_TIMEOUT"), record("qichacha"), gone], beside);
    expect(judged(answer).wrong).toEqual(["gleif is missing, and nothing is wrong with it: SOURCE_TIMEOUT"]);
  });

  it("finds a reason that does not fit, and one that is not told beside the data", () => {
    expect(judged(answerOf([missing("SOURCE_MALFORMED"), ...others], beside)).unnamed).toHaveLength(1);
    expect(judged(answerOf([missing("SOURCE_TIMEOUT"), ...others])).unnamed).toHaveLength(1);
  });

  it("finds a page that is not there", () => {
    expect(judged({ ...whole, data: { customer: null } }).wrong).toHaveLength(1);
    expect(judged({ ...whole, status: 500, data: null }).wrong).toEqual(["status 500"]);
  });
});
