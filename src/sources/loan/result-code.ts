import type { SourceFaultCode } from "../../domain/source-fault.js";
import type { HttpAnswer } from "../../platform/http.js";
import { codeOfStatus } from "../answer-border.js";
import { toRefusal, type Refusal } from "../upstream-call.js";

/** The system reports its own errors inside a 200. */
export function refusalOf(answer: HttpAnswer, body: object): Refusal | null {
  if (codeOfStatus(answer.status) !== null) return null;
  const { code } = body as { code?: unknown };
  return toRefusal(toFaultCode(code), code);
}

/**
 * A bad parameter is our fault and must not rest the whole source; an unknown number is an answer. Whatever else is not
 * success is no answer, also when the contract has never heard of it.
 */
function toFaultCode(code: unknown): SourceFaultCode | null {
  if (code === "0000" || code === "2001") return null;
  if (code === "1001" || code === "1003") return "SOURCE_MISCONFIGURED";
  return typeof code === "string" ? "SOURCE_UNAVAILABLE" : "SOURCE_MALFORMED";
}
