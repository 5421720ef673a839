/** Answers may take this many times as long as they usually do before we call the upstream crowded. */
const TOLERANCE = 2;
/** What a busy machine adds to an answer of a few milliseconds; without it every hiccup would look like a crowd. */
const SLACK_MS = 50;
/** One crowd is one reason to step back, however many calls were in it. */
const STEP_EVERY_MS = 100;

/**
 * How many calls an upstream bears at once, found by trying: one more for every round of answers at its usual speed, a
 * tenth fewer when answers become slow, a fifth fewer when they stop coming (additive increase, multiplicative decrease).
 */
export class AdaptiveLimit {
  #limit: number;
  /** What an answer usually takes: quick to learn of better days, slow to get used to worse ones. */
  #usual: number | null = null;
  #recent = 0;
  #steppedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly least: number,
    private readonly most: number,
  ) {
    this.#limit = most;
  }

  get limit(): number {
    return Math.floor(this.#limit);
  }

  answered(tookMs: number, inFlight: number, now: number): void {
    if (this.#usual === null) {
      this.#usual = tookMs;
      this.#recent = tookMs;
      return;
    }
    this.#recent += (tookMs - this.#recent) * 0.1;
    this.#usual += (tookMs - this.#usual) * (tookMs < this.#usual ? 0.1 : 0.002);
    if (this.#recent > this.#usual * TOLERANCE + SLACK_MS) this.#stepBack(0.9, now);
    // A limit that is not reached proves nothing, so it does not grow.
    else if (inFlight * 2 >= this.#limit) this.#limit = Math.min(this.most, this.#limit + 1 / this.#limit);
  }

  silent(now: number): void {
    this.#stepBack(0.8, now);
  }

  #stepBack(factor: number, now: number): void {
    if (now - this.#steppedAt < STEP_EVERY_MS) return;
    this.#steppedAt = now;
    this.#limit = Math.max(this.least, this.#limit * factor);
  }
}
