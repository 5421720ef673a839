import type { Seal } from "../proof/seal.js";
import type { AuditReads } from "../store/audit-store.js";
import type { TrailItem } from "./trail-check.js";

export interface SealRange {
  /** The first seal's number. */
  readonly from: number;
  /** The last seal's; null for all that there are, and what is not sealed yet. */
  readonly to: number | null;
}

const SEALS_AT_ONCE = 200;
const EVENTS_AT_ONCE = 2_000;

/** For whoever accounts for the events of whole seals by other means. */
export interface SealTaker {
  /** Told of seals some time before each is handed over, those whose events are there no more left out. */
  expect(seals: readonly Seal[]): void;
  /** Asked once a seal was handed over: whether its events are accounted for. */
  isTaken(seal: Seal): Promise<boolean>;
}

const NOBODY: SealTaker = { expect: () => undefined, isTaken: () => Promise.resolve(false) };

/**
 * The trail out of a store, in the order in which it is exported and checked. A seal's events are left out where they are
 * accounted for.
 */
export async function* trailItems(
  reads: AuditReads,
  { from, to }: SealRange,
  taker: SealTaker = NOBODY,
): AsyncGenerator<readonly TrailItem[]> {
  const removals = await reads.removals();
  yield removals.map((signed) => ({ kind: "removal", signed }) as const);
  const removed = new Map(removals.map(({ record }) => [record.period, record.lastSeal]));
  const sealed = new Map<string, number>();
  let next = from;
  for (;;) {
    const most = to === null ? SEALS_AT_ONCE : Math.min(SEALS_AT_ONCE, to - next + 1);
    const seals = most <= 0 ? [] : await reads.seals(next, most);
    const isRemoved = ({ number, period }: Seal): boolean => number <= (removed.get(period) ?? 0);
    taker.expect(seals.map(({ record }) => record).filter((seal) => !isRemoved(seal)));
    for (const signed of seals) {
      const { ranges } = signed.record;
      yield [{ kind: "seal", signed }];
      for (const { writer, last } of ranges) sealed.set(writer, last);
      if (isRemoved(signed.record)) continue;
      if (await taker.isTaken(signed.record)) continue;
      for (const { writer, first, last } of ranges) yield* eventItems(reads, writer, first, last);
    }
    const lastRead = seals.at(-1)?.record.number;
    if (lastRead === undefined) break;
    next = lastRead + 1;
  }
  if (to !== null) return;
  // A store without a seal has a tail all the same: the writers are asked for, not remembered.
  const { tails } = await reads.unsealed();
  for (const { writer, first, last, before } of tails) {
    yield [{ kind: "tail", writer, first, before }];
    yield* eventItems(reads, writer, Math.max(first, (sealed.get(writer) ?? 0) + 1), last);
  }
}

async function* eventItems(
  reads: AuditReads,
  writer: string,
  first: number,
  last: number,
): AsyncGenerator<readonly TrailItem[]> {
  let end = last;
  for (let at = first; at <= end; at += EVENTS_AT_ONCE) {
    const events = await reads.eventsOf(writer, at, Math.min(end, at + EVENTS_AT_ONCE - 1));
    // A seal that was tampered with may claim any numbers: nothing is behind the last that there is.
    if (events.length === 0 && end === last) end = Math.min(last, await lastOf(reads, writer));
    yield events.map((event) => ({ kind: "event", event }) as const);
  }
}

async function lastOf(reads: AuditReads, writer: string): Promise<number> {
  return (await reads.counts()).find((each) => each.writer === writer)?.last ?? 0;
}
