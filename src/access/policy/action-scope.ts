import { actionsOf, type PolicyJson } from "./cedar.js";
import type { PolicyFacts } from "./policy-facts.js";

/** The actions that a policy speaks about, of all that can be asked. */
export function actionsInScope(schema: string, { structure }: PolicyFacts): readonly string[] {
  return [...actionsOf(schema)].flatMap(([name, groups]) => (covers(structure.action, groups) ? [name] : []));
}

/**
 * For each action the name of its slice: the policies that speak about it. An action enters a decision only by deciding
 * which policies speak, so actions of one slice get one answer; a policy that looks at the action elsewhere parts them.
 */
export function slicesOf(schema: string, policies: readonly PolicyFacts[]): ReadonlyMap<string, string> {
  return new Map(
    [...actionsOf(schema)].map(([action, groups]) => {
      const speaking = policies.filter(({ structure }) => covers(structure.action, groups));
      const isLookedAt = speaking.some(({ structure }) =>
        JSON.stringify(structure.conditions).includes('"Var":"action"'),
      );
      return [action, JSON.stringify([speaking.map(({ id }) => id), isLookedAt ? action : null])];
    }),
  );
}

function covers(constraint: PolicyJson["action"], groups: ReadonlySet<string>): boolean {
  if (constraint.op === "All") return true;
  const named = "entities" in constraint ? constraint.entities : "entity" in constraint ? [constraint.entity] : [];
  return named.some((uid) => groups.has("__entity" in uid ? uid.__entity.id : uid.id));
}
