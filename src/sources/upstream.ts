import type { Clock } from "../domain/instant.js";
import { SourceFault, type SourceFaultCode } from "../domain/source-fault.js";
import type { ResilienceFacts, SourceFacts } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";
import { HttpFailure, type HttpFailureReason } from "../platform/http-failure.js";
import { HttpPool, type Attempt, type HttpAnswer } from "../platform/http.js";
import type { Log } from "../platform/log.js";
import type { CallCounts } from "../platform/resilience/call-counts.js";
import type { BudgetReading } from "../platform/resilience/daily-budget.js";
import { ResilientCalls } from "../platform/resilience/resilient-calls.js";
import { Resting } from "../platform/resilience/rest.js";
import { EXTRA_CALLS, type ExtraCalls, type ResilienceSettings } from "../platform/resilience/settings.js";
import { SourceHealth, type CircuitState, type HealthReading } from "../platform/source-health.js";
import { AnswerBorder } from "./answer-border.js";
import { verdictOf } from "./fault-verdict.js";
import type { OutgoingCall, UpstreamAnswer, UpstreamCall } from "./upstream-call.js";

export interface UpstreamOptions {
  readonly baseUrl: string;
  readonly connections?: number;
  /** The name of the part that is at this address, where the source is divided; null for a whole source. */
  readonly part?: string | null;
  /** What the configuration says otherwise than the source's own facts. */
  readonly resilience?: Partial<Omit<ResilienceSettings, keyof ResilienceFacts> & ResilienceFacts>;
  readonly extra?: ExtraCalls;
  readonly deadlineHeader?: string;
  /** The bank's day, in which paid calls are counted. */
  readonly today?: () => string;
}

const CONNECTIONS = 64;
const MOST_WAITING = 128;
const ALARM_AT = 0.8;
export const DEADLINE_HEADER = "x-request-deadline-ms";

/** One upstream, or one part of it, as the gateway deals with it: pooled connections, resilience, health, and the border check. */
export class Upstream {
  /** "core-banking/ningbo"; null for a whole source. */
  readonly part: string | null;
  readonly #pool: HttpPool;
  readonly #calls: ResilientCalls<OutgoingCall, UpstreamAnswer<object> | HttpAnswer>;
  readonly #health: SourceHealth;
  readonly #border: AnswerBorder;

