import type { Seal } from "../proof/seal.js";
import type { AuditReads } from "../store/audit-store.js";
import { wholeSeal, type WholeSeal } from "./whole-seal.js";

/** What one seal's events come to, looked at all at once. */
export interface SealDigest {
  /** Null where anything is amiss: then each event must be looked at. */
  readonly whole: WholeSeal | null;
  /** What questions go by, held against what these events say; null where it was not to be, or not yet. */
  readonly index: RunIndex | null;
}

/** Events that are not found by what they say, and how many rows of customers there should be. */
export interface RunIndex {
  readonly wrong: readonly (readonly [writer: string, sequence: number])[];
  readonly subjects: number;
}

/** Whoever looks at seals all at once, in this thread or in others. */
export interface SealDigests {
  /** Seals that will be asked for, in this order. */
  expect(seals: readonly Seal[], withIndex: boolean): void;
  digestOf(seal: Seal, withIndex: boolean): Promise<SealDigest>;
}

const EVENTS_AT_ONCE = 2_000;

export async function digestSeal(reads: AuditReads, seal: Seal, withIndex: boolean): Promise<SealDigest> {
  const whole = await wholeSeal(reads, seal);
  if (whole === null || !withIndex) return { whole, index: null };
  const wrong: (readonly [string, number])[] = [];
  let subjects = 0;
  for (const { writer, first, last } of seal.ranges) {
    const run = await indexOfRun(reads, writer, first, last);
    wrong.push(...run.wrong);
    subjects += run.subjects;
  }
  return { whole, index: { wrong, subjects } };
}

export async function indexOfRun(reads: AuditReads, writer: string, first: number, last: number): Promise<RunIndex> {
  const wrong: (readonly [string, number])[] = [];
  let subjects = 0;
  for (let at = first; at <= last; at += EVENTS_AT_ONCE) {
    const found = await reads.misindexed(writer, at, Math.min(last, at + EVENTS_AT_ONCE - 1));
    subjects += found.subjects;
    for (const sequence of found.wrong) wrong.push([writer, sequence]);
  }
  return { wrong, subjects };
}

/** Looks at each seal when it is asked for. */
export function digestsHere(reads: AuditReads): SealDigests {
  return { expect: () => undefined, digestOf: (seal, withIndex) => digestSeal(reads, seal, withIndex) };
}
