import { setTimeout as wait } from "node:timers/promises";
import type { Deadline } from "../deadline.js";
import { givenUp, HttpFailure } from "../http-failure.js";
import { Attempt } from "../http.js";
import type { CircuitState } from "../source-health.js";
import { Admission } from "./admission.js";
import { Bulkhead } from "./bulkhead.js";
import { CallCounts, type Refused } from "./call-counts.js";
import type { BudgetReading } from "./daily-budget.js";
import { hedge } from "./hedge.js";
import { Operation } from "./operation.js";
import { Rest } from "./rest.js";
import type { ExtraCalls, ResilienceSettings, Verdict } from "./settings.js";
import { ShareBudget } from "./share-budget.js";

export interface CallParts<Call, Answer> {
  readonly settings: ResilienceSettings;
  readonly extra: ExtraCalls;
  /** One request on the wire, its answer checked; a bad one throws. */
  readonly send: (call: Call, deadline: Deadline, attempt: Attempt) => Promise<Answer>;
  readonly operationOf: (call: Call) => string;
  /** Whether asking twice leaves no trace. */
  readonly isRepeatable: (call: Call) => boolean;
  readonly judge: (error: unknown) => Verdict;
  readonly today: () => string;
  readonly onBudgetAlarm: (reading: BudgetReading) => void;
}

/** With less left than this, an answer would come too late from any upstream. */
const FLOOR_MS = 3;
/** A first retry waits about so long, each further one twice as long. */
const BACKOFF_MS = 25;
/** What may be saved for a bad moment: little, or a burst of it would be a storm. */
const MOST_SAVED = 1;

/**
 * The one place where the ways of surviving an upstream are put together, the same for all:
 * deadline → bulkhead → token bucket → circuit → retry → hedge → timeout → connection pool.
 */
export class ResilientCalls<Call, Answer> {
  readonly counts = new CallCounts();
  readonly #bulkhead: Bulkhead;
  readonly #admission: Admission;
  readonly #rest = new Rest();
  readonly #retries: ShareBudget;
  readonly #hedges: ShareBudget;
  readonly #operations = new Map<string, Operation>();

  constructor(private readonly parts: CallParts<Call, Answer>) {
    const { settings, extra } = parts;
    this.#bulkhead = new Bulkhead(settings.mostInFlight, settings.mostWaiting);
    this.#admission = new Admission(settings, parts.today, parts.onBudgetAlarm);
    this.#retries = new ShareBudget(extra.retryShare, MOST_SAVED);
    this.#hedges = new ShareBudget(extra.hedgeShare, MOST_SAVED);
  }

  /** Throws what `send` throws, or HttpFailure for what was never sent. */
  async run(call: Call, deadline: Deadline): Promise<Answer> {
    const operation = this.#operation(call);
    this.counts.asked += 1;
    this.#assertAwake();
    if (!operation.mayFinish(deadline, FLOOR_MS)) throw this.#refused("no-time", givenUp(deadline, "no-time"));
    const entry = this.#enter(deadline);
    if (entry !== null) await this.#counted(entry);
    try {
      // Whoever has waited has less time than when he came.
      if (entry !== null && !operation.mayFinish(deadline, FLOOR_MS)) {
        throw this.#refused("overloaded", givenUp(deadline, "overloaded"));
      }
      const admitted = this.#admission.admit(deadline, operation.latency.p50 ?? 0);
      if (admitted !== null) await this.#counted(admitted);
      return await this.#throughCircuit(operation, call, deadline);
    } finally {
      this.#bulkhead.leave();
    }
  }

  /** The worst of all operations; a source that asked to be left alone is as good as open. */
  circuit(): CircuitState {
    if (this.#rest.isOn(performance.now())) return "OPEN";
    const states = new Set([...this.#operations.values()].map(({ circuit }) => circuit.state()));
    return (["OPEN", "HALF_OPEN"] as const).find((state) => states.has(state)) ?? "CLOSED";
  }

  budget(): BudgetReading | null {
    return this.#admission.budget();
  }

  /** How many calls may be under way at present. */
  limit(): number {
    return this.#bulkhead.limit.limit;
  }

  async #throughCircuit(operation: Operation, call: Call, deadline: Deadline): Promise<Answer> {
    let sent = false;
    try {
      return await operation.circuit.run(() => {
        sent = true;
        this.#retries.earn();
        this.#hedges.earn();
        return this.#withRetries(operation, call, deadline);
      });
    } catch (error) {
      if (sent) throw error;
      this.#admission.giveBack();
      throw this.#refused("circuit-open", error);
    }
  }

  async #withRetries(operation: Operation, call: Call, deadline: Deadline): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#hedged(operation, call, deadline);
      } catch (error) {
        const pauseMs = this.#pauseBefore(attempt, error, call);
        if (pauseMs === null || !operation.mayFinish(deadline, pauseMs + FLOOR_MS)) throw error;
        if (!this.#retries.spend() || !this.#admission.admitExtra()) throw error;
        this.counts.retried += 1;
        await pause(pauseMs, deadline, error);
      }
    }
  }

