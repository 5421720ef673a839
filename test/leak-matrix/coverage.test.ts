import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSchema, isObjectType, type GraphQLSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { DESKS } from "../../sandbox/issuer/personas.js";
import { expectedRendering, readExpectedDecisions } from "../../src/access/policy/expected-decisions.js";
import { SENSITIVE_KINDS, type SensitiveKind } from "../../src/access/vocabulary.js";
import { ARGUMENTS_LOOKED_AT } from "./arguments.js";
import { ORIGINS, WITHOUT_CANARY } from "./canary/origins.js";
import { MUTATIONS } from "./mutations.js";
import { documentedMask } from "./documented-mask.js";
import { sensitiveLeaves } from "./leaves.js";
import { leakOperations, leavesWithoutOperation } from "./operations.js";
import { FACT_LEAVES } from "./provenance.js";
import { printedSchema } from "./schema.js";
import { gapsOf, readTable, renderingOf } from "./table.js";
import { desksWithoutViewer, viewers } from "./viewers.js";
import { JUDGED_ELSEWHERE } from "./ways.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SDL = readFileSync(`${ROOT}schema/customer-graph.graphql`, "utf8");
const table = readTable();
const looking = viewers().map(({ name, purpose }) => ({ viewer: name, purpose }));

/** What is asked for in provenance.test.ts, and judged by the attribute that it is of. */
const OF_PROVENANCE = new Set(FACT_LEAVES);

/** Sensitive leaves that no canary can be seen at, and canaries' places that are no sensitive leaves any more. */
function unwatched(schema: GraphQLSchema): readonly string[] {
  const watched = [...Object.values(ORIGINS).flatMap(({ coordinates }) => coordinates), ...Object.keys(WITHOUT_CANARY)];
  const leaves = sensitiveLeaves(schema).map(({ coordinate }) => coordinate);
  return [
    ...leaves.filter((leaf) => !watched.includes(leaf)),
    ...new Set(watched.filter((coordinate) => !leaves.includes(coordinate))),
    ...leavesWithoutOperation(schema, leakOperations(schema)).filter((leaf) => !OF_PROVENANCE.has(leaf)),
  ];
}

function argumentsOf(schema: GraphQLSchema): readonly string[] {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith("__"));
  return types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap((field) =>
          field.args.map(({ name }) => `${type.name}.${field.name}(${name}:)`),
        )
      : [],
  );
}

/** Acts that answer of no customer's section: their own journeys, subject-requests and stories 9 and 10, look for values in them. */
const LOOKED_AT_ELSEWHERE = [
  "judgePair",
  "mergeCustomers",
  "openSubjectRequest",
  "overrideAttribute",
  "unmerge",
  "withdrawOverride",
];

describe("What the matrix covers", () => {
  it("is every sensitive leaf of the printed graph", () => {
    expect(unwatched(printedSchema())).toEqual([]);
  });

  it("is not a field that was added and that nobody has put a canary behind", () => {
    const grown = SDL.replace(
      "type Guarantor {",
      "type Guarantor {\n  nickname: PersonName @sensitive(class: C2, kind: PERSON_NAME)",
    );
    expect(unwatched(buildSchema(grown))).toEqual(["Guarantor.nickname"]);
  });

  it("is not a field whose label was changed to public", () => {
    const loosened = SDL.replace(
      "birthDate: BirthDate @sensitive(class: C2, kind: BIRTH_DATE)",
      "birthDate: BirthDate @public",
    );
    expect(unwatched(buildSchema(loosened))).toEqual(["Person.birthDate"]);
  });

  it("is every argument of the graph: what is filtered, ordered or paged by it is said", () => {
    expect(
      argumentsOf(printedSchema())
        .filter((name) => !name.startsWith("Query._entities"))
        .sort(),
    ).toEqual(Object.keys(ARGUMENTS_LOOKED_AT).sort());
  });

  it("is every root field of the graph", () => {
    const roots = new Set(leakOperations(printedSchema()).map(({ responsePath }) => responsePath[0]));
    const without = Object.keys(printedSchema().getQueryType()?.getFields() ?? {}).filter((root) => !roots.has(root));
    // The list of systems and the policies' own words know no customer; the trail holds no value, and says so itself.
    const knowNobody = ["accessAnomalies", "auditEvents", "auditIntegrity", "fieldPolicies", "sources"];
    expect(without.filter((root) => !JUDGED_ELSEWHERE.has(`Query.${root}`))).toEqual(knowNobody);
    expect(Object.keys(printedSchema().getSubscriptionType()?.getFields() ?? {})).toEqual(["auditAppended"]);
  });

  it("is every mutation of the graph", () => {
    const named = Object.keys(printedSchema().getMutationType()?.getFields() ?? {}).sort();
    expect(named).toEqual([...Object.keys(MUTATIONS), ...LOOKED_AT_ELSEWHERE].sort());
  });
});

