import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PolicyEngine } from "../../../../src/access/policy/policy-engine.js";
import { PoliciesRefused } from "../../../../src/access/policy/policy-problem.js";
import { PolicySet } from "../../../../src/access/policy/policy-set.js";
import { builtInTexts, factsOf, staffCaller, textsOf, textsWith } from "../../../support/access-facts.js";

const HEAD = `@id("a") @title("One.")\n`;
const policy = (body: string) => `${HEAD}permit (principal, action, resource) when { ${body} };`;
const REACH = `action == Action::"existence"`;

function refusal(files: Readonly<Record<string, string>>): PoliciesRefused {
  try {
    PolicySet.compile(textsOf(files)).putAway();
  } catch (error) {
    if (error instanceof PoliciesRefused) return error;
    throw error;
  }
  throw new Error("it was taken");
}

describe("a set is refused whole, with place and reason", () => {
  it.each<[string, string, number | null, RegExp]>([
    ["broken syntax", `// 王\n${HEAD}permit (principal, action resource);`, 3, /unexpected token/u],
    [
      "an unknown attribute",
      `${HEAD}permit (principal is Staff, ${REACH}, resource)\nwhen {\n  resource.colour == "red"\n};`,
      4,
      /`colour`.*not found/u,
    ],
    [
      "an unknown fact",
      `${HEAD}permit (principal, ${REACH}, resource)\nwhen { context.mood };`,
      3,
      /`mood`.*not found/u,
    ],
    ["a misspelt role", `${HEAD}permit (principal in Role::"TELER", ${REACH}, resource);`, 2, /TELER/u],
    [
      "a misspelt purpose",
      `${HEAD}permit (principal, ${REACH}, resource)\nwhen { context.purpose == Purpose::"FUN" };`,
      3,
      /FUN/u,
    ],
    [
      "an unknown action",
      `${HEAD}permit (principal, action == Action::"clear EVERYTHING", resource);`,
      2,
      /clear EVERYTHING/u,
    ],
    [
      "a comparison of unlike things",
      `${HEAD}permit (principal, ${REACH}, resource)\nwhen { context.purpose == "AUDIT" };`,
      3,
      /types/u,
    ],
    [
      "a rule that can never hold",
      `${HEAD}permit (principal is OnlineCustomer, ${REACH}, resource) when { principal in Role::"TELLER" };`,
      null,
      /impossible/u,
    ],
    ["no @id", `@title("One.") permit (principal, ${REACH}, resource);`, 1, /@id/u],
    ["an @id with capitals", `@id("A") @title("One.") permit (principal, ${REACH}, resource);`, 1, /@id/u],
    ["no @title", `@id("a") permit (principal, ${REACH}, resource);`, 1, /@title/u],
    ["a misspelt annotation", `${HEAD}@resaon("PURPOSE") permit (principal, ${REACH}, resource);`, 1, /@resaon/u],
    ["an unknown reason", `${HEAD}@reason("BECAUSE") permit (principal, ${REACH}, resource);`, 1, /@reason/u],
    ["a template", `${HEAD}permit (principal == ?principal, ${REACH}, resource);`, null, /template/u],
    [
      "letters that look like others",
      `${HEAD}permit (principal, ${REACH}, resource) when { principal in Unit::"B\u0430nk" };`,
      null,
      /script|confusable/u,
    ],
    ["nothing at all", "", null, /no policy/u],
    ["comments only", "// none\n", null, /no policy/u],
  ])("%s", (_, text, line, why) => {
    const { problems } = refusal({ "one.cedar": text });
    expect(problems.map((problem) => problem.why).join("\n")).toMatch(why);
    if (line !== null) expect(problems[0]).toMatchObject({ file: "one.cedar", line });
  });

  it("the same @id twice, in two files", () => {
    const one = `${HEAD}permit (principal, ${REACH}, resource);`;
    expect(refusal({ "one.cedar": one, "two.cedar": one }).problems).toEqual([
      { file: "two.cedar", line: 1, policy: "a", why: "another policy has the same @id" },
    ]);
  });

  it("every problem at once", () => {
    const { problems, message } = refusal({ "one.cedar": "permit", "two.cedar": "@id(" });
    expect(problems.map(({ file }) => file)).toEqual(["one.cedar", "two.cedar"]);
    expect(message).toContain("two.cedar:1: ");
  });
});

describe("a text that would overrun the evaluator", () => {
  const nest = (open: string, inner: string, close: string, times: number) =>
    open.repeat(times) + inner + close.repeat(times);

  it.each<[string, string]>([
    ["nested brackets", policy(nest("(", "true", ")", 20_000))],
    ["nested sets", policy(`${nest("[", "1", "]", 5_000)} == [1]`)],
    ["nested records", policy(`${nest("{a:", "1", "}", 5_000)} == {a: 1}`)],
    ["nested conditions", policy(nest("if (", "true", ") then true else false", 5_000))],
    ["a chain of alternatives", policy(Array(5_000).fill("context.hasGrant").join(" || "))],
    ["a chain of attributes", policy(`context${".a".repeat(5_000)}`)],
    ["closing before opening", policy(`${")".repeat(5_000)}${"(".repeat(5_000)}`)],
    ["brackets behind a quoted semicolon", policy(`";" == ${nest("(", '";"', ")", 5_000)}`)],
    ["brackets behind a quoted quote", policy(`"\\";" == ${nest("(", '"\\";"', ")", 5_000)}`)],
    ["one endless word", policy("a".repeat(100_000))],
    ["an endless string", policy(`"${"a".repeat(100_000)}`)],
    ["quotes without end", `"`.repeat(50_001)],
  ])("%s is refused, and the policies in force go on", (_, text) => {
    const engine = new PolicyEngine(builtInTexts());
    const facts = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]);
    const before = engine.decide(facts);
    expect(() => engine.replace(textsWith({ "hostile.cedar": text }))).toThrow(PoliciesRefused);
    expect(engine.version).toBe(before.version);
    expect(engine.decide(factsOf(staffCaller("CREDIT_APPROVAL"), ["TEAM"])).level).toBe("STANDARD");
  });

  it("whatever stands in a file, a set is taken or refused", () => {
    const pieces = [
      "permit",
      "forbid",
      "(",
      ")",
      "{",
      "}",
      "[",
      "]",
      "when",
      "unless",
      `"`,
      "\\",
      "//",
      "\n",
      ";",
      "@id",
      "principal",
      "action",
      "resource",
      "context",
      "&&",
      "!",
      "if",
      "::",
      "?principal",
      "\u0000",
      "\u202e",
      "王",
    ];
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }), (parts) => {
        expect(refusal({ "any.cedar": `x ${parts.join(" ")}` }).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a version", () => {
  const only = (text: string) => {
    const set = PolicySet.compile(textsOf({ "a.cedar": text }));
    set.putAway();
    return set.version;
  };
  it("is the texts' own: the same for the same, another for any change", () => {
    const text = policy("context has purpose");
    expect(only(text)).toBe(only(text));
    expect(only(`${text}\n// looked at`)).not.toBe(only(text));
  });
});
