import type { Instant } from "../domain/instant.js";
import type { SourceFaultCode } from "../domain/source-fault.js";
import type { AnswerCheck } from "../platform/contract.js";
import type { HttpAnswer, HttpRequest } from "../platform/http.js";
import type { WireRecord } from "./wire-record.js";

/** A request to an upstream, and what it is in the upstream's own list of operations. */
export interface OutgoingCall {
  /** One of a handful of names: each has a circuit of its own. */
  readonly operation: string;
  readonly request: HttpRequest;
  /** Asking leaves no trace, so it may be asked again. A GET is such a call; anything else has to say so. */
  readonly isRead?: boolean;
  /** Signs each request on its own: what was signed once may not be sent twice. */
  readonly sign?: (request: HttpRequest) => HttpRequest;
}

/** What a source's client gives for one call. */
export interface UpstreamCall<W extends object> extends OutgoingCall {
  readonly check: AnswerCheck;
  /** Turns the body into what the contract describes. JSON unless said otherwise. */
  readonly parse?: (body: string, answer: HttpAnswer) => unknown;
  /** Reads an error that the upstream reports in its own way; null when the answer is none. */
  readonly refusal?: (answer: HttpAnswer, body: W) => SourceFaultCode | Refusal | null;
  /** An error status that is an answer all the same, as 404 is for "nobody of that name". `parse` gives it the contract's shape, or throws. */
  readonly answerStatus?: number;
}

/** An error in the upstream's own numbering, and what it means to us. */
export interface Refusal {
  readonly code: SourceFaultCode;
  /** Kept for the log when it is a short number: that cannot be anybody's data. */
  readonly upstreamCode: unknown;
  /** It refuses every call for a while, and not this one alone: wrong credentials, an expired contract. */
  readonly rests?: boolean;
}

/** An answer that has passed the border. */
export interface UpstreamAnswer<W extends object> {
  readonly record: WireRecord<W>;
  readonly retrievedAt: Instant;
}

export function toRefusal(code: SourceFaultCode | null, upstreamCode: unknown, rests = false): Refusal | null {
  return code === null ? null : { code, upstreamCode, rests };
}
