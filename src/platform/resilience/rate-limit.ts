const MINUTE_MS = 60_000;

/**
 * Tokens that come back a minute after they were taken. Unlike a bucket that refills evenly it never lets more than the
 * limit through in any minute, and still lets a whole minute's calls go at once, as providers count them.
 */
export class RateLimit {
  /** When the last `perMinute` tokens were taken, a ring. */
  readonly #taken: Float64Array;
  #next = 0;

  constructor(perMinute: number) {
    this.#taken = new Float64Array(perMinute).fill(Number.NEGATIVE_INFINITY);
  }

  /** Milliseconds until a token is free; 0 when there is one. */
  waitMs(now: number): number {
    const oldest = this.#taken[this.#next] ?? Number.NEGATIVE_INFINITY;
    return Math.max(0, oldest + MINUTE_MS - now);
  }

  take(now: number): boolean {
    if (this.waitMs(now) > 0) return false;
    this.#taken[this.#next] = now;
    this.#next = (this.#next + 1) % this.#taken.length;
    return true;
  }

  /** For a call that was let through here and stopped further on. */
  giveBack(): void {
    this.#next = (this.#next + this.#taken.length - 1) % this.#taken.length;
    this.#taken[this.#next] = Number.NEGATIVE_INFINITY;
  }
}
