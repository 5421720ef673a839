import { openCircuit, type Circuit } from "../circuit.js";
import type { Deadline } from "../deadline.js";
import { LatencyWindow } from "./latency-window.js";

/** One that has become too slow for everybody's deadline is still tried so often, or it could never become quick again. */
const TRY_EVERY_MS = 1_000;

/** What is known of one operation of an upstream: how long it takes, and whether it works at all. */
export class Operation {
  readonly latency = new LatencyWindow();
  readonly circuit: Circuit;
  /** When the last request went out. */
  startedAt = Number.NEGATIVE_INFINITY;

  constructor(isFailure: (error: unknown) => boolean) {
    this.circuit = openCircuit(isFailure);
  }

  /** Whether a request that starts after `delayMs` has a fair chance to be answered in time. */
  mayFinish(deadline: Deadline, delayMs: number): boolean {
    if (deadline.signal.aborted) return false;
    const left = deadline.remainingMs() - delayMs;
    if (left <= 0) return false;
    const usual = this.latency.p50;
    return usual === null || left >= usual || performance.now() - this.startedAt > TRY_EVERY_MS;
  }
}
