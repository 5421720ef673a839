import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  print,
  type ConstDirectiveNode,
  type GraphQLField,
} from "graphql";
import { describe, expect, it } from "vitest";
import { buildGraph } from "../../src/graph/engine/build-graph.js";
import { printedGraph } from "../../src/graph/engine/printed-graph.js";
import { unlabelledLeaves } from "../../src/graph/engine/unlabelled-leaves.js";
import * as scalars from "../../src/graph/scalars.js";
import { PURPOSES, SENSITIVE_KINDS, type SensitiveKind } from "../../src/access/vocabulary.js";
import { RELATIONS } from "../../src/access/policy/access-facts.js";
import { ROLES } from "../../src/access/policy/roles.js";
import { builtInEngine, factsOf, staffCaller } from "../support/access-facts.js";

const graph = buildGraph();
const roots = new Set<unknown>([graph.getQueryType(), graph.getMutationType(), graph.getSubscriptionType()]);
const SENSITIVE_SCALARS = new Set(
  SENSITIVE_KINDS.map((kind) => scalars.scalarOf(kind).name).concat(
    scalars.SensitiveInt.name,
    scalars.SensitiveFloat.name,
  ),
);

interface Leaf {
  readonly name: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly isSensitive: boolean;
}

const leaves = Object.values(graph.getTypeMap()).flatMap((type): Leaf[] => {
  if (type.name.startsWith("__") || !(isObjectType(type) || isInterfaceType(type))) return [];
  return Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)))
    .map((field) => ({
      name: `${type.name}.${field.name}`,
      field,
      isSensitive: field.astNode?.directives?.some(({ name }) => name.value === "sensitive") ?? false,
    }));
});

describe("the graph", () => {
  it("has no leaf without a label", () => {
    expect(unlabelledLeaves(graph)).toEqual([]);
    expect(leaves.length).toBeGreaterThan(100);
  });

  it("answers every sensitive leaf in a scalar that refuses raw values, and nothing else in one", () => {
    const inScalar = leaves.filter(({ field }) => SENSITIVE_SCALARS.has(getNamedType(field.type).name));
    expect(inScalar.map(({ name }) => name)).toEqual(
      leaves.filter(({ isSensitive }) => isSensitive).map(({ name }) => name),
    );
    expect(inScalar.length).toBeGreaterThan(20);
  });

  it("can withhold every sensitive leaf", () => {
    expect(
      leaves.filter(({ field, isSensitive }) => isSensitive && isNonNullType(field.type)).map(({ name }) => name),
    ).toEqual([]);
  });

  it("shows nothing of class C2 in clear to staff who are cleared for C1 alone", () => {
    const engine = builtInEngine();
    const relations = RELATIONS.filter((relation) => relation !== "COUNTERPARTY");
    const clear = PURPOSES.flatMap((purpose) => {
      const caller = { ...staffCaller(purpose, ROLES), clearance: "C1" as const };
      const { rendering } = engine.decide(factsOf(caller, relations, { consent: new Set(PURPOSES) }));
      return [...rendering].filter(([, shown]) => shown === "CLEAR").map(([kind]) => kind);
    });
    const ofC2 = leaves.flatMap(({ field }) => kindsOfClass(field, "C2"));
    expect(new Set(ofC2).size).toBeGreaterThan(7);
    expect(ofC2.filter((kind) => clear.includes(kind))).toEqual([]);
    // What only ever is a part of another kind has no field of its own.
    expect([...new Set(clear)]).toEqual(["COMPANY_NAME"]);
  });

  it("has no field for authentication data", () => {
    const suspicious = leaves.filter(({ field }) =>
      /cvv|cvn|pin$|password|biometric|fingerprint|expiryDate|track/i.test(field.name),
    );
    expect(suspicious.map(({ name }) => name)).toEqual([]);
  });

  it("reads plain properties without a resolver", () => {
    const objects = Object.values(graph.getTypeMap()).filter((type) => isObjectType(type) && !roots.has(type));
    const resolved = objects.flatMap((type) =>
      isObjectType(type) && !type.name.startsWith("__")
        ? Object.values(type.getFields()).flatMap((field) =>
            field.resolve === undefined ? [] : `${type.name}.${field.name}`,
          )
        : [],
    );
    expect(resolved.sort()).toEqual(RESOLVED);
  });
});

