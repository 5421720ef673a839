import { positionOf } from "./finding.js";
import type { EventText } from "./chain-check.js";

/** Clocks of one bank's machines agree to within this; more is worth a look. */
export const CLOCK_ALLOWANCE_MS = 5 * 60_000;
const LISTED = 20;

/**
 * Whether an event's own time fits the moments at which the trail was sealed before and after it. A writer whose clock is
 * wrong loses nothing by it: his events keep their place, and the doubt is told.
 */
export class ClockDoubts {
  readonly #first: string[] = [];
  #count = 0;
  #after = Number.NEGATIVE_INFINITY;
  #before = Number.POSITIVE_INFINITY;

  openSeal(sealedAt: number): void {
    this.#before = sealedAt + CLOCK_ALLOWANCE_MS;
  }

  closeSeal(sealedAt: number): void {
    this.#after = Math.max(this.#after, sealedAt - CLOCK_ALLOWANCE_MS);
  }

  /** Whether nothing between these two moments is in doubt. */
  allows(earliest: number, latest: number): boolean {
    return latest <= this.#before && earliest >= this.#after;
  }

  look(event: EventText): void {
    if (this.allows(event.at, event.at)) return;
    this.#count += 1;
    if (this.#first.length < LISTED) this.#first.push(positionOf(event));
  }

  report(): { readonly count: number; readonly first: readonly string[] } {
    return { count: this.#count, first: this.#first };
  }
}
