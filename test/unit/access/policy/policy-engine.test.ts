import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AccessFacts, CallerFacts, Relation } from "../../../../src/access/policy/access-facts.js";
import { CONFIDENTIALITIES, RELATIONS } from "../../../../src/access/policy/access-facts.js";
import { PolicyEngine } from "../../../../src/access/policy/policy-engine.js";
import { PolicySet } from "../../../../src/access/policy/policy-set.js";
import { questionOfCustomer } from "../../../../src/access/policy/question.js";
import { ROLES } from "../../../../src/access/policy/roles.js";
import type { Terms } from "../../../../src/access/policy/terms.js";
import { PURPOSES, SENSITIVE_KINDS } from "../../../../src/access/vocabulary.js";
import {
  builtInEngine,
  builtInTexts,
  factsOf,
  ONLINE,
  staffCaller,
  textsOf,
  textsWith,
} from "../../../support/access-facts.js";

const LEVELS = ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"];
const RENDERINGS = ["DENIED", "MASKED", "CLEAR"];
const ENGINE = builtInEngine();

/** Whether one sees nothing that the other does not. */
function isWithin(inner: Terms, outer: Terms): boolean {
  const rank = (terms: Terms, kind: (typeof SENSITIVE_KINDS)[number]) =>
    RENDERINGS.indexOf(terms.rendering.get(kind) ?? "DENIED");
  return (
    LEVELS.indexOf(inner.level) <= LEVELS.indexOf(outer.level) &&
    SENSITIVE_KINDS.every((kind) => rank(inner, kind) <= rank(outer, kind)) &&
    (outer.grantsHonoured || !inner.grantsHonoured)
  );
}

const anyCaller: fc.Arbitrary<CallerFacts> = fc.oneof(
  fc.constant(ONLINE),
  fc
    .tuple(
      fc.constantFrom(...PURPOSES.filter((purpose) => purpose !== "SELF_SERVICE")),
      fc.subarray([...ROLES], { maxLength: 3 }),
    )
    .map(([purpose, roles]) => staffCaller(purpose, roles)),
);
const anyFacts: fc.Arbitrary<AccessFacts> = fc
  .record({
    caller: anyCaller,
    relations: fc.subarray([...RELATIONS]),
    confidentiality: fc.constantFrom(...CONFIDENTIALITIES),
    isMinor: fc.constantFrom(true, false, null),
    consents: fc.subarray([...PURPOSES], { maxLength: 3 }),
    relationsKnown: fc.boolean(),
    hasGrant: fc.boolean(),
  })
  .map(({ caller, relations, confidentiality, isMinor, consents, relationsKnown, hasGrant }) =>
    factsOf(
      caller,
      relations,
      { confidentiality, isMinor, consent: new Set(consents) },
      { relationsKnown, granted: hasGrant ? ["IdentityDocument.number"] : [] },
    ),
  );
const RUNS = { numRuns: 120 };