/** Fields that have something to ask. Whoever adds one here makes every object of its type cost a call. */
const RESOLVED: readonly string[] = [
  "AccessAnomaly.actor",
  "AccessAnomaly.events",
  "AccessGrant.decidedBy",
  "AccessGrant.requester",
  "AccessGrant.reviewedBy",
  "AccessGrant.revokedBy",
  "AccessGrant.subject",
  "AuditEvent.actorStaff",
  "AuditEvent.prevHash",
  "Customer.accessLog",
  "Customer.consents",
  "Customer.contactPoints",
  "Customer.coverage",
  "Customer.creditCards",
  "Customer.creditReport",
  "Customer.depositAccounts",
  "Customer.facts",
  "Customer.freshness",
  "Customer.identifiers",
  "Customer.investments",
  "Customer.lifecycle",
  "Customer.loans",
  "Customer.organization",
  "Customer.person",
  "Customer.position",
  "Customer.quality",
  "Customer.resolution",
  "Customer.segments",
  "Customer.sourceRecords",
  "Customer.viewerAccess",
  "CustomerResolution.possibleRelated",
  "DepositAccount.transactions",
  "GuardianRelation.customer",
  "Holder.customer",
  "Holder.hiddenReason",
  "ManualOverride.by",
  "OrgUnit.parent",
  "Organization.registryRecords",
  "SourceSystem.status",
  "StaffUser.orgUnit",
  "SubjectRequest.subject",
  "Viewer.customer",
  "Viewer.portfolio",
  "Viewer.staff",
];

describe("what a list is filtered and put in order by", () => {
  it("says in the graph what it tells", () => {
    const filter = graph.getType("CustomerFilter");
    const order = graph.getType("CustomerOrderField");
    if (!isInputObjectType(filter) || !isEnumType(order)) throw new Error("there is a filter and an order");
    const labelOf = (node: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined) =>
      (node?.directives ?? []).map((directive) => print(directive)).join();
    expect(labelOf(filter.getFields()["mobileEq"]?.astNode)).toBe("@sensitive(class: C2, kind: MOBILE)");
    expect(labelOf(filter.getFields()["kind"]?.astNode)).toBe("@public");
    expect(labelOf(order.getValue("AUM")?.astNode)).toBe("@sensitive(class: C2, kind: AMOUNT)");
    expect(printedGraph().graph).toMatch(/AUM @sensitive\(class: C2, kind: AMOUNT\)/);
  });
});

describe("a graph with a leaf without a label", () => {
  const LABELS = `
    directive @public on FIELD_DEFINITION | OBJECT | INPUT_FIELD_DEFINITION | ENUM_VALUE
    directive @sensitive on FIELD_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
    directive @other on FIELD_DEFINITION
  `;

  it.each([
    ["type Query { it: Thing } type Thing { secret: String }", ["Thing.secret"]],
    ["type Query { it: Thing } type Thing { secret: [Int!]! @other, known: Int @public }", ["Thing.secret"]],
    [
      "type Query { it(f: ThingFilter, o: ThingOrder): Int @public } input ThingFilter { eq: String, gt: Int @sensitive } input ThingOrder { by: ThingOrderField } enum ThingOrderField { NAME, AGE @public }",
      ["ThingFilter.eq", "ThingOrderField.NAME"],
    ],
    ["type Query { it: Thing } interface Thing { secret: Colour } enum Colour { RED }", ["Thing.secret"]],
    ["type Query { it: Thing } type Thing { secret: String @sensitive, more: Thing, known: Int @public }", []],
    [
      "type Query { it: Thing } type Thing @public { name: String, it: Other } type Other { secret: Float }",
      ["Other.secret"],
    ],
  ])("is found out: %s", (sdl, expected) => {
    expect(unlabelledLeaves(buildSchema(LABELS + sdl))).toEqual(expected);
  });
});

function kindsOfClass({ astNode }: Leaf["field"], dataClass: string): SensitiveKind[] {
  const given = (name: string) =>
    astNode?.directives
      ?.find((each) => each.name.value === "sensitive")
      ?.arguments?.find((each) => each.name.value === name)?.value;
  const [ofClass, kind] = [given("class"), given("kind")];
  if (ofClass?.kind !== "EnumValue" || kind?.kind !== "EnumValue" || ofClass.value !== dataClass) return [];
  return [kind.value as SensitiveKind];
}
