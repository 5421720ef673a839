import type { ViewedRole } from "../viewed-role.js";
import type { AccessFacts, CallerFacts, Relation } from "./access-facts.js";

/** How the customer came before the viewer is the same for whoever is put in his place; how the viewer stands to him is not. */
const BY_THE_WAY: ReadonlySet<Relation> = new Set<Relation>([
  "PRESENT_BY_DOCUMENT",
  "IDENTIFIED_BY_NUMBER",
  "COUNTERPARTY",
]);

/** Somebody of that role at the viewer's own desk. */
export function viewedCaller(caller: CallerFacts, { role, purpose }: ViewedRole): CallerFacts {
  return { ...caller, roles: [role], purpose };
}

/** The same question with that role in the viewer's place. */
export function viewedFacts(facts: AccessFacts, viewed: ViewedRole): AccessFacts {
  const relations = [...facts.relations].filter((relation) => BY_THE_WAY.has(relation));
  return {
    ...facts,
    caller: viewedCaller(facts.caller, viewed),
    relations: new Set([...relations, ...viewed.relations]),
    granted: [],
  };
}
