import type { SQLInputValue } from "node:sqlite";
import { indexOf, type ChainedEvent } from "./stored-event.js";

/**
 * Events on their way to the thread that writes them, with what they are found by: the thread reads no event again. Rows
 * lie flat, one value after the other, for plain values cross to another thread many times faster than objects do.
 */
export interface SqliteBatch {
  /** `EVENT_COLUMNS` of each event. */
  readonly events: readonly SQLInputValue[];
  /** `SUBJECT_COLUMNS` of each customer of each event. */
  readonly subjects: readonly SQLInputValue[];
  /** `SHAPE_COLUMNS` of each field of the lists that the store may not have yet. */
  readonly shapes: readonly string[];
}

export const EVENT_COLUMNS = [
  "period",
  "id",
  "at",
  "recorded_at",
  "writer",
  "sequence",
  "actor",
  "purpose",
  "action",
  "decision",
  "grant_id",
  "outside",
  "canonical",
  "hash",
] as const;
/** `position` is that of the event among those of the batch, from 0. */
export const SUBJECT_COLUMNS = ["position", "period", "customer_id", "shape", "at", "outside"] as const;
export const SHAPE_COLUMNS = ["path", "class", "outcome", "shape"] as const;

/** Lists that are remembered to be stored; bounded, for a caller may think up ever new ones. */
const MOST_KNOWN = 10_000;

/** Lays events out for the thread, and remembers which lists of fields the store has. */
export class SqliteBatches {
  readonly #stored = new Set<string>();

  toBatch(chained: readonly ChainedEvent[]): SqliteBatch {
    const events: SQLInputValue[] = [];
    const subjects: SQLInputValue[] = [];
    const shapes: string[] = [];
    const named = new Set<string>();
    for (const [position, { event, canonical, hash, period, recordedAt }] of chained.entries()) {
      const { id, at, writer, sequence, actor, purpose, action, decision, grantId } = event;
      const index = indexOf(event);
      events.push(period, id, at, recordedAt, writer, sequence, actor.subject, purpose, action, decision, grantId);
      events.push(index.outside, canonical, hash);
      for (const { customerId, shape, outside } of index.subjects)
        subjects.push(position, period, customerId, shape, at, outside);
      for (const { shape, fields } of index.shapes) {
        if (this.#stored.has(shape) || named.has(shape)) continue;
        named.add(shape);
        for (const { class: dataClass, outcome, paths } of fields)
          for (const path of paths) shapes.push(path, dataClass, outcome, shape);
      }
    }
    return { events, subjects, shapes };
  }

  /** The batch is durable: its lists need not be sent again. */
  stored({ shapes }: SqliteBatch): void {
    if (this.#stored.size > MOST_KNOWN) this.#stored.clear();
    const last = SHAPE_COLUMNS.length - 1;
    for (const [at, value] of shapes.entries()) if (at % SHAPE_COLUMNS.length === last) this.#stored.add(value);
  }
}
