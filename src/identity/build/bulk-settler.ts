import type { Kysely } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Clock } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import { anchorKey } from "../anchor-order.js";
import type { IdentityWriter } from "../identity-writer.js";
import { Settlement } from "../settlement.js";
import type { IdentityTables } from "../tables.js";
import { ALL_RECORDS } from "../stored-frequencies.js";
import { countFrequencies } from "./count-frequencies.js";
import { BulkPartition, type BulkGroup } from "./bulk-partition.js";
import { insertRows } from "./insert-rows.js";
import { writeKeys } from "./write-keys.js";
import { StatedRecords } from "./stated-records.js";
import { GroupNames } from "./group-names.js";
import { clearUnsettled, firstUnsettled } from "./unsettled.js";

export type BuildStep = "READING" | "COUNTING" | "KEYS" | "COMPARING" | "LINKING";
export type OnStep = (step: BuildStep, done: number, of: number) => void;

/** Settles all records of the index together: what a listing has stated, and everybody whom that may concern. */
export class BulkSettler {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
    private readonly writer: IdentityWriter,
  ) {}

  /** False when nothing was waiting to be settled. */
  async settle(onStep: OnStep): Promise<boolean> {
    const first = await firstUnsettled(this.store);
    if (first === 0) return false;
    const { ring, model, secret } = this.writer.parts;
    const records = new StatedRecords(ring);
    await records.load(this.store, (read) => onStep("READING", read, read));
    const frequencies = countFrequencies(records);
    await this.#keepFrequencies(frequencies.counts, records.size);
    onStep("COUNTING", records.size, records.size);
    await writeKeys(this.writer, records, first, (done, of) => onStep("KEYS", done, of));
    const partition = new BulkPartition(records, { model, frequencies: frequencies.model });
    partition.compare((done, of) => onStep("COMPARING", done, of));
    const settled = await this.writer.inTurn((store) => this.#link(store, records, partition, secret, onStep));
    // Who has been here before, or has changed meanwhile, may have to part or to join: that is an event, and goes its way.
    const changed = await this.store
      .selectFrom("record")
      .select("record")
      .where("statement", ">", records.newest)
      .execute();
    for (const record of new Set([...settled, ...changed.map((row) => row.record)])) {
      await this.writer.inTurn((store) => new Settlement(store, this.clock, this.writer.parts).settle([record]));
    }
    await clearUnsettled(this.store, first);
    return true;
  }

  /** Links whom nobody has linked; gives back the records that have to be settled one by one. */
  async #link(
    store: Kysely<IdentityTables>,
    records: StatedRecords,
    partition: BulkPartition,
    secret: string,
    onStep: OnStep,
  ): Promise<number[]> {
    const names = await GroupNames.read(store, records, secret);
    const slow: number[] = [];
    let links: (string | number | null)[][] = [];
    let judgements: (string | number | null)[][] = [];
    const decided_at = this.clock.now();
    const flush = async (): Promise<void> => {
      await insertRows(store, "link", LINK_COLUMNS, links);
      await insertRows(store, "judgement", JUDGEMENT_COLUMNS, judgements);
      [links, judgements] = [[], []];
    };
    for (const { groups, doubts, done } of partition.components()) {
      const named = groups.map((group) => names.of(group));
      const [firstPlace] = groups[0]?.places ?? [];
      if (named.includes(null) || new Set(named).size < named.length) {
        if (firstPlace !== undefined) slow.push(records.numbers[firstPlace] ?? 0);
        continue;
      }
      for (const [index, group] of groups.entries())
        links.push(...linkRows(group, named[index] ?? null, records, names, decided_at));
      for (const { low, high, why } of doubts) {
        judgements.push([
          low,
          high,
          "UNSURE",
          why.rule,
          why.score,
          JSON.stringify(why.matchedOn),
          JSON.stringify(why.against),
          "rule",
          decided_at,
          null,
          null,
        ]);
      }
      if (links.length >= 10_000) {
        await flush();
        onStep("LINKING", done, records.size);
      }
    }
    await flush();
    onStep("LINKING", records.size, records.size);
    return slow;
  }

  async #keepFrequencies(counts: ReadonlyMap<string, number>, records: number): Promise<void> {
    await this.writer.inTurn(async (store) => {
      await store.deleteFrom("frequency").execute();
      await insertRows(store, "frequency", ["token", "count"], [[ALL_RECORDS, records], ...counts]);
    });
  }
}

function linkRows(
  { places, why }: BulkGroup,
  customer: CustomerId | null,
  records: StatedRecords,
  names: GroupNames,
  decidedAt: number,
): (string | number | null)[][] {
  return places
    .filter((place) => names.isNew(place))
    .map((place) => {
      const [source, recordId] = [records.sources[place] ?? "", records.recordIds[place] ?? ""];
      const reason = why.get(anchorKey({ source: source as SourceName, recordId }));
      return [
        source,
        recordId,
        customer,
        "POSITIVE",
        reason?.rule ?? "FIRST_KNOWN",
        reason?.score ?? null,
        JSON.stringify(reason?.matchedOn ?? []),
        JSON.stringify(reason?.against ?? []),
        "rule",
        decidedAt,
        null,
      ];
    });
}

const LINK_COLUMNS = [
  "source",
  "record_id",
  "customer_id",
  "decision",
  "rule",
  "score",
  "matched_on",
  "against",
  "decided_by",
  "decided_at",
  "event",
] as const;

const JUDGEMENT_COLUMNS = [
  "low",
  "high",
  "decision",
  "rule",
  "score",
  "matched_on",
  "against",
  "decided_by",
  "decided_at",
  "reason",
  "event",
] as const;
