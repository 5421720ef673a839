import { genesisHash, type Hash } from "../proof/chain.js";
import { merkleRoot } from "../proof/merkle.js";
import type { SealedRange } from "../proof/seal.js";

/** A writer's events that no seal closes over yet: up to `last`, after what was sealed before. */
export interface UnsealedTail {
  readonly writer: string;
  readonly first: number;
  readonly last: number;
  /** The hash of the last sealed event; null where none is sealed. */
  readonly before: string | null;
}

/** What one seal can close over: events of one month, of each writer a run, and the root of the tree over them. */
export interface SealablePart {
  readonly period: string;
  readonly ranges: readonly SealedRange[];
  readonly count: number;
  readonly root: Hash;
}

export interface Sealable {
  /** By month. */
  readonly parts: readonly SealablePart[];
  /** Whether these are all the events that are not sealed yet. */
  readonly isAll: boolean;
}

export type ReadHashes = (
  writer: string,
  first: number,
  last: number,
) => Promise<readonly { readonly period: string; readonly hash: Hash }[]>;

/** The events of one writer and month that are to be sealed next: their hashes, and the one before. */
export interface UnsealedRun {
  readonly writer: string;
  readonly period: string;
  readonly first: number;
  readonly before: Hash;
  readonly hashes: readonly Hash[];
}

/**
 * What the next seals close over, of at most so many events. Hashing a tree over a minute's events takes as long as many a
 * request: an embedded store does it in its reading thread.
 */
export async function sealable(tails: readonly UnsealedTail[], most: number, read: ReadHashes): Promise<Sealable> {
  const runs: UnsealedRun[] = [];
  let room = most;
  let isAll = true;
  for (const { writer, first, last, before } of tails) {
    const upTo = Math.min(last, first + room - 1);
    isAll &&= upTo === last;
    if (upTo < first) break;
    const events = await read(writer, first, upTo);
    room -= events.length;
    runs.push(...toRuns(writer, first, before ?? genesisHash(writer), events));
  }
  const periods = [...new Set(runs.map(({ period }) => period))].sort();
  return { parts: periods.map((period) => toPart(runs.filter((run) => run.period === period))), isAll };
}

/** Runs of one month, in the order that the tree's leaves have. */
export function toPart(runs: readonly UnsealedRun[]): SealablePart {
  const ordered = [...runs].sort((left, right) => (left.writer < right.writer ? -1 : 1));
  const leaves = ordered.flatMap(({ hashes }) => hashes);
  return {
    period: ordered[0]?.period ?? "",
    ranges: ordered.map(toRange),
    count: leaves.length,
    root: merkleRoot(leaves),
  };
}

function toRange({ writer, first, before, hashes }: UnsealedRun): SealedRange {
  return { writer, first, last: first + hashes.length - 1, before, head: hashes.at(-1) ?? before };
}

/** A writer's events of each month by themselves: a month is removed as a whole. */
function toRuns(
  writer: string,
  first: number,
  before: Hash,
  events: readonly { readonly period: string; readonly hash: Hash }[],
): UnsealedRun[] {
  const runs: (UnsealedRun & { readonly hashes: Hash[] })[] = [];
  let previous = before;
  events.forEach(({ period, hash }, index) => {
    const run = runs.at(-1);
    if (run?.period === period) run.hashes.push(hash);
    else runs.push({ writer, period, first: first + index, before: previous, hashes: [hash] });
    previous = hash;
  });
  return runs;
}
