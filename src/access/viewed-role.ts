import { AccessError } from "./access-error.js";
import type { Relation } from "./policy/access-facts.js";
import { ROLES } from "./policy/roles.js";
import { PURPOSES, type Purpose } from "./vocabulary.js";

/** In whose place tools staff look: a role, what for, and how it is taken to stand to every customer of the request. */
export interface ViewedRole {
  readonly role: string;
  readonly purpose: Purpose;
  readonly relations: readonly Relation[];
}

/** How a member of staff can stand to a customer. Who is whose counterparty is not for a viewer to say. */
export const VIEWED_RELATIONS = [
  "PRIMARY_MANAGER",
  "TEAM",
  "SAME_BRANCH",
  "BRANCH_ABOVE",
  "PRESENT_BY_DOCUMENT",
  "IDENTIFIED_BY_NUMBER",
] as const satisfies readonly Relation[];

/**
 * Reads `TELLER; COUNTER_SERVICE` or `RELATIONSHIP_MANAGER; MARKETING; TEAM, SAME_BRANCH`. Throws AccessError for anything
 * else: whoever mistypes a role must not be answered as himself.
 */
export function toViewedRole(text: string): ViewedRole {
  const [role, purpose, relations = "", ...more] = text.split(";").map((part) => part.trim());
  const named = relations === "" ? [] : relations.split(",").map((each) => each.trim());
  const isWhole = more.length === 0 && isOne(ROLES, role) && isOne(PURPOSES, purpose) && purpose !== "SELF_SERVICE";
  if (!isWhole || !named.every((each) => isOne(VIEWED_RELATIONS, each))) throw new AccessError("VIEW_AS_INVALID");
  return Object.freeze({ role, purpose, relations: Object.freeze([...new Set(named)]) });
}

/** As it was stated, in one form. */
export function viewedText({ role, purpose, relations }: ViewedRole): string {
  return [role, purpose, ...(relations.length > 0 ? [relations.join(", ")] : [])].join("; ");
}

function isOne<T extends string>(list: readonly T[], text: string | undefined): text is T {
  return (list as readonly (string | undefined)[]).includes(text);
}
