import { OperationTypeNode, type GraphQLFormattedError, type OperationDefinitionNode } from "graphql";
import type { AuditDecision, AuditedSubject } from "../../audit/event/audit-event.js";
import type { FieldSeen } from "./answer-trail.js";

export function codeOf({ extensions }: GraphQLFormattedError): string {
  const code = extensions?.["code"];
  return typeof code === "string" ? code : "UNKNOWN";
}

const DENIALS: ReadonlySet<string> = new Set([
  "ACCESS_DENIED",
  "CUSTOMER_NOT_REACHABLE",
  "FIELD_NOT_FILTERABLE",
  "FIELD_NOT_SORTABLE",
  "LIST_LIMIT_REACHED",
  "LOOKUP_LIMIT_REACHED",
  "SEARCH_LIMIT_REACHED",
  "OPERATION_TOO_LARGE",
  "PURPOSE_NOT_ALLOWED",
]);

export interface LookOutcome {
  readonly operation: OperationDefinitionNode | undefined;
  /** Whether it did something beside looking. */
  readonly hasActed: boolean;
  readonly subjects: readonly AuditedSubject[];
  readonly others: readonly FieldSeen[];
  readonly errors: readonly GraphQLFormattedError[];
}

/** Allowed where nothing was denied, denied where nothing else came of it, else partial. */
export function decisionOf({ operation, hasActed, subjects, others, errors }: LookOutcome): AuditDecision {
  // A mutation that did nothing was refused, whatever the refusal is called.
  const isMutation = operation?.operation === OperationTypeNode.MUTATION;
  if (isMutation && !hasActed && errors.length > 0) return "DENIED";
  const isRefused =
    errors.some((error) => DENIALS.has(codeOf(error))) ||
    others.some(({ outcomes }) => outcomes.includes("DENIED")) ||
    subjects.some(
      ({ basis, level, fields }) =>
        (level === "NONE" && basis !== "CONCERNED") || fields.some(({ outcome }) => outcome === "DENIED"),
    );
  if (!isRefused) return "ALLOWED";
  const isShown = subjects.some(
    ({ level, fields }) =>
      level !== "NONE" && (fields.length === 0 || fields.some(({ outcome }) => outcome !== "DENIED")),
  );
  return isShown ? "PARTIAL" : "DENIED";
}
