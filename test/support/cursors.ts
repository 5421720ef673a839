import { Cursors, type ListCursors, type ListName } from "../../src/access/cursors.js";
import type { Caller } from "../../src/access/caller.js";
import { toInstant, type Clock, type Instant } from "../../src/domain/instant.js";
import { staff } from "./callers.js";

const NOW = toInstant("2026-06-30T10:00:00+08:00");
export const A_LIST: ListName = { field: "Query.things", of: "" };
export const SOMEBODY_AT_WORK = staff("RM1", "RELATIONSHIP_MANAGEMENT");

/** A clock that a test turns forward. */
export class TurnedClock implements Clock {
  #now: number = NOW;

  now(): Instant {
    return this.#now as Instant;
  }

  turn(seconds: number): void {
    this.#now += seconds * 1_000;
  }
}

export const SECRETS = { current: "a secret of some thirty-two characters", former: [], lifetimeSeconds: 3_600 };

export function cursorsOf(
  list: ListName = A_LIST,
  caller: Caller = SOMEBODY_AT_WORK,
  clock: Clock = new TurnedClock(),
  secrets: { readonly current: string; readonly former: readonly string[]; readonly lifetimeSeconds: number } = SECRETS,
): ListCursors {
  return new Cursors(secrets, clock).of(caller).of(list);
}
