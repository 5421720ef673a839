import { LRUCache } from "lru-cache";
import type { Clock } from "../domain/instant.js";
import type { Caller } from "./caller.js";

/** More callers than any bank has at work at once; beyond, the one who has been away longest begins anew. */
const MOST_CALLERS = 100_000;
const HOUR_MS = 3_600_000;

interface Purse {
  left: number;
  at: number;
}

/**
 * How much somebody may ask for in an hour, of rows of lists or of look-ups: so much at once, refilled evenly. It counts
 * what is asked for and not what is found, so it tells nothing of that; one person has one allowance for all his purposes,
 * channels and tokens. Each process counts for itself.
 */
export class HourlyAllowance {
  readonly #purses = new LRUCache<string, Purse>({ max: MOST_CALLERS });

  constructor(
    private readonly perHour: number,
    private readonly clock: Clock,
  ) {}

  /** Whether the caller may have so many more; they count as taken if so. */
  take({ subject }: Caller, wanted: number): boolean {
    const now = this.clock.now();
    const purse = this.#purses.get(subject) ?? { left: this.perHour, at: now };
    // A clock that is set back refills nothing.
    const refill = (Math.max(0, now - purse.at) / HOUR_MS) * this.perHour;
    const left = Math.min(this.perHour, purse.left + refill);
    const isEnough = left >= wanted;
    this.#purses.set(subject, { left: isEnough ? left - wanted : left, at: Math.max(now, purse.at) });
    return isEnough;
  }
}
