/** What a call is told while its upstream is left alone: the upstream's own refusal, and how much of the rest is left. */
export class Resting extends Error {
  override readonly name = "Resting";
  constructor(
    readonly because: unknown,
    readonly leftMs: number,
  ) {
    super("the upstream asked to be left alone");
  }
}

/** A time for which an upstream is not asked because it said so itself: no quota, wrong set-up, "come back later". */
export class Rest {
  #until = Number.NEGATIVE_INFINITY;
  #because: unknown = null;

  /** `because` is the refusal that every call is told until the rest is over. A longer rest is not shortened. */
  begin(ms: number, because: unknown, now: number): void {
    if (now + ms <= this.#until) return;
    this.#until = now + ms;
    this.#because = because;
  }

  isOn(now: number): boolean {
    return now < this.#until;
  }

  leftMs(now: number): number {
    return Math.max(0, this.#until - now);
  }

  /** Throws Resting. */
  assertOver(now: number): void {
    if (this.isOn(now)) throw new Resting(this.#because, this.leftMs(now));
  }
}