describe("less is never more", () => {
  it("a relation less shows nothing more", () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom<Relation>(...RELATIONS.filter((each) => each !== "COUNTERPARTY")),
        (facts, less) => {
          const relations = new Set([...facts.relations].filter((relation) => relation !== less));
          expect(isWithin(ENGINE.decide({ ...facts, relations }), ENGINE.decide(facts))).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("what could not be learned shows nothing more", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const known = ENGINE.decide({ ...facts, relationsKnown: true });
        expect(isWithin(ENGINE.decide({ ...facts, relationsKnown: false }), known)).toBe(true);
        const aged = { ...facts, customer: { ...facts.customer, isMinor: null } };
        const adult = { ...facts, customer: { ...facts.customer, isMinor: false } };
        expect(isWithin(ENGINE.decide(aged), ENGINE.decide(adult))).toBe(true);
      }),
      RUNS,
    );
  });

  it("an unknown role, unit or ancestor changes nothing, not even the object", () => {
    fc.assert(
      fc.property(anyFacts, fc.string(), (facts, name) => {
        fc.pre(!(ROLES as readonly string[]).includes(name));
        const { caller } = facts;
        const others = { ...caller, roles: [...caller.roles, name], unit: name, unitAncestors: [name], subject: name };
        expect(ENGINE.decide({ ...facts, caller: others })).toBe(ENGINE.decide(facts));
      }),
      RUNS,
    );
  });

  it("consent withdrawn, and confidentiality gained, show nothing more", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom("VIP", "STAFF", "UNKNOWN"), (facts, confidentiality) => {
        const { customer } = facts;
        const withdrawn = { ...facts, customer: { ...customer, consent: new Set<never>() } };
        expect(isWithin(ENGINE.decide(withdrawn), ENGINE.decide(facts))).toBe(true);
        const normal = { ...facts, customer: { ...customer, confidentiality: "NORMAL" as const } };
        const confidential = { ...facts, customer: { ...customer, confidentiality: confidentiality as "VIP" } };
        expect(isWithin(ENGINE.decide(confidential), ENGINE.decide(normal))).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("claims that cannot be true of the caller", () => {
  it("staff are never the customer himself or his guardian", () => {
    const facts = factsOf({ ...staffCaller("RELATIONSHIP_MANAGEMENT"), purpose: "SELF_SERVICE" }, ["SELF", "GUARDIAN"]);
    expect(ENGINE.decide(facts).level).toBe("NONE");
  });

  it("a customer neither manages nor is staff, whatever his token says", () => {
    const relations = RELATIONS.filter((each) => each !== "SELF" && each !== "GUARDIAN" && each !== "COUNTERPARTY");
    for (const purpose of PURPOSES) {
      const facts = factsOf({ ...ONLINE, purpose, roles: ROLES }, relations, { consent: new Set(PURPOSES) });
      expect(ENGINE.decide(facts).level, purpose).toBe("NONE");
    }
  });
});

describe("a policy that cannot be evaluated", () => {
  const OVERFLOW = "9223372036854775807 + (if context.hasGrant then 1 else 0) > 0";
  const erroring = (effect: string, action: string) => ({
    "z.cedar": `@id("breaks") @title("Breaks when there is a grant.") ${effect} (principal, ${action}, resource) when { ${OVERFLOW} };`,
  });
  const granted = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"], {}, { granted: ["Identifier.value"] });
  const ungranted = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]);

  it.each([
    ["permit", `action == Action::"existence"`],
    ["forbid", `action == Action::"full"`],
    ["permit", `action == Action::"mask OTHER"`],
    ["forbid", `action == Action::"honourGrant"`],
  ])("denies the whole question: %s %s", (effect, action) => {
    const faults: (readonly string[] | null)[] = [];
    const engine = new PolicyEngine(textsWith(erroring(effect, action)), { onFault: (ids) => faults.push(ids) });
    const terms = engine.decide(granted);
    expect([terms.level, terms.basis, terms.policies]).toEqual(["NONE", "POLICY_ERROR", ["breaks"]]);
    expect([...terms.rendering.values()].every((rendering) => rendering === "DENIED")).toBe(true);
    expect(terms.requestable.size).toBe(0);
    expect(faults).toEqual([["breaks"]]);
  });

  it("never widens: what it has no error for is decided as ever", () => {
    const engine = new PolicyEngine(textsWith(erroring("forbid", `action == Action::"header"`)));
    expect(engine.decide(granted).level).toBe("NONE");
    expect(isWithin(engine.decide(ungranted), ENGINE.decide(ungranted))).toBe(true);
  });

  it("denies an operation", () => {
    const engine = new PolicyEngine(textsWith(erroring("permit", `action == Action::"setConsent"`)));
    const { caller, ...facts } = factsOf(ONLINE, ["SELF"], {}, { granted: ["a.b"] });
    expect(engine.decideOperation(caller, "setConsent", facts)).toMatchObject({ allowed: false, policies: ["breaks"] });
  });
});

describe("a grant", () => {
  const lifted = `@id("vault") @title("Cards are shut away, but for who holds a grant.")
    forbid (principal, action == Action::"clear CARD_NUMBER", resource) unless { context.hasGrant };`;
  const shut = `@id("vault") @title("Cards are shut away.")
    forbid (principal, action == Action::"clear CARD_NUMBER", resource);`;
  const asked = (granted: readonly string[]) => factsOf(staffCaller("KYC_AML", ["RISK_OFFICER"]), [], {}, { granted });

  it.each([
    ["opens nothing that a policy forbids", shut, false],
    ["opens what the forbid itself says that it lifts, and can be asked for before it is there", lifted, true],
  ])("%s", (_, text, opens) => {
    const engine = new PolicyEngine(textsWith({ "vault.cedar": text }));
    for (const granted of [[], ["CreditCard.number"]]) {
      const { requestable, rendering } = engine.decide(asked(granted));
      expect([requestable.has("CARD_NUMBER"), requestable.has("DOCUMENT_NUMBER")]).toEqual([opens, true]);
      expect(rendering.get("CARD_NUMBER")).toBe("MASKED");
    }
  });
});

describe("operations", () => {
  it("on a customer are denied without facts about him", () => {
    expect(ENGINE.decideOperation(ONLINE, "setConsent")).toMatchObject({ allowed: false, policies: ["default-deny"] });
  });

  it("on a customer need him within reach, whatever a policy permits", () => {
    const engine = new PolicyEngine(
      textsWith({
        "z.cedar": `@id("z") @title("All reports.") permit (principal, action == Action::"creditReport", resource);`,
      }),
    );
    const { caller, ...facts } = factsOf(staffCaller("CALL_SERVICE", ["CALL_CENTRE_AGENT"]), ["IDENTIFIED_BY_NUMBER"]);
    expect(engine.decideOperation(caller, "creditReport", facts).allowed).toBe(false);
  });
});

