import { toInstant, type Clock, type Instant } from "../../src/domain/instant.js";

/** Stands still until the test sets it on, or back. */
export interface MovableClock extends Clock {
  move(minutes: number): void;
}

/** At the fixture bank's moment unless told. */
export function movableClock(from = "2026-06-30T10:00:00+08:00"): MovableClock {
  let at: number = toInstant(from);
  return {
    now: () => at as Instant,
    move: (minutes) => {
      at += minutes * 60_000;
    },
  };
}
