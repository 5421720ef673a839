import { LRUCache } from "lru-cache";
import type { Clock } from "../domain/instant.js";
import type { Caller } from "./caller.js";

/** More callers than any bank has at work at once; beyond, the one who has been away longest begins anew. */
const MOST_CALLERS = 100_000;
const HOUR_MS = 3_600_000;

interface Purse {
  rows: number;
  at: number;
}

/**
 * How many rows of lists somebody may walk, or how often he may search: so many at once, refilled evenly over an hour. It
 * counts what is asked for and not what is found, whatever the list, so it tells nothing of either; one person has one allowance for all his purposes,
 * channels and tokens. Each process counts for itself.
 */
export class WalkAllowance {
  readonly #purses = new LRUCache<string, Purse>({ max: MOST_CALLERS });

  constructor(
    private readonly rowsPerHour: number,
    private readonly clock: Clock,
  ) {}

  /** Whether the caller may walk so many rows more; they count as walked if so. */
  take({ subject }: Caller, rows: number): boolean {
    const now = this.clock.now();
    const purse = this.#purses.get(subject) ?? { rows: this.rowsPerHour, at: now };
    // A clock that is set back refills nothing.
    const refill = (Math.max(0, now - purse.at) / HOUR_MS) * this.rowsPerHour;
    const left = Math.min(this.rowsPerHour, purse.rows + refill);
    const isEnough = left >= rows;
    this.#purses.set(subject, { rows: isEnough ? left - rows : left, at: Math.max(now, purse.at) });
    return isEnough;
  }
}
