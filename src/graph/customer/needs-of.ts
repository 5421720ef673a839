import type { FieldNode, GraphQLCompositeType, GraphQLResolveInfo } from "graphql";
import { AccessError } from "../../access/access-error.js";
import type { Decision } from "../../access/decision.js";
import { showsAny } from "../../access/shows-any.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { Need, Needs } from "../../profile/needs.js";
import { requestedBelow, type Requested } from "../engine/requested-kinds.js";
import { selectedNodes } from "../engine/selected-fields.js";
import type { Customer } from "./customer.type.js";

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

/** What an operation will ask of the customers under `path`, as far as their decisions let it be shown. */
export function needsOf(info: GraphQLResolveInfo, path: readonly string[] = []): Needs {
  const sections = Object.entries(sectionsUnder(info, path)).map(([name, nodes]) => ({
    needs: needsOfSection(name, info, path),
    requested: requestedBelow(nodes, customerType(info), info),
  }));
  return (decision) => new Set(sections.flatMap(({ needs, requested }) => (isShown(decision, requested) ? needs : [])));
}

/**
 * The profile behind a section, for a field that asks its sources. Throws AccessError when the viewer would be shown
 * nothing of what he asks for there: then no source is asked.
 */
export function openSection({ profile }: Customer, info: GraphQLResolveInfo): CustomerProfile {
  if (!isShown(profile.decision, requestedHere(info))) throw new AccessError("ACCESS_DENIED");
  return profile;
}

const remembered = new WeakMap<object, Map<readonly FieldNode[], Requested>>();

/** Worked out once for all customers of a list: the variables are those of one request. */
function requestedHere(info: GraphQLResolveInfo): Requested {
  let known = remembered.get(info.variableValues);
  if (known === undefined) remembered.set(info.variableValues, (known = new Map<readonly FieldNode[], Requested>()));
  let requested = known.get(info.fieldNodes);
  if (requested === undefined) {
    requested = requestedBelow(info.fieldNodes, info.parentType, info);
    known.set(info.fieldNodes, requested);
  }
  return requested;
}

function isShown(decision: Decision, { kinds, others }: Requested): boolean {
  return others || kinds.size === 0 || showsAny(decision, kinds);
}

function sectionsUnder(info: GraphQLResolveInfo, path: readonly string[]): Record<string, FieldNode[]> {
  const sections: Record<string, FieldNode[]> = {};
  for (const node of selectedNodes(info, path)) {
    const { value: name } = node.name;
    if (NEEDS_OF_FIELD[name] !== undefined) (sections[name] ??= []).push(node);
  }
  return sections;
}

function needsOfSection(name: string, info: GraphQLResolveInfo, path: readonly string[]): readonly Need[] {
  if (name === "organization" && !selectedNodes(info, [...path, name]).some(isRegistryRecords)) return [];
  return NEEDS_OF_FIELD[name] ?? [];
}

function isRegistryRecords({ name }: FieldNode): boolean {
  return name.value === "registryRecords";
}

function customerType({ schema }: GraphQLResolveInfo): GraphQLCompositeType {
  return schema.getType("Customer") as GraphQLCompositeType;
}
