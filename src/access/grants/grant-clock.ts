import type { Clock, Instant } from "../../domain/instant.js";
import type { GrantStore } from "./grant-store.js";

/** How far the clock may move on before it is remembered even where no grant is in question. */
const KEEP_AFTER_MS = 60_000;

/**
 * The time as grants count it: it never goes back. The latest moment that any gateway on the store has seen is kept
 * there, and the later of that and the clock is now. Who sets the clock back, or starts a gateway with a slow one,
 * revives no grant; where the clock has run ahead, grants end early until it is caught up with.
 */
export class GrantClock {
  #kept = 0;

  constructor(
    private readonly clock: Clock,
    private readonly store: GrantStore,
  ) {}

  async now(): Promise<Instant> {
    const kept = await this.store.latestMoment();
    const now = Math.max(this.clock.now(), kept, this.#kept) as Instant;
    if (now > kept) await this.store.keepMoment(now);
    this.#kept = now;
    return now;
  }

  /** By this process's own clock alone, for a first choice among grants that `now` decides on. */
  get roughly(): Instant {
    return this.clock.now();
  }

  /** Remembers the time now and then, also while nobody has a grant. */
  async keepUp(): Promise<void> {
    if (this.clock.now() - this.#kept >= KEEP_AFTER_MS) await this.now();
  }
}
