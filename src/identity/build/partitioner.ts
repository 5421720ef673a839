import type { Kysely } from "kysely";
import type { MatchingParts } from "../matching-parts.js";
import type { IdentityTables } from "../tables.js";
import { BulkPartition, type BulkComponent } from "./bulk-partition.js";
import { countFrequencies } from "./count-frequencies.js";
import { GroupNames } from "./group-names.js";
import { LinkBatch } from "./link-batch.js";
import { StatedRecords } from "./stated-records.js";

/** What has been read of an index to be partitioned. */
export interface ReadIndex {
  readonly size: number;
  /** The newest statement that has been read. */
  readonly newest: number;
  /** How often names and places occur. */
  readonly counts: readonly (readonly [string, number])[];
}

export type LinkRows = Pick<LinkBatch, "links" | "judgements" | "slow" | "done">;

/** Finds who belongs to whom in a whole index: step by step, so that somebody else can write meanwhile. */
export interface Partitioner {
  read(): Promise<ReadIndex>;
  compare(): Promise<void>;
  /** Reads whose the records are so far, inside the turn of whoever is going to write: nobody else writes from here on. */
  name(store: Kysely<IdentityTables>, decidedAt: number): Promise<void>;
  /** The next rows to be written; null when there are no more, and before the names have been read. */
  next(): Promise<LinkRows | null>;
  close(): Promise<void>;
}

/** One statement's; as a text small enough for the collector to forget it at once, and not with all that is old. */
const PER_BATCH = 400;

/** Does it where it stands. */
export class InlinePartitioner implements Partitioner {
  readonly #records: StatedRecords;
  #partition: BulkPartition | null = null;
  #names: GroupNames | null = null;
  #components: Generator<BulkComponent> | null = null;
  #decidedAt = 0;

  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly parts: MatchingParts,
  ) {
    this.#records = new StatedRecords(parts.ring);
  }

  async read(): Promise<ReadIndex> {
    await this.#records.load(this.store);
    const { counts, model: frequencies } = countFrequencies(this.#records);
    this.#partition = new BulkPartition(this.#records, { model: this.parts.model, frequencies });
    return { size: this.#records.size, newest: this.#records.newest, counts: [...counts] };
  }

  compare(): Promise<void> {
    this.#partition?.compare();
    return Promise.resolve();
  }

  async name(store: Kysely<IdentityTables>, decidedAt: number): Promise<void> {
    this.#names = await GroupNames.read(store, this.#records, this.parts.secret);
    this.#components = this.#partition?.components() ?? null;
    this.#decidedAt = decidedAt;
  }

  next(): Promise<LinkRows | null> {
    const [names, components] = [this.#names, this.#components];
    if (names === null || components === null) return Promise.resolve(null);
    const batch = new LinkBatch(this.#decidedAt);
    for (let next = components.next(); next.done !== true; next = components.next()) {
      batch.add(next.value, this.#records, names);
      if (batch.links.length >= PER_BATCH) return Promise.resolve(batch);
    }
    this.#components = null;
    return Promise.resolve(batch);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