  /** Null where another attempt would be of no use. */
  #pauseBefore(attempt: number, error: unknown, call: Call): number | null {
    const verdict = this.parts.judge(error);
    const now = performance.now();
    if (verdict.restMs !== null) this.#rest.begin(verdict.restMs, error, now);
    if (verdict.quotaSpent) this.#admission.exhausted();
    const { settings, isRepeatable } = this.parts;
    if (!verdict.again || attempt >= settings.attempts || !isRepeatable(call)) return null;
    // Half of it by chance, so that those who failed together do not come back together.
    const backoff = BACKOFF_MS * 2 ** (attempt - 1) * (0.5 + Math.random());
    return Math.max(backoff, this.#rest.leftMs(now));
  }

  #hedged(operation: Operation, call: Call, deadline: Deadline): Promise<Answer> {
    const { settings, isRepeatable } = this.parts;
    const afterMs = operation.latency.p95;
    if (!settings.hedged || afterMs === null || !isRepeatable(call)) {
      return this.#timed(operation, call, deadline, new Attempt());
    }
    return hedge({
      send: (attempt) => this.#timed(operation, call, deadline, attempt),
      afterMs,
      mayHedge: () => this.#mayHedge(operation, deadline),
      onWon: () => {
        this.counts.hedgesWon += 1;
      },
    });
  }

  #mayHedge(operation: Operation, deadline: Deadline): boolean {
    if (!operation.mayFinish(deadline, FLOOR_MS) || !this.#hedges.spend() || !this.#admission.admitExtra())
      return false;
    this.counts.hedged += 1;
    return true;
  }

  async #timed(operation: Operation, call: Call, deadline: Deadline, attempt: Attempt): Promise<Answer> {
    this.counts.sent += 1;
    const startedAt = performance.now();
    operation.startedAt = startedAt;
    try {
      const answer = await this.parts.send(call, deadline, attempt);
      const now = performance.now();
      operation.latency.record(now - startedAt);
      this.#bulkhead.limit.answered(now - startedAt, this.#bulkhead.inFlight, now);
      return answer;
    } catch (error) {
      if (!(error instanceof HttpFailure && error.reason === "abandoned")) this.counts.failed += 1;
      if (this.parts.judge(error).silent) this.#bulkhead.limit.silent(performance.now());
      throw error;
    }
  }

  #enter(deadline: Deadline): Promise<void> | null {
    try {
      return this.#bulkhead.enter(deadline);
    } catch (error) {
      throw this.#refused("overloaded", error);
    }
  }

  async #counted(entry: Promise<void>): Promise<void> {
    try {
      await entry;
    } catch (error) {
      if (error instanceof HttpFailure && error.reason in this.counts.refused) {
        throw this.#refused(error.reason as Refused, error);
      }
      throw error;
    }
  }

  #assertAwake(): void {
    try {
      this.#rest.assertOver(performance.now());
    } catch (error) {
      throw this.#refused("resting", error);
    }
  }

  #refused(reason: Refused, error: unknown): unknown {
    this.counts.refused[reason] += 1;
    return error;
  }

  #operation(call: Call): Operation {
    const name = this.parts.operationOf(call);
    let operation = this.#operations.get(name);
    if (operation === undefined) {
      operation = new Operation((error) => this.parts.judge(error).counts);
      this.#operations.set(name, operation);
    }
    return operation;
  }
}

/** Waits before a retry; a deadline that ends meanwhile leaves the error that was to be retried. */
async function pause(ms: number, { signal }: Deadline, error: unknown): Promise<void> {
  try {
    await wait(ms, undefined, { signal });
  } catch {
    throw error;
  }
}
