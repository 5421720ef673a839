import type { Kysely } from "kysely";
import type { Clock } from "../../domain/instant.js";
import type { IdentityWriter } from "../identity-writer.js";
import { Settlement } from "../settlement.js";
import { ALL_RECORDS } from "../stored-frequencies.js";
import type { IdentityTables } from "../tables.js";
import { insertRows } from "./insert-rows.js";
import { JUDGEMENT_COLUMNS, LINK_COLUMNS } from "./link-batch.js";
import { withoutLinkIndexes } from "./link-indexes.js";
import { InlinePartitioner, type Partitioner, type ReadIndex } from "./partitioner.js";
import { clearUnsettled, firstUnsettled } from "./unsettled.js";
import { writeKeys } from "./write-keys.js";

export type BuildStep = "COUNTING" | "KEYS" | "COMPARING" | "LINKING";
export type OnStep = (step: BuildStep, done: number, of: number) => void;

/**
 * Settles all records of the index together: what a listing has stated, and everybody whom that may concern. Who belongs
 * to whom is found in one thread while this one writes the keys under which records are found.
 */
export class BulkSettler {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
    private readonly writer: IdentityWriter,
    private readonly startPartitioner: () => Partitioner = () => new InlinePartitioner(store, writer.parts),
  ) {}

  /** False when nothing was waiting to be settled. */
  async settle(onStep: OnStep): Promise<boolean> {
    const first = await firstUnsettled(this.store);
    if (first === 0) return false;
    const partitioner = this.startPartitioner();
    try {
      const [read] = await Promise.all([
        this.#compared(partitioner),
        writeKeys(this.store, this.writer, first, (done, of) => onStep("KEYS", done, of)),
      ]);
      onStep("COMPARING", read.size, read.size);
      const slow = await this.writer.inTurn((store) => this.#link(store, partitioner, read, onStep));
      await this.#settleSlowly(slow, read);
    } finally {
      await partitioner.close();
    }
    await clearUnsettled(this.store, first);
    return true;
  }

  async #compared(partitioner: Partitioner): Promise<ReadIndex> {
    const read = await partitioner.read();
    await this.#keepFrequencies(read);
    await partitioner.compare();
    return read;
  }

  /** Links whom nobody has linked; gives back the records that have to be settled one by one. */
  #link(
    store: Kysely<IdentityTables>,
    partitioner: Partitioner,
    { size }: ReadIndex,
    onStep: OnStep,
  ): Promise<readonly number[]> {
    return withoutLinkIndexes(store, size, async () => {
      const slow: number[] = [];
      await partitioner.name(store, this.clock.now());
      // The next rows are made while these are written.
      for (let coming = partitioner.next(); ;) {
        const batch = await coming;
        if (batch === null) break;
        coming = partitioner.next();
        await insertRows(store, "link", LINK_COLUMNS, batch.links);
        await insertRows(store, "judgement", JUDGEMENT_COLUMNS, batch.judgements);
        slow.push(...batch.slow);
        onStep("LINKING", batch.done, size);
      }
      onStep("LINKING", size, size);
      return slow;
    });
  }

  /** Who has been here before, or has changed meanwhile, may have to part or to join: that is an event, and goes its way. */
  async #settleSlowly(slow: readonly number[], { newest }: ReadIndex): Promise<void> {
    const changed = await this.store.selectFrom("record").select("record").where("statement", ">", newest).execute();
    for (const record of new Set([...slow, ...changed.map((row) => row.record)])) {
      await this.writer.inTurn((store) => new Settlement(store, this.clock, this.writer.parts).settle([record]));
    }
  }

  async #keepFrequencies({ counts, size }: ReadIndex): Promise<void> {
    await this.writer.inTurn(async (store) => {
      await store.deleteFrom("frequency").execute();
      await insertRows(store, "frequency", ["token", "count"], [[ALL_RECORDS, size], ...counts]);
    });
  }
}
