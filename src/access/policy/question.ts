import { PURPOSES } from "../vocabulary.js";
import type { AccessFacts, CallerFacts, Relation } from "./access-facts.js";
import { entity, type CedarQuestion } from "./cedar.js";
import { ROLES } from "./roles.js";

/** A question in the policies' own terms. Equal keys get equal answers. */
export interface Question {
  readonly key: string;
  toCedar(): CedarQuestion;
  /** The same question of somebody who holds a grant. */
  toCedarWithGrant(): CedarQuestion;
}

/** What these could claim of themselves, if the facts were ever wrong about who asks. */
const POSSIBLE: Readonly<Record<CallerFacts["family"], ReadonlySet<Relation>>> = {
  staff: new Set<Relation>([
    "PRIMARY_MANAGER",
    "TEAM",
    "SAME_BRANCH",
    "BRANCH_ABOVE",
    "PRESENT_BY_DOCUMENT",
    "IDENTIFIED_BY_NUMBER",
    "COUNTERPARTY",
  ]),
  customer: new Set<Relation>(["SELF", "GUARDIAN", "COUNTERPARTY"]),
};
const KNOWN_BY_CRM: ReadonlySet<Relation> = new Set<Relation>([
  "PRIMARY_MANAGER",
  "TEAM",
  "SAME_BRANCH",
  "BRANCH_ABOVE",
]);

/**
 * Lays out what a policy can see, and nothing else: not the caller's name, not the coordinates of grants, no unit that no
 * policy names. What only the CRM knows is left out when it could not be asked.
 */
export function questionOfCustomer(facts: AccessFacts, unitsNamed: ReadonlySet<string>): Question {
  const { caller, relationsKnown, businessHours } = facts;
  const who = standing(caller, unitsNamed);
  const relations = [...facts.relations]
    .filter((relation) => POSSIBLE[caller.family].has(relation) && (relationsKnown || !KNOWN_BY_CRM.has(relation)))
    .toSorted();
  const confidentiality = relationsKnown ? facts.customer.confidentiality : "UNKNOWN";
  const consents = relationsKnown ? PURPOSES.filter((purpose) => facts.customer.consent.has(purpose)) : [];
  const age = ageOf(facts.customer.isMinor);
  const hasGrant = facts.granted.length > 0;
  const key = [who.key, relations, confidentiality, age, consents, relationsKnown, businessHours, hasGrant].join("|");
  const toCedar = (holdsGrant: boolean): CedarQuestion => ({
    principal: who.principal,
    resource: CUSTOMER,
    context: {
      purpose: entity("Purpose", caller.purpose),
      channel: entity("Channel", caller.channel),
      relations: relations.map((relation) => entity("Relation", relation)),
      relationsKnown,
      businessHours,
      hasGrant: holdsGrant,
    },
    entities: [
      who.entity(),
      {
        uid: CUSTOMER,
        attrs: {
          confidentiality: entity("Confidentiality", confidentiality),
          age: entity("Age", age),
          consents: consents.map((purpose) => entity("Purpose", purpose)),
        },
        parents: [],
      },
    ],
  });
  return { key, toCedar: () => toCedar(hasGrant), toCedarWithGrant: () => toCedar(true) };
}

/** A question that concerns no one customer. */
export function questionOfBank(caller: CallerFacts, businessHours: boolean, unitsNamed: ReadonlySet<string>): Question {
  const who = standing(caller, unitsNamed);
  const toCedar = (): CedarQuestion => ({
    principal: who.principal,
    resource: BANK,
    context: {
      purpose: entity("Purpose", caller.purpose),
      channel: entity("Channel", caller.channel),
      businessHours,
    },
    entities: [who.entity(), { uid: BANK, attrs: {}, parents: [] }],
  });
  return { key: `${who.key}|${businessHours}`, toCedar, toCedarWithGrant: toCedar };
}

const CUSTOMER = { type: "Customer", id: "asked-about" };
const BANK = { type: "Bank", id: "bank" };

interface Standing {
  readonly key: string;
  readonly principal: CedarQuestion["principal"];
  readonly entity: () => CedarQuestion["entities"][number];
}

/** Worked out once for a caller, under the same policies: many questions are put about one caller in a request. */
const standings = new WeakMap<CallerFacts, { readonly named: ReadonlySet<string>; readonly standing: Standing }>();

function standing(caller: CallerFacts, named: ReadonlySet<string>): Standing {
  let known = standings.get(caller);
  if (known?.named !== named) standings.set(caller, (known = { named, standing: readStanding(caller, named) }));
  return known.standing;
}

function readStanding(
  { family, roles, clearance, channel, purpose, unit, unitAncestors }: CallerFacts,
  named: ReadonlySet<string>,
): Standing {
  const isStaff = family === "staff";
  const knownRoles = isStaff ? ROLES.filter((role) => roles.includes(role)) : [];
  const units = isStaff ? [...named].filter((id) => id === unit || unitAncestors.includes(id)).toSorted() : [];
  const principal = { type: isStaff ? "Staff" : "OnlineCustomer", id: "caller" };
  return {
    // A unit's name is the CRM's text: written so that no name can pass for two.
    key: [family, knownRoles, JSON.stringify(units), clearance, channel, purpose].join("|"),
    principal,
    entity: () => ({
      uid: principal,
      attrs: isStaff ? { clearance: entity("Clearance", clearance) } : {},
      parents: [...knownRoles.map((id) => ({ type: "Role", id })), ...units.map((id) => ({ type: "Unit", id }))],
    }),
  };
}

function ageOf(isMinor: boolean | null): "MINOR" | "ADULT" | "UNKNOWN" {
  if (isMinor === null) return "UNKNOWN";
  return isMinor ? "MINOR" : "ADULT";
}
