const MINUTE_MS = 60_000;

/** The calls of the last minute, by real time: a rate limit is about the caller's pace, not about the bank's date. */
export class RateLimit {
  #calls: number[] = [];

  /** Seconds to wait when the call is one too many, else null. A refused call does not count. */
  refuse(perMinute: number): number | null {
    const now = performance.now();
    this.#calls = this.#calls.filter((at) => at > now - MINUTE_MS);
    if (this.#calls.length < perMinute) {
      this.#calls.push(now);
      return null;
    }
    return Math.ceil(((this.#calls[0] ?? now) + MINUTE_MS - now) / 1000);
  }

  reset(): void {
    this.#calls = [];
  }
}
