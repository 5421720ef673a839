import DataLoader from "dataloader";
import type { Known, Listing, Outcome } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";
import type { Question } from "./cache/operation.js";

/** What a source said of the keys of one batch. Keys that are not found are absent there, unless a record was unreadable. */
export type Batch<V> = Known<{ readonly found: ReadonlyMap<string, V>; readonly gaps?: readonly SourceFault[] }>;

/** What upstreams take in one call. */
const LARGEST_BATCH = 200;

/** Asks one source, out of what is kept where that will do; one outcome for each question. */
export type AskAll = (
  questions: readonly Question[],
  fetch: (open: readonly Question[], deadline: Deadline) => Promise<readonly Outcome<unknown>[]>,
) => Promise<readonly Outcome<unknown>[]>;

export interface LoaderOperation<V> {
  readonly source: SourceName;
  /** The question that a key stands for. Its last argument is the key. */
  readonly toQuestion: (key: string) => Question;
  readonly fetchBatch: (keys: readonly string[], deadline: Deadline) => Promise<Batch<V>>;
}

/**
 * A loader over one kind of question to one source. Keys asked for in one tick go out together; each key is asked for once
 * per request. It never rejects: a fault of the source is an outcome.
 */
export function outcomeLoader<V>(
  ask: AskAll,
  { source, toQuestion, fetchBatch }: LoaderOperation<V>,
): DataLoader<string, Outcome<V>> {
  const fetch = async (open: readonly Question[], deadline: Deadline): Promise<readonly Outcome<V>[]> => {
    const keys = open.map(({ args }) => args.at(-1) ?? "");
    try {
      const batch = await fetchBatch(keys, deadline);
      return keys.map((key) => outcomeIn(batch, key));
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      return keys.map(() => ({ kind: "unavailable", source, because: error }));
    }
  };
  const load = (keys: readonly string[]): Promise<Outcome<V>[]> =>
    ask(keys.map(toQuestion), fetch) as Promise<Outcome<V>[]>;
  return new DataLoader(load, { maxBatchSize: LARGEST_BATCH });
}

export function outcomeIn<V>({ source, asOf, retrievedAt, value }: Batch<V>, key: string): Outcome<V> {
  const found = value.found.get(key);
  if (found !== undefined) return { kind: "known", source, asOf, retrievedAt, value: found };
  // A record that could not be read may be the one asked for: then we do not know, which is not the same as "none".
  const gap = value.gaps?.find((fault) => fault.mayConcern(key));
  if (gap !== undefined) return { kind: "unavailable", source, because: gap };
  return { kind: "absent", source, asOf, retrievedAt };
}

/** A listing as a batch, by the key that each record has. */
export function byKey<T>(answer: Known<Listing<T>>, keyOf: (item: T) => string | undefined): Batch<T> {
  const found = new Map<string, T>();
  for (const item of answer.value.items) {
    const key = keyOf(item);
    if (key !== undefined) found.set(key, item);
  }
  return { ...answer, value: { found, gaps: answer.value.gaps } };
}