describe("Who looks", () => {
  it("is every role of the bank with each of its purposes", () => {
    expect(desksWithoutViewer()).toEqual([]);
  });

  it("is not a role, or a purpose, that was added to a desk", () => {
    const more = { ...DESKS, VALET: { purposes: ["COUNTER_SERVICE"] }, AUDITOR: { purposes: ["AUDIT", "KYC_AML"] } };
    expect(desksWithoutViewer(more)).toEqual(["AUDITOR for KYC_AML", "VALET for COUNTER_SERVICE"]);
  });

  it("has a row that says what he sees of everybody", () => {
    expect(gapsOf(table, looking)).toEqual([]);
  });

  it("has none when he is new, or when his row forgets somebody", () => {
    const first = table.viewers[0];
    if (first === undefined) throw new Error("the table is empty");
    const forgetful = { ...table, viewers: [{ ...first, sees: { wang: "EVERYTHING" } }, ...table.viewers.slice(1)] };
    expect(gapsOf(table, [...looking, { viewer: "the valet", purpose: "AUDIT" }])).toEqual([
      "the valet for AUDIT has no row of his own",
    ]);
    expect(gapsOf(forgetful, looking)).toContain("T1 for COUNTER_SERVICE does not say what he sees of vip");
    expect(gapsOf(forgetful, looking)).toContain("T1 for COUNTER_SERVICE names the unknown standing EVERYTHING");
  });
});

describe("What the table says", () => {
  const expected = readExpectedDecisions(readFileSync(`${ROOT}src/access/policies/expected-decisions.yaml`, "utf8"));

  it.each(Object.entries(table.standings))("of %s is what the policies' own table says", (_, standing) => {
    for (const name of standing["as in"]) {
      const row = expected.find((each) => each.case === name);
      if (row === undefined || "operation" in row) throw new Error(`no decision is called "${name}"`);
      expect([name, row.expect.level]).toEqual([name, standing.level]);
      const shown = (kind: SensitiveKind) => expectedRendering(row, kind) ?? "DENIED";
      expect(SENSITIVE_KINDS.map((kind) => [kind, renderingOf(standing, kind)])).toEqual(
        SENSITIVE_KINDS.map((kind) => [kind, shown(kind)]),
      );
    }
  });
});

describe("The masks that are expected", () => {
  const page = readFileSync(`${ROOT}docs/masks.md`, "utf8");
  const examples = [...page.matchAll(/^\| `(\w+)` +\| `(\w+)` +\| `([^`]+)` +\| `([^`]*)` +\|$/gmu)].map((found) => ({
    kind: found.at(1),
    style: found.at(2),
    value: found.at(3) ?? "",
    shown: found.at(4),
  }));
  /** What a bank has that sets nothing, in the forms that canaries have. */
  const usual = examples.filter(({ kind, style, value }) =>
    kind === "DOCUMENT_NUMBER"
      ? style === (/^\d{15,17}[\dX]?$/u.test(value) ? "STRICT" : "PARTIAL") &&
        !value.startsWith("92") &&
        !value.startsWith("USA")
      : style === (kind === "CONTACT" || kind === "OTHER" ? "HIDDEN" : "PARTIAL") &&
        !/^[A-Z]{2}\d|^J|^z@|·|^王$/u.test(value),
  );

  it.each(usual)("are those of the documentation: $kind $value", ({ kind, value, shown }) => {
    expect(documentedMask(kind as SensitiveKind, value)).toBe(shown);
  });

  it("are compared for every kind that has a canary", () => {
    const kinds = new Set(usual.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(SENSITIVE_KINDS));
  });
});
