import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { AccessError } from "../../access/access-error.js";
import { GrantError } from "../../access/grants/grant-error.js";
import { OverrideError } from "../../access/overrides/override-error.js";
import { AuditUnavailable } from "../../audit/audit-error.js";
import { SourceFault } from "../../domain/source-fault.js";
import { ResolutionError } from "../../identity/resolution-error.js";
import { RightsError } from "../../rights/rights-error.js";
import { CallerMistake } from "../caller-mistake.js";
import { OperationTooLarge } from "./operation-limits.js";

/** What an error that is ours leaves in the log: its id and the error, which never reach the caller together. */
export type ReportInternal = (id: string, error: unknown) => void;

/**
 * What a caller is told of an error. His own mistakes and a source's faults keep their code and their safe message; of
 * ours he gets an id to quote. No message repeats what he sent: a variable may be somebody's document number.
 */
export function errorFormatter(report: ReportInternal) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path } = formatted;
    const where = { ...(locations && { locations }), ...(path && { path }) };
    const original = unwrapResolverError(error);
    if (original instanceof AuditUnavailable)
      return { message: NOT_ON_RECORD, ...where, extensions: { code: original.code } };
    if (isForCaller(original)) return { message: original.message, ...where, extensions: { ...original.extensions } };
    const code = isTooLarge(error) ? "OPERATION_TOO_LARGE" : formatted.extensions?.["code"];
    if (typeof code === "string" && REQUEST_ERRORS.has(code))
      return { message: withoutValues(message), ...where, extensions: { code } };
    const id = randomUUID();
    report(id, original);
    return {
      message: `Something went wrong on our side. Quote ${id} when you ask.`,
      ...where,
      extensions: { code: "INTERNAL_SERVER_ERROR", id },
    };
  };
}

const NOT_ON_RECORD = "The answer could not be put on record, so it is withheld. Try again in a moment.";

type ForCaller = AccessError | CallerMistake | GrantError | OverrideError | ResolutionError | RightsError | SourceFault;

function isForCaller(error: unknown): error is ForCaller {
  return FOR_CALLERS.some((family) => error instanceof family);
}

const FOR_CALLERS = [AccessError, CallerMistake, GrantError, OverrideError, ResolutionError, RightsError, SourceFault];

/** Apollo Server gives every error of reading and validating its own code. */
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof GraphQLError)) return false;
  return (
    error.originalError instanceof OperationTooLarge || error.message.startsWith("Syntax Error: Document contains more")
  );
}

/** Codes of errors in the operation itself, as Apollo Server names them. */
const REQUEST_ERRORS = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_TOO_LARGE",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** GraphQL's own messages quote literals and variables; names of fields, types and arguments may stay, without long numbers. */
function withoutValues(message: string): string {
  return message
    .replace(/^(Variable "\$\w+") got invalid value [^]*$/u, "$1 has a value of the wrong type.")
    .replace(/(cannot represent [\w\s-]*?(?:value|integer|string|type)):? [^]*$/u, "$1.")
    .replace(/^(Unknown operation named) "[^]*$/u, "$1 in the request.")
    .replace(/, found [^]*$/u, ", found something else.")
    .replace(/^Value [^]* does not exist in ("\w+" enum)[^]*$/u, "The value does not exist in $1.")
    .replace(/^(Syntax Error: (?:Unexpected|Expected)[^"]*)"[^]*$/u, "$1")
    .replace(/((?:String|BlockString|Int|Float) )"[^]*$/u, "$1")
    .replace(/^Syntax Error: Document contains more[^]*$/u, "The operation has too many tokens.")
    .replaceAll(/\d{5,}/gu, "…")
    .trim();
}
