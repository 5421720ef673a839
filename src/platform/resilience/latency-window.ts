const SAMPLES = 128;
/** Sorting the window at every call would cost more than the call's own bookkeeping. */
const SORT_EVERY = 16;
/** A quantile of fewer answers than this is an anecdote. */
const ENOUGH = 20;

/** How long the latest answers of one operation took. Bounded, and recent by construction. */
export class LatencyWindow {
  readonly #samples = new Float64Array(SAMPLES);
  #count = 0;
  #p50 = 0;
  #p95 = 0;

  record(tookMs: number): void {
    this.#samples[this.#count % SAMPLES] = tookMs;
    this.#count += 1;
    if (this.#count >= ENOUGH && (this.#count % SORT_EVERY === 0 || this.#count === ENOUGH)) this.#sort();
  }

  /** Milliseconds; null until there are enough answers to speak of. */
  get p50(): number | null {
    return this.#count < ENOUGH ? null : this.#p50;
  }

  get p95(): number | null {
    return this.#count < ENOUGH ? null : this.#p95;
  }

  #sort(): void {
    const sorted = this.#samples.slice(0, Math.min(this.#count, SAMPLES)).sort();
    this.#p50 = sorted[Math.floor(sorted.length * 0.5)] ?? 0;
    this.#p95 = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.95))] ?? 0;
  }
}
