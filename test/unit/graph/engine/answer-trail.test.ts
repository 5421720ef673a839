import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from "graphql";
import { describe, expect, it } from "vitest";
import type { Decision } from "../../../../src/access/decision.js";
import { Disclosed } from "../../../../src/access/disclosed.js";
import type { Blank } from "../../../../src/graph/blank.js";
import type { SensitiveKind } from "../../../../src/access/vocabulary.js";
import { seal } from "../../../../src/domain/sealed.js";
import { planAnswer } from "../../../../src/graph/engine/answer-plan.js";
import { finishAnswer } from "../../../../src/graph/engine/answer-trail.js";
import { decisionOf } from "../../../support/decisions.js";

const SCHEMA = buildSchema(`
  enum DataClass { C1 C2 }
  directive @sensitive(class: DataClass!) on FIELD_DEFINITION
  interface Node { id: ID }
  type Query { node: Node  list: [Customer] }
  type Customer implements Node { id: ID  name: String @sensitive(class: C2)  note: String @sensitive(class: C1)  account: Account  tags: [String] @sensitive(class: C2) }
  type Account implements Node { id: ID  number: String @sensitive(class: C2)  label: String  holder: Customer }
`);

function planOf(text: string) {
  const { definitions } = parse(text);
  const operation = definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const fragments = definitions.filter(
    (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
  );
  if (operation === undefined) throw new Error("no operation");
  return planAnswer(SCHEMA, operation, Object.fromEntries(fragments.map((each) => [each.name.value, each])));
}

const value = (decision: Decision, kind: Exclude<SensitiveKind, "AMOUNT">, text: string | null) =>
  Disclosed.under(decision, kind, text === null ? null : seal(text));

/** What was seen, with each decision by the basis that it was taken on. */
function finished(
  text: string,
  data: object,
  errors: Parameters<typeof finishAnswer>[2] = [],
  blanks: Parameters<typeof finishAnswer>[3] = [],
) {
  const { seen, masked } = finishAnswer(data, planOf(text), errors, blanks);
  const fields = [...seen].flatMap(([decision, all]) =>
    all.map(({ leaf, outcomes }) => `${decision?.basis ?? "nobody"}: ${leaf.path} ${outcomes.join("+")}`),
  );
  return { data, seen: fields, masked };
}

const WANG = decisionOf({ basis: "wang", clear: ["OTHER"] });
const CHEN = decisionOf({ basis: "chen", denied: ["PERSON_NAME"], reason: "NOT_IN_PORTFOLIO" });

describe("a finished answer", () => {
  const at = (...keys: readonly (string | number)[]) =>
    keys.reduce<Blank["path"] | undefined>(
      (prev, key) => ({ prev, key, typename: undefined }),
      undefined,
    ) as Blank["path"];

  it("does not take what a section could not learn for what its source does not have", () => {
    const data = { list: [{ name: value(WANG, "PERSON_NAME", "王小明"), account: { number: null } }] };
    const text = "{ list { name account { number } } }";
    expect(finished(text, { list: [] }).seen).toEqual([]);
    const blank = { path: at("list", 0, "account"), decision: CHEN, outcome: "UNAVAILABLE" } as const;
    expect(finished(text, data, [], [blank]).seen).toEqual([
      "wang: list.name MASKED",
      "chen: list.account.number UNAVAILABLE",
    ]);
    const whole = { path: at("list"), decision: WANG, outcome: "UNAVAILABLE" } as const;
    expect(finished(text, { list: [] }, [], [whole]).seen).toEqual([
      "nobody: list.name UNAVAILABLE",
      "nobody: list.account.number UNAVAILABLE",
    ]);
  });

  it("says what became of fields in whose place something else stands, and nothing of fields that were left out", () => {
    const text = "{ list { name account { number } } }";
    const data = () => ({ list: [{ name: value(WANG, "PERSON_NAME", "王小明"), account: {} }] });
    const blank = { path: at("list", 0, "account"), decision: WANG, outcome: "DENIED" } as const;
    expect(finished(text, data(), [], [blank]).seen).toEqual(["wang: list.name MASKED"]);
    expect(finished(text, data(), [], [{ ...blank, isReplaced: true }]).seen).toEqual([
      "wang: list.name MASKED",
      "wang: list.account.number DENIED",
    ]);
  });

  it("prints every value where it stands, whatever the caller calls it", () => {
    const data = { list: [{ who: value(WANG, "PERSON_NAME", "王小明"), note: value(WANG, "OTHER", "a note") }] };
    expect(finished("{ list { who: name note } }", data)).toEqual({
      data: { list: [{ who: "王**", note: "a note" }] },
      seen: ["wang: list.name MASKED", "wang: list.note CLEAR"],
      masked: [{ kind: "PERSON_NAME", outcome: "MASKED", reason: "ROLE_CLEARANCE", paths: ["list.0.who"] }],
    });
  });

  it("tells the values of each customer under that customer's decision", () => {
    const account = {
      number: value(WANG, "ACCOUNT_NUMBER", "62001234"),
      holder: { name: value(CHEN, "PERSON_NAME", "陈静") },
    };
    const { seen, masked } = finished("{ list { name account { number holder { name } } } }", {
      list: [{ name: value(WANG, "PERSON_NAME", "王小明"), account }],
    });
    expect(seen).toEqual([
      "wang: list.name MASKED",
      "wang: list.account.number MASKED",
      "chen: list.account.holder.name DENIED",
    ]);
    expect(masked).toContainEqual({
      kind: "PERSON_NAME",
      outcome: "DENIED",
      reason: "NOT_IN_PORTFOLIO",
      paths: ["list.0.account.holder.name"],
    });
  });

  it("follows fragments on types and interfaces, and lists", () => {
    const text = `{ node { ...F ... on Account { no: number } } } fragment F on Node { ... on Customer { tags } }`;
    const data = { node: { tags: [value(WANG, "OTHER", "a"), value(WANG, "PERSON_NAME", "王伟")] } };
    expect(finished(text, data)).toMatchObject({
      data: { node: { tags: ["a", "王*"] } },
      seen: ["wang: node.tags CLEAR+MASKED"],
      masked: [{ paths: ["node.tags.1"] }],
    });
  });

  it("names both fields where one key stands for different fields of different types", () => {
    const text = `{ node { ... on Customer { x: name } ... on Account { x: number } } }`;
    expect(finished(text, { node: { x: value(WANG, "OTHER", "?") } }).seen).toEqual([
      "wang: node.name CLEAR",
      "wang: node.number CLEAR",
    ]);
  });

  it("tells apart what the source does not have, what it could not say, and what was denied", () => {
    const text = "{ list { name note account { number } } }";
    const row = () => ({ name: value(WANG, "PERSON_NAME", null), note: value(WANG, "OTHER", "."), account: null });
    expect(finished(text, { list: [row()] }).seen).toEqual([
      "wang: list.name NULL_AT_SOURCE",
      "wang: list.note CLEAR",
      "wang: list.account.number NULL_AT_SOURCE",
    ]);
    const failed = [{ message: "", path: ["list", 0, "account"], extensions: { code: "SOURCE_TIMEOUT" } }];
    expect(finished(text, { list: [row()] }, failed).seen).toContain("wang: list.account.number UNAVAILABLE");
    const refused = [{ message: "", path: ["list", 0, "account"], extensions: { code: "ACCESS_DENIED" } }];
    expect(finished(text, { list: [row()] }, refused).seen).toContain("wang: list.account.number DENIED");
  });

  it("notes what was asked for of somebody who was not shown at all", () => {
    const errors = [{ message: "", path: ["node"], extensions: { code: "CUSTOMER_NOT_REACHABLE" } }];
    expect(finished("{ node { ... on Customer { name } } }", { node: null }, errors).seen).toEqual([
      "nobody: node.name DENIED",
    ]);
  });

  it("leaves a value that stands where no plan expects one unprinted", () => {
    const data = { list: [{ id: value(WANG, "OTHER", "990101198504120012") }] };
    expect(JSON.stringify(finished("{ list { id } }", data).data)).toBe('{"list":[{"id":"[disclosed]"}]}');
  });
});
