import type { GraphQLResolveInfo } from "graphql";
import type { Need, Needs } from "../../profile/needs.js";
import { selectedFields } from "../engine/selected-fields.js";

/** What each field of Customer will ask of the sources. Fields that are not here are answered by the header. */
const NEEDS_OF_FIELD: Readonly<Record<string, readonly Need[]>> = {
  contactPoints: ["parties"],
  creditCards: ["cards"],
  depositAccounts: ["accounts"],
  freshness: ["parties", "loans"],
  investments: ["investments"],
  loans: ["loans"],
  organization: ["registries"],
  position: ["accounts", "investments", "loans", "cards"],
};

/** What an operation will ask of the customers under `path`. */
export function needsOf(info: GraphQLResolveInfo, path: readonly string[] = []): Needs {
  const needs = new Set<Need>();
  for (const field of selectedFields(info, path)) for (const need of NEEDS_OF_FIELD[field] ?? []) needs.add(need);
  if (needs.has("registries") && !selectedFields(info, [...path, "organization"]).has("registryRecords")) {
    needs.delete("registries");
  }
  return needs;
}