  constructor(
    readonly facts: SourceFacts,
    options: UpstreamOptions,
    clock: Clock,
    private readonly log: Log,
  ) {
    const { connections = CONNECTIONS, part = null } = options;
    this.part = part === null ? null : `${facts.name}/${part}`;
    this.#pool = new HttpPool({
      baseUrl: options.baseUrl,
      timeoutMs: facts.timeoutMs,
      connections,
      maxBodyBytes: 16 * 1024 * 1024,
      deadlineHeader: options.deadlineHeader ?? DEADLINE_HEADER,
    });
    this.#health = new SourceHealth(clock);
    this.#border = new AnswerBorder(facts.name, this.part, clock, log);
    this.#calls = new ResilientCalls({
      settings: {
        mostInFlight: connections,
        mostWaiting: MOST_WAITING,
        alarmAt: ALARM_AT,
        ...facts.resilience,
        ...options.resilience,
      },
      extra: options.extra ?? EXTRA_CALLS,
      send: (call, deadline, attempt) => this.#attempt(call, deadline, attempt),
      operationOf: ({ operation }) => operation,
      isRepeatable: ({ request, isRead }) => isRead ?? request.method === "GET",
      judge: verdictOf,
      today: options.today ?? (() => new Date(clock.now()).toISOString().slice(0, 10)),
      onBudgetAlarm: ({ used, limit, alarm }) =>
        log.error({ source: facts.name, used, limit, alarm }, "paid calls of the day are running out"),
    });
  }

  /** Asks one question. Throws SourceFault; whatever comes back has been checked against the contract. */
  async ask<W extends object>(call: UpstreamCall<W>, deadline: Deadline): Promise<UpstreamAnswer<W>> {
    return (await this.#run(call, deadline)) as UpstreamAnswer<W>;
  }

  /** Sends a request outside any contract, such as one for an access token. Throws SourceFault. */
  async send(call: OutgoingCall, deadline: Deadline): Promise<HttpAnswer> {
    return (await this.#run(call, deadline)) as HttpAnswer;
  }

  /** A path as it goes over the wire, for upstreams that want it signed. */
  targetOf(path: string): string {
    return this.#pool.targetOf(path);
  }

  health(): HealthReading {
    return this.#health.read();
  }

  /** The worst circuit of its operations. */
  circuit(): CircuitState {
    return this.#calls.circuit();
  }

  /** Paid calls of the day; null where calls cost nothing. */
  budget(): BudgetReading | null {
    return this.#calls.budget();
  }

  /** How many calls may be under way at once, at present. */
  limit(): number {
    return this.#calls.limit();
  }

  get counts(): CallCounts {
    return this.#calls.counts;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #run(call: OutgoingCall, deadline: Deadline): Promise<UpstreamAnswer<object> | HttpAnswer> {
    const startedAt = performance.now();
    try {
      const answer = await this.#calls.run(call, deadline);
      this.#health.succeeded(performance.now() - startedAt);
      return answer;
    } catch (error) {
      const fault = this.#toFault(error);
      this.#noteFailure(fault, performance.now() - startedAt);
      const { source, part, code, at, upstreamCode } = fault;
      const where = part === null ? {} : { part };
      this.log.warn({ source, ...where, code, at, upstreamCode }, "upstream call failed");
      throw fault;
    }
  }

  async #attempt(
    call: OutgoingCall,
    deadline: Deadline,
    attempt: Attempt,
  ): Promise<UpstreamAnswer<object> | HttpAnswer> {
    const request = call.sign === undefined ? call.request : call.sign(call.request);
    const answer = await this.#pool.request(request, deadline, attempt);
    return "check" in call ? this.#border.read(call as UpstreamCall<object>, answer) : answer;
  }

  #noteFailure(fault: SourceFault, tookMs: number): void {
    if (fault.cause instanceof HttpFailure && SAYS_NOTHING.has(fault.cause.reason)) return;
    if (IS_AN_ANSWER.has(fault.code)) this.#health.succeeded(tookMs);
    else this.#health.failed(tookMs, fault.code);
  }

  #toFault(error: unknown): SourceFault {
    if (error instanceof SourceFault) return error;
    const { name } = this.facts;
    if (error instanceof HttpFailure) {
      const wait = error.retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(error.retryAfterMs / 1_000) };
      return new SourceFault(name, CODE_OF_FAILURE[error.reason], { ...wait, part: this.part, cause: error });
    }
    if (error instanceof Resting && error.because instanceof SourceFault) {
      const retryAfterSeconds = Math.ceil(error.leftMs / 1_000);
      return new SourceFault(name, error.because.code, { retryAfterSeconds, part: this.part });
    }
    throw error;
  }
}

/** A refusal of this one request comes from a source that works. */
const IS_AN_ANSWER = new Set<SourceFaultCode>(["SOURCE_REFUSED", "SOURCE_CONSENT_REQUIRED"]);

/** A caller who hangs up, or comes with no time left, has not found the source wanting. */
const SAYS_NOTHING = new Set<HttpFailureReason>(["abandoned", "no-time"]);

const CODE_OF_FAILURE: Record<HttpFailureReason, SourceFaultCode> = {
  connection: "SOURCE_UNAVAILABLE",
  timeout: "SOURCE_TIMEOUT",
  "no-time": "SOURCE_TIMEOUT",
  abandoned: "SOURCE_TIMEOUT",
  "too-large": "SOURCE_MALFORMED",
  "circuit-open": "SOURCE_CIRCUIT_OPEN",
  overloaded: "SOURCE_OVERLOADED",
  "rate-limited": "SOURCE_THROTTLED",
  "budget-spent": "SOURCE_BUDGET_EXHAUSTED",
};
