import type { Clock, Instant } from "../domain/instant.js";
import { SourceFault, type SourceFaultCode } from "../domain/source-fault.js";
import type { SourceFacts } from "../domain/source.js";
import { openCircuit, type Circuit } from "../platform/circuit.js";
import type { AnswerCheck } from "../platform/contract.js";
import type { Deadline } from "../platform/deadline.js";
import { HttpFailure, type HttpFailureReason } from "../platform/http-failure.js";
import { HttpPool, type HttpAnswer, type HttpRequest } from "../platform/http.js";
import type { Log } from "../platform/log.js";
import { SourceHealth, type CircuitState, type HealthReading } from "../platform/source-health.js";
import { WireRecord } from "./wire-record.js";

export interface UpstreamOptions {
  readonly baseUrl: string;
  readonly connections?: number;
}

/** What a source's client gives for one call. */
export interface UpstreamCall<W extends object> {
  readonly request: HttpRequest;
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
}

/** An answer that has passed the border. */
export interface UpstreamAnswer<W extends object> {
  readonly record: WireRecord<W>;
  readonly retrievedAt: Instant;
}

/** One upstream as the gateway deals with it: pooled connections, a circuit breaker, health, and the border check. */
export class Upstream {
  readonly #pool: HttpPool;
  readonly #circuit: Circuit = openCircuit(
    (error) => error instanceof SourceFault && COUNTS_AGAINST_SOURCE.has(error.extensions.code),
  );
  readonly #health: SourceHealth;

  constructor(
    readonly facts: SourceFacts,
    options: UpstreamOptions,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.#pool = new HttpPool({
      baseUrl: options.baseUrl,
      timeoutMs: facts.timeoutMs,
      connections: options.connections ?? 64,
      maxBodyBytes: 16 * 1024 * 1024,
    });
    this.#health = new SourceHealth(clock);
  }

  /** Asks once. Throws SourceFault; whatever comes back has been checked against the contract. */
  async ask<W extends object>(call: UpstreamCall<W>, deadline: Deadline): Promise<UpstreamAnswer<W>> {
    const startedAt = performance.now();
    try {
      const answer = await this.#circuit.run(() => this.#answered(call, deadline));
      this.#health.succeeded(performance.now() - startedAt);
      return answer;
    } catch (error) {
      const fault = this.#toFault(error);
      this.#health.failed(performance.now() - startedAt, fault.extensions.code);
      const { source, code, at, upstreamCode } = fault;
      this.log.warn({ source, code, at, upstreamCode }, "upstream call failed");
      throw fault;
    }
  }

  /** Sends a request outside any contract, such as one for an access token. Throws SourceFault. */
  async send(request: HttpRequest, deadline: Deadline): Promise<HttpAnswer> {
    try {
      return await this.#pool.request(request, deadline);
    } catch (error) {
      throw this.#toFault(error);
    }
  }

  /** A path as it goes over the wire, for upstreams that want it signed. */
  targetOf(path: string): string {
    return this.#pool.targetOf(path);
  }

  health(): HealthReading {
    return this.#health.read();
  }

  circuit(): CircuitState {
    return this.#circuit.state();
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #answered<W extends object>(call: UpstreamCall<W>, deadline: Deadline): Promise<UpstreamAnswer<W>> {
    const answer = await this.send(call.request, deadline);
    const body = this.#parse(call, answer);
    const refused = call.refusal?.(answer, body) ?? failureOf(call, answer);
    if (refused !== null) throw this.#toRefusalFault(refused, answer);
    const { violations, dropped } = call.check(body);
    for (const at of dropped.slice(0, MOST_LINES)) this.#reportDropped(at);
    for (const [at, keyword] of [...(violations ?? [])].slice(0, MOST_LINES)) {
      this.log.warn({ source: this.facts.name, at: at.slice(1), keyword }, "answer breaks its contract");
    }
    if (violations?.has("")) throw new SourceFault(this.facts.name, "SOURCE_MALFORMED");
    return { record: new WireRecord(this.facts.name, body, violations), retrievedAt: this.clock.now() };
  }

  #parse<W extends object>(call: UpstreamCall<W>, answer: HttpAnswer): W {
    const failed = codeOfStatus(answer.status);
    try {
      const body = call.parse ? call.parse(answer.body, answer) : parseJson(answer);
      if (typeof body === "object" && body !== null) return body as W;
    } catch {
      // The parser's own message quotes the answer, so it goes no further.
      if (failed === null) throw new SourceFault(this.facts.name, "SOURCE_MALFORMED");
    }
    throw new SourceFault(this.facts.name, failed ?? "SOURCE_MALFORMED", retryAfter(answer));
  }

  #toRefusalFault(refused: SourceFaultCode | Refusal, answer: HttpAnswer): SourceFault {
    if (typeof refused === "string") {
      return new SourceFault(this.facts.name, refused, { ...retryAfter(answer), upstreamCode: String(answer.status) });
    }
    const number = String(refused.upstreamCode);
    const upstreamCode = /^\d{1,6}$/.test(number) ? { upstreamCode: number } : {};
    return new SourceFault(this.facts.name, refused.code, { ...retryAfter(answer), ...upstreamCode });
  }

  #reportDropped(at: string): void {
    const property = at.slice(at.lastIndexOf("/") + 1);
    const record = { source: this.facts.name, at: at.slice(1) };
    if (AUTHENTICATION_DATA.test(property)) this.log.error(record, "authentication data (C3) dropped at the border");
    else this.log.warn(record, "property outside the contract dropped at the border");
  }

  #toFault(error: unknown): SourceFault {
    if (error instanceof SourceFault) return error;
    if (error instanceof HttpFailure) {
      return new SourceFault(this.facts.name, CODE_OF_FAILURE[error.reason], { cause: error });
    }
    throw error;
  }
}

/** Lines that one answer may cost in the log, of each kind: a list repeats in every row what its first row says. */
const MOST_LINES = 50;

/** Names under which card verification codes, PINs, passwords and biometric templates travel. */
const AUTHENTICATION_DATA =
  /cvv|cvn|cvc|pin(?![a-z])|pinblock|passw|track[12]?|biometric|fingerprint|faceTemplate|expiry/i;

/** A refusal over money, rights or a missing consent says nothing about the upstream's health. */
const COUNTS_AGAINST_SOURCE = new Set<SourceFaultCode>(["SOURCE_UNAVAILABLE", "SOURCE_TIMEOUT", "SOURCE_MALFORMED"]);

const CODE_OF_FAILURE: Record<HttpFailureReason, SourceFaultCode> = {
  connection: "SOURCE_UNAVAILABLE",
  timeout: "SOURCE_TIMEOUT",
  "too-large": "SOURCE_MALFORMED",
  "circuit-open": "SOURCE_CIRCUIT_OPEN",
};

export function toRefusal(code: SourceFaultCode | null, upstreamCode: unknown): Refusal | null {
  return code === null ? null : { code, upstreamCode };
}

/** What an HTTP status alone says; null for success. */
export function codeOfStatus(status: number): SourceFaultCode | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429) return "SOURCE_THROTTLED";
  if (status >= 500) return "SOURCE_UNAVAILABLE";
  // Our request is at fault, or whoever made us send it: one caller's bad cursor must not rest the source for all.
  return status >= 400 ? "SOURCE_MISCONFIGURED" : "SOURCE_MALFORMED";
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

function retryAfter(answer: HttpAnswer): { retryAfterSeconds?: number } {
  const seconds = Number(answer.headers["retry-after"]);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterSeconds: seconds } : {};
}
