import type { Clock } from "../domain/instant.js";
import { SourceFault, type SourceFaultCode } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { HttpAnswer } from "../platform/http.js";
import type { Log } from "../platform/log.js";
import type { Refusal, UpstreamAnswer, UpstreamCall } from "./upstream-call.js";
import { WireRecord } from "./wire-record.js";

/** Where an upstream's answers are read, checked against the contract, and what goes wrong is put into our own words. */
export class AnswerBorder {
  constructor(
    private readonly source: SourceName,
    private readonly part: string | null,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Throws SourceFault. */
  read<W extends object>(call: UpstreamCall<W>, answer: HttpAnswer): UpstreamAnswer<W> {
    const body = this.#parse(call, answer);
    const refused = call.refusal?.(answer, body) ?? failureOf(call, answer);
    if (refused !== null) throw this.#toRefusalFault(refused, answer);
    const { violations, dropped } = call.check(body);
    for (const at of dropped) this.#reportDropped(at);
    for (const [at, keyword] of violations ?? []) {
      this.log.warn({ source: this.source, at: at.slice(1), keyword }, "answer breaks its contract");
    }
    if (violations?.has("")) throw this.#fault("SOURCE_MALFORMED");
    return { record: new WireRecord(this.source, body, violations), retrievedAt: this.clock.now() };
  }

  #parse<W extends object>(call: UpstreamCall<W>, answer: HttpAnswer): W {
    const failed = codeOfStatus(answer.status);
    try {
      const body = call.parse ? call.parse(answer.body, answer) : parseJson(answer);
      if (typeof body === "object" && body !== null) return body as W;
    } catch {
      // The parser's own message quotes the answer, so it goes no further.
      if (failed === null) throw this.#fault("SOURCE_MALFORMED");
    }
    throw this.#fault(failed ?? "SOURCE_MALFORMED", this.#retryAfter(answer));
  }

  #toRefusalFault(refused: SourceFaultCode | Refusal, answer: HttpAnswer): SourceFault {
    if (typeof refused === "string") return this.#fault(refused, this.#retryAfter(answer));
    const number = String(refused.upstreamCode);
    const upstreamCode = /^\d{1,6}$/.test(number) ? { upstreamCode: number } : {};
    const { rests = false } = refused;
    return this.#fault(refused.code, { ...this.#retryAfter(answer), ...upstreamCode, rests });
  }

  #fault(code: SourceFaultCode, detail: object = {}): SourceFault {
    return new SourceFault(this.source, code, { ...detail, part: this.part });
  }

  #reportDropped(at: string): void {
    const property = at.slice(at.lastIndexOf("/") + 1);
    // A source that keys by customer would put a number where a name should be.
    const isName = /^[A-Za-z_][A-Za-z_-]{0,40}\d{0,3}$/.test(property);
    const place = isName ? at : `${at.slice(0, at.lastIndexOf("/"))}/(not a name)`;
    const record = { source: this.source, at: place.slice(1) };
    if (AUTHENTICATION_DATA.test(property)) this.log.error(record, "authentication data (C3) dropped at the border");
    else this.log.warn(record, "property outside the contract dropped at the border");
  }

  /** In seconds, or as a date by the upstream's clock. */
  #retryAfter({ headers }: HttpAnswer): { readonly retryAfterSeconds?: number } {
    const header = headers["retry-after"];
    if (typeof header !== "string" || header === "") return {};
    const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - this.clock.now()) / 1_000;
    return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, Math.ceil(seconds)) } : {};
  }
}

/** Names under which card verification codes, PINs, passwords and biometric templates travel. */
const AUTHENTICATION_DATA =
  /cvv|cvn|cvc|pin(?![a-z])|pinblock|passw|track[12]?|biometric|fingerprint|faceTemplate|expiry/i;

/** What an HTTP status alone says; null for success. */
export function codeOfStatus(status: number): SourceFaultCode | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return "SOURCE_THROTTLED";
  if (status === 401 || status === 403 || status === 404 || status === 405) return "SOURCE_MISCONFIGURED";
  if (status >= 500 || status === 408) return "SOURCE_UNAVAILABLE";
  return status >= 400 ? "SOURCE_REFUSED" : "SOURCE_MALFORMED";
}

function failureOf(call: UpstreamCall<never>, answer: HttpAnswer): SourceFaultCode | null {
  return answer.status === call.answerStatus ? null : codeOfStatus(answer.status);
}

/** Throws when the answer is not declared as JSON, or is none. */
export function parseJson(answer: HttpAnswer): unknown {
  const type = answer.headers["content-type"];
  if (typeof type !== "string" || !/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    throw new RangeError("the answer is not declared as JSON");
  }
  return JSON.parse(answer.body);
}
