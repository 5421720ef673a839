import { CHANNELS, PURPOSES, type Channel, type DataClass, type Purpose } from "../vocabulary.js";
import { CONFIDENTIALITIES, RELATIONS, type AccessFacts, type Confidentiality, type Relation } from "./access-facts.js";
import { entitiesNamed } from "./entities-named.js";
import type { PolicyFacts } from "./policy-facts.js";
import { ROLES } from "./roles.js";

/** The values that each fact may take in the questions that are tried. */
export interface QuestionSpace {
  readonly family: readonly ("staff" | "customer")[];
  readonly roles: readonly (readonly string[])[];
  readonly clearance: readonly DataClass[];
  readonly channel: readonly Channel[];
  readonly purpose: readonly Purpose[];
  readonly unit: readonly (string | null)[];
  readonly confidentiality: readonly Confidentiality[];
  readonly isMinor: readonly (boolean | null)[];
  readonly consent: readonly (readonly Purpose[])[];
  readonly relations: readonly (readonly Relation[])[];
  readonly relationsKnown: readonly boolean[];
  readonly businessHours: readonly boolean[];
  readonly granted: readonly (readonly string[])[];
}

const BOTH = [true, false] as const;
const A_GRANT = ["a.grant"] as const;

/**
 * All questions that one policy can tell apart: of each fact the values that it names, and one that it does not; where it
 * does not look at a fact at all, the value that others object to least.
 */
export function spaceOf({ structure }: PolicyFacts): QuestionSpace {
  const named = <T extends string>(type: string, all: readonly T[]): T[] => {
    const ids = entitiesNamed(type, [structure]);
    return all.filter((value) => ids.has(value));
  };
  const looksAt = (attribute: string) => JSON.stringify(structure).includes(`"attr":"${attribute}"`);
  const purposes = named("Purpose", PURPOSES);
  const relations = named("Relation", RELATIONS);
  const channels = named("Channel", CHANNELS);
  return {
    family: familiesOf(structure.principal),
    roles: [[], ...named("Role", ROLES).map((role) => [role])],
    clearance: looksAt("clearance") ? ["C1", "C2"] : ["C2"],
    channel: [...channels, ...CHANNELS.filter((channel) => !channels.includes(channel)).slice(0, 1)],
    purpose:
      purposes.length === 0
        ? PURPOSES
        : [...purposes, ...PURPOSES.filter((each) => !purposes.includes(each)).slice(0, 2)],
    unit: [null, ...entitiesNamed("Unit", [structure])],
    confidentiality: [...new Set<Confidentiality>(["NORMAL", "VIP", ...named("Confidentiality", CONFIDENTIALITIES)])],
    isMinor: looksAt("age") ? [false, true, null] : [false],
    consent: looksAt("consents") ? [[], PURPOSES] : [PURPOSES],
    relations:
      relations.length === 0 ? [[], WITHOUT_COUNTERPARTY] : [[], ...relations.map((each) => [each]), relations],
    relationsKnown: looksAt("relationsKnown") ? BOTH : [true],
    businessHours: looksAt("businessHours") ? BOTH : [true],
    granted: looksAt("hasGrant") ? [[], A_GRANT] : [[]],
  };
}

const WITHOUT_COUNTERPARTY = RELATIONS.filter((relation) => relation !== "COUNTERPARTY");

/** Every fact at every value, for what the smaller space has not found. */
export const WHOLE_SPACE: QuestionSpace = {
  family: ["staff", "customer"],
  roles: [[], ...ROLES.map((role) => [role])],
  clearance: ["C1", "C2"],
  channel: CHANNELS,
  purpose: PURPOSES,
  unit: [null],
  confidentiality: CONFIDENTIALITIES,
  isMinor: [false, true, null],
  consent: [[], PURPOSES],
  relations: [[], ...RELATIONS.map((relation) => [relation]), WITHOUT_COUNTERPARTY],
  relationsKnown: BOTH,
  businessHours: BOTH,
  granted: [[], A_GRANT],
};

/** All questions of a space that somebody could ask: customers ask for themselves, staff never do. */
export function* questionsIn(space: QuestionSpace): Generator<AccessFacts> {
  const names = Object.keys(space) as (keyof QuestionSpace)[];
  const size = names.reduce((product, name) => product * space[name].length, 1);
  for (let index = 0; index < size; index += 1) {
    let rest = index;
    const at = {} as Record<keyof QuestionSpace, number>;
    for (const name of names) {
      at[name] = rest % space[name].length;
      rest = Math.floor(rest / space[name].length);
    }
    const facts = factsAt(space, (name) => at[name]);
    if (isAskable(facts)) yield facts;
  }
}

/** Questions of a space chosen at random, always the same ones. */
export function* someQuestionsIn(space: QuestionSpace, count: number): Generator<AccessFacts> {
  let state = 20_260_630;
  const below = (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  for (let found = 0; found < count;) {
    const facts = factsAt(space, (name) => below(space[name].length));
    if (!isAskable(facts)) continue;
    found += 1;
    yield facts;
  }
}

function factsAt(space: QuestionSpace, at: (name: keyof QuestionSpace) => number): AccessFacts {
  const pick = <Name extends keyof QuestionSpace>(name: Name) => {
    const value = space[name][at(name)];
    if (value === undefined) throw new RangeError(`${name} has no such value`);
    return value as QuestionSpace[Name][number];
  };
  return {
    caller: {
      subject: "tried",
      family: pick("family"),
      roles: pick("roles"),
      clearance: pick("clearance"),
      channel: pick("channel"),
      purpose: pick("purpose"),
      unit: pick("unit"),
      unitAncestors: [],
    },
    customer: {
      confidentiality: pick("confidentiality"),
      isMinor: pick("isMinor"),
      consent: new Set(pick("consent")),
    },
    relations: new Set(pick("relations")),
    relationsKnown: pick("relationsKnown"),
    businessHours: pick("businessHours"),
    granted: pick("granted"),
  };
}

function isAskable({ caller }: AccessFacts): boolean {
  return (caller.family === "customer") === (caller.purpose === "SELF_SERVICE");
}

function familiesOf(principal: PolicyFacts["structure"]["principal"]): QuestionSpace["family"] {
  if (principal.op !== "is") return principal.op === "All" ? ["staff", "customer"] : ["staff"];
  return principal.entity_type === "OnlineCustomer" ? ["customer"] : ["staff"];
}
