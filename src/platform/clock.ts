/** Tells the time in milliseconds since the epoch. */
export interface WallClock<T extends number> {
  now(): T;
}

export function systemClock<T extends number>(): WallClock<T> {
  return { now: () => Date.now() as T };
}

/** A clock that stands still: the demo and the tests live at one moment of the bank's life. */
export function fixedClock<T extends number>(at: T): WallClock<T> {
  return { now: () => at };
}
