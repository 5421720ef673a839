import { createHistogram, type RecordableHistogram } from "node:perf_hooks";
import type { WallClock } from "./clock.js";

export type CircuitState = "CLOSED" | "HALF_OPEN" | "OPEN";

/** How an upstream has been doing lately, as this process saw it. */
export interface HealthReading {
  readonly calls: number;
  /** 95th percentile of the time an answer took, in milliseconds; null when there was none lately. */
  readonly p95Ms: number | null;
  /** Failed calls over all calls, 0 to 1; null when there was none lately. */
  readonly errorRate: number | null;
  readonly lastSuccessAt: number | null;
  /** Since when it has been in its present condition, answering or failing. */
  readonly since: number | null;
  readonly failing: boolean;
  readonly lastFailure: string | null;
}

// Two windows, the older thrown away whole: recent enough to steer by, and bounded however long the process lives. A
// quiet hour ends a window as well: what went wrong before lunch says nothing about the afternoon.
const CALLS_PER_WINDOW = 500;
const WINDOW_MS = 60_000;

/** Counts successes, failures and times of one upstream in two rotating windows. */
export class SourceHealth {
  #current = new Window(performance.now());
  #previous = new Window(performance.now());
  #lastSuccessAt: number | null = null;
  #since: number | null = null;
  #failing = false;
  #lastFailure: string | null = null;

  constructor(private readonly clock: WallClock<number>) {}

  succeeded(tookMs: number): void {
    this.#count(tookMs, false);
    this.#lastSuccessAt = this.clock.now();
    if (this.#failing || this.#since === null) this.#since = this.#lastSuccessAt;
    this.#failing = false;
    this.#lastFailure = null;
  }

  /** `code` is a stable fault code, never the upstream's own words. */
  failed(tookMs: number, code: string): void {
    this.#count(tookMs, true);
    if (!this.#failing || this.#since === null) this.#since = this.clock.now();
    this.#failing = true;
    this.#lastFailure = code;
  }

  read(): HealthReading {
    this.#turn();
    const calls = this.#current.calls + this.#previous.calls;
    const failures = this.#current.failures + this.#previous.failures;
    const times = this.#previous.calls > this.#current.calls ? this.#previous.times : this.#current.times;
    return {
      calls,
      p95Ms: times.count === 0 ? null : times.percentile(95),
      errorRate: calls === 0 ? null : failures / calls,
      lastSuccessAt: this.#lastSuccessAt,
      since: this.#since,
      failing: this.#failing,
      lastFailure: this.#lastFailure,
    };
  }

  #count(tookMs: number, failed: boolean): void {
    this.#turn();
    this.#current.calls += 1;
    if (failed) this.#current.failures += 1;
    else this.#current.times.record(Math.max(1, Math.round(tookMs)));
  }

  #turn(): void {
    const now = performance.now();
    const { calls, startedAt } = this.#current;
    if (calls < CALLS_PER_WINDOW && now - startedAt < WINDOW_MS) return;
    this.#previous = now - startedAt < 2 * WINDOW_MS ? this.#current : new Window(now);
    this.#current = new Window(now);
  }
}

class Window {
  calls = 0;
  failures = 0;
  readonly times: RecordableHistogram = createHistogram();

  constructor(readonly startedAt: number) {}
}
