/** So many calls in any minute, counted on the machine's own clock: the bank's may stand still. */
export class RateLimit {
  readonly #calls: number[] = [];

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Counts one call; false when it is one too many. */
  admits(): boolean {
    const at = this.now();
    while (this.#calls[0] !== undefined && this.#calls[0] <= at - 60_000) this.#calls.shift();
    if (this.#calls.length >= this.perMinute) return false;
    this.#calls.push(at);
    return true;
  }

  /** Seconds until the next call is admitted. */
  waitSeconds(): number {
    const oldest = this.#calls[0];
    return oldest === undefined ? 0 : Math.max(1, Math.ceil((oldest + 60_000 - this.now()) / 1000));
  }
}
