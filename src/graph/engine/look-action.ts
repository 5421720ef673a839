import { Kind, OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from "graphql";
import type { ViewedRole } from "../../access/viewed-role.js";
import type { AuditAction } from "../../audit/event/audit-event.js";

/** Root fields that look somebody up, rather than open somebody who is known. */
const SEARCHES: ReadonlySet<string> = new Set(["customersByIdentifier", "customers", "searchCustomers"]);

/** What a mutation set out to do, where it did nothing. */
const ATTEMPTS: Readonly<Record<string, AuditAction>> = {
  requestAccess: "GRANT",
  decideAccess: "GRANT",
  reviewEmergencyAccess: "GRANT",
  revokeAccess: "REVOKE",
  setConsent: "CONSENT_CHANGE",
  mergeCustomers: "MERGE",
  unmerge: "UNMERGE",
  openSubjectRequest: "EXPORT",
};

/** What an operation did, or set out to do. */
export function actionOf(
  operation: OperationDefinitionNode | undefined,
  document: DocumentNode | undefined,
  { usesGrant, viewAs }: { readonly usesGrant: boolean; readonly viewAs: ViewedRole | null },
): AuditAction {
  const roots = rootsOf(operation, document);
  if (operation?.operation === OperationTypeNode.MUTATION)
    return roots.map((name) => ATTEMPTS[name]).find((action) => action !== undefined) ?? "CORRECT";
  if (viewAs !== null) return "VIEW_AS";
  if (usesGrant) return "UNMASK";
  return roots.some((name) => SEARCHES.has(name)) ? "SEARCH" : "READ";
}

/** The operation's own root fields. What stands in a fragment counts as well: nobody hides a search in one. */
function rootsOf(operation: OperationDefinitionNode | undefined, document?: DocumentNode): readonly string[] {
  const names: string[] = [];
  const open = [...(operation?.selectionSet.selections ?? [])];
  const spread = new Set<string>();
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if (each.kind === Kind.FIELD) names.push(each.name.value);
    else if (each.kind === Kind.INLINE_FRAGMENT) open.push(...each.selectionSet.selections);
    else if (!spread.has(each.name.value)) {
      spread.add(each.name.value);
      for (const definition of document?.definitions ?? [])
        if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === each.name.value)
          open.push(...definition.selectionSet.selections);
    }
  }
  return names;
}