describe("actions that the same policies speak about are asked once", () => {
  const LOOKS = `@id("a") @title("By the action itself.")
    permit (principal, action, resource) when { action == Action::"existence" || action == Action::"mask MOBILE" };`;
  const looks = new PolicyEngine(textsOf({ "a.cedar": LOOKS }));

  it("but not where a policy looks at the action in its conditions", () => {
    const { level, rendering } = looks.decide(factsOf(staffCaller("KYC_AML")));
    expect(level).toBe("EXISTENCE_ONLY");
    expect([...rendering].filter(([, shown]) => shown !== "DENIED")).toEqual([["MOBILE", "MASKED"]]);
  });

  it("and every answer is the one that Cedar gives to each action alone", () => {
    const set = PolicySet.compile(builtInTexts());
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const question = questionOfCustomer(facts, set.unitsNamed).toCedar();
        const { level, rendering } = ENGINE.decide(facts);
        if (level === "NONE") return;
        for (const [kind, shown] of rendering) {
          const alone = set.ask(question, `clear ${kind}`).allowed
            ? "CLEAR"
            : set.ask(question, `mask ${kind}`).allowed
              ? "MASKED"
              : "DENIED";
          expect(shown, kind).toBe(alone);
        }
      }),
      { numRuns: 30 },
    );
    set.putAway();
  });
});

describe("units", () => {
  const engine = new PolicyEngine(
    textsOf({
      "a.cedar": `@id("a") @title("The head office.") permit (principal in Unit::"HO", action == Action::"existence", resource);`,
    }),
  );
  it.each<[string, Partial<CallerFacts>, string]>([
    ["the unit itself", { unit: "HO", unitAncestors: [] }, "EXISTENCE_ONLY"],
    ["a unit below", { unit: "B1", unitAncestors: ["N", "HO"] }, "EXISTENCE_ONLY"],
    ["another unit", { unit: "B1", unitAncestors: ["N"] }, "NONE"],
    ["a name that only looks like it", { unit: 'HO","HO', unitAncestors: ["HO|"] }, "NONE"],
    ["no unit", { unit: null, unitAncestors: [] }, "NONE"],
  ])("%s", (_, place, level) => {
    expect(engine.decide(factsOf({ ...staffCaller("KYC_AML"), ...place })).level).toBe(level);
  });
});

describe("what is remembered", () => {
  it("equal answers to different questions are one object", () => {
    const one = ENGINE.decide(factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]));
    expect(ENGINE.decide(factsOf(staffCaller("KYC_AML", ["AUDITOR"]), ["PRIMARY_MANAGER"]))).toBe(one);
  });

  it("is forgotten when other policies come into force, at once", () => {
    const engine = builtInEngine();
    const facts = factsOf(staffCaller("RELATIONSHIP_MANAGEMENT"), ["TEAM"]);
    const heard: string[] = [];
    const stop = engine.onChange((version) => heard.push(version));
    engine.onChange(() => {
      throw new Error("a listener fails");
    });
    const before = engine.decide(facts);
    const closed = `@id("closed") @title("Nobody sees anybody.") @reason("LEGAL_HOLD") forbid (principal, action, resource);`;
    expect(engine.replace(textsWith({ "z.cedar": closed }))).toBe(true);
    const after = engine.decide(facts);
    expect([after.level, after.reason, after.policies]).toEqual(["NONE", "LEGAL_HOLD", ["closed"]]);
    expect(heard).toEqual([after.version]);
    expect(before.version).not.toBe(after.version);
    expect(engine.replace(textsWith({ "z.cedar": closed }))).toBe(false);
    stop();
    expect(engine.replace(textsWith({}))).toBe(true);
    expect(heard.length).toBe(1);
    expect(engine.decide(facts)).toEqual(before);
  });

  it("engines do not disturb one another", () => {
    const engines = Array.from({ length: 3 }, () => builtInEngine());
    engines[0]?.replace(textsOf({ "a.cedar": `@id("a") @title("None.") forbid (principal, action, resource);` }));
    const facts = factsOf(staffCaller("MARKETING"), ["TEAM"], { consent: new Set(["MARKETING"]) });
    expect(engines.map((engine) => engine.decide(facts).level)).toEqual(["NONE", "STANDARD", "STANDARD"]);
  });
});

describe("what policies allow at most", () => {
  it("of amounts", () => {
    const { purposes, clearRoles } = ENGINE.describe("AMOUNT");
    expect(purposes).not.toContain("CALL_SERVICE");
    expect(purposes).not.toContain("DATA_STEWARDSHIP");
    expect(purposes).toContain("ANALYTICS");
    expect(clearRoles).toContain("CUSTOMER");
  });

  it("of document numbers: only the data-protection officer sees one in clear, for a customer's own request", () => {
    expect(ENGINE.describe("DOCUMENT_NUMBER").clearRoles).toEqual(["DATA_PROTECTION_OFFICER"]);
  });
});
