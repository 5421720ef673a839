import type { Kysely } from "kysely";
import { Thread } from "../../platform/thread.js";
import type { IdentityTables } from "../tables.js";
import type { PartitionData } from "./partition-worker.js";
import type { LinkRows, Partitioner, ReadIndex } from "./partitioner.js";

const SCRIPT = new URL(`./partition-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Partitions in a thread of its own, which reads the index itself: what it compares lies in its memory alone. */
export class PartitionThread implements Partitioner {
  readonly #thread: Thread;

  constructor(data: PartitionData) {
    this.#thread = new Thread(SCRIPT, data, { maxYoungGenerationSizeMb: 24 });
  }

  async read(): Promise<ReadIndex> {
    return JSON.parse(await this.#thread.call<string>("read")) as ReadIndex;
  }

  compare(): Promise<void> {
    return this.#thread.call("compare");
  }

  /** The thread reads by its own connection: what nobody writes is the same for all. */
  name(_: Kysely<IdentityTables>, decidedAt: number): Promise<void> {
    return this.#thread.call("name", decidedAt);
  }

  async next(): Promise<LinkRows | null> {
    return JSON.parse(await this.#thread.call<string>("next")) as LinkRows | null;
  }

  async close(): Promise<void> {
    if (this.#thread.isAlive) await this.#thread.call("close");
    await this.#thread.stop();
  }
}
