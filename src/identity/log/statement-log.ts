import type { CompiledQuery, Kysely } from "kysely";
import type { Clock, Instant } from "../../domain/instant.js";
import type { RecordKey } from "../../domain/membership.js";
import type { SourceName } from "../../domain/source.js";
import type { TraitFlag } from "../features/traits.js";
import type { IdentityTables } from "../tables.js";
import { withParameters } from "../kept-query.js";
import { NextNumber } from "./next-number.js";

/** One thing said of a record, ready to be written. */
export interface PreparedStatement extends RecordKey {
  readonly origin: "LISTING" | "CHANGE" | "LOOKUP";
  readonly digest: string;
  /** Empty for a record that the source has given up. */
  readonly prints: string;
  /** By which the record is matched, and found. */
  readonly keys: readonly string[];
  /** By which the customer is found for what he holds. */
  readonly held: readonly string[];
  readonly flags: readonly TraitFlag[];
  readonly observedAt: Instant | null;
}

export interface StatedRecord extends RecordKey {
  readonly record: number;
  readonly statement: number;
  readonly prints: string;
  readonly held: readonly string[];
  readonly digest: string;
  readonly flags: readonly TraitFlag[];
  readonly observedAt: Instant | null;
}

/** What sources have said of their records. Rows are only added; `record` names the one that counts. */
export class StatementLog {
  readonly #next: NextNumber;

  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {
    this.#next = new NextNumber(store);
  }

  /** What is held of the records, by `source\nrecordId`; records never heard of are left out. */
  async readMany(keys: readonly RecordKey[]): Promise<Map<string, StatedRecord>> {
    const found = new Map<string, StatedRecord>();
    for (let at = 0; at < keys.length; at += LARGEST_LIST) {
      const bySource = Map.groupBy(keys.slice(at, at + LARGEST_LIST), ({ source }) => source);
      const rows = await this.#select()
        .where((where) =>
          where.or(
            [...bySource].map(([source, own]) =>
              where.and([
                where("record.source", "=", source),
                where(
                  "record.record_id",
                  "in",
                  own.map(({ recordId }) => recordId),
                ),
              ]),
            ),
          ),
        )
        .execute();
      for (const row of rows) found.set(nameOf(row), toStated(row));
    }
    return found;
  }

  /** Which of the records have been heard of, by `source\nrecordId`. */
  async known(keys: readonly RecordKey[]): Promise<Set<string>> {
    const found = new Set<string>();
    for (const [source, own] of Map.groupBy(keys, (key) => key.source)) {
      for (let at = 0; at < own.length; at += LARGEST_LIST) {
        const ids = own.slice(at, at + LARGEST_LIST).map(({ recordId }) => recordId);
        const { rows } = await this.store.executeQuery(this.#knownQuery(source, ids));
        for (const row of rows) found.add(recordName({ source, recordId: row.record_id }));
      }
    }
    return found;
  }

  /** The text is the same for every list, and filled up with what is asked for anyway. */
  #knownQuery(source: SourceName, ids: readonly string[]): CompiledQuery<{ record_id: string }> {
    const [first = ""] = ids;
    const padding = Array.from({ length: LARGEST_LIST - ids.length }, () => first);
    return withParameters(this.store, "known", [source, ...ids, ...padding], () =>
      this.store
        .selectFrom("record")
        .select("record_id")
        .where("source", "=", "")
        .where(
          "record_id",
          "in",
          Array.from({ length: LARGEST_LIST }, () => ""),
        )
        .compile(),
    );
  }

  async readByNumber(records: readonly number[]): Promise<StatedRecord[]> {
    const found: StatedRecord[] = [];
    for (let at = 0; at < records.length; at += LARGEST_LIST) {
      const rows = await this.#select()
        .where("record.record", "in", records.slice(at, at + LARGEST_LIST))
        .execute();
      found.push(...rows.map(toStated));
    }
    return found;
  }

  /** Which records stand under which of the keys. A key under which more than `most` stand comes back without them. */
  async recordsUnder(keys: readonly string[], most: number): Promise<Map<string, readonly number[]>> {
    const found = new Map<string, readonly number[]>();
    for (const key of keys) {
      const rows = await this.store
        .selectFrom("record_key")
        .select("record")
        .where("key", "=", key)
        .limit(most + 1)
        .execute();
      found.set(key, rows.length > most ? TOO_MANY : rows.map(({ record }) => record));
    }
    return found;
  }

  /** Adds a statement. It counts from now on unless `counts` is false: an older word that has come late. `formerKeys` go. */
  async add(prepared: PreparedStatement, counts: boolean, formerKeys: readonly string[] = []): Promise<number> {
    const record = await this.#numberOf(prepared);
    const sequence = await this.#next.of("statement");
    await this.store
      .insertInto("statement")
      .values({
        sequence,
        record,
        origin: prepared.origin,
        digest: prepared.digest,
        prints: prepared.prints,
        held: JSON.stringify(prepared.held),
        flags: JSON.stringify(prepared.flags),
        observed_at: prepared.observedAt,
        received_at: this.clock.now(),
      })
      .execute();
    if (!counts) return record;
    await this.store.updateTable("record").set({ statement: sequence }).where("record", "=", record).execute();
    if (formerKeys.length > 0) {
      await this.store.deleteFrom("record_key").where("key", "in", formerKeys).where("record", "=", record).execute();
    }
    const keys = [...new Set([...prepared.keys, ...prepared.held])];
    if (keys.length > 0) {
      await this.store
        .insertInto("record_key")
        .values(keys.map((key) => ({ key, record })))
        .execute();
    }
    return record;
  }

  async #numberOf({ source, recordId }: RecordKey): Promise<number> {
    const known = await this.store
      .selectFrom("record")
      .select("record")
      .where("source", "=", source)
      .where("record_id", "=", recordId)
      .executeTakeFirst();
    if (known !== undefined) return known.record;
    const record = await this.#next.of("record");
    await this.store.insertInto("record").values({ record, source, record_id: recordId, statement: 0 }).execute();
    return record;
  }

  #select() {
    return this.store
      .selectFrom("record")
      .innerJoin("statement", "statement.sequence", "record.statement")
      .select([
        "record.record as record",
        "record.source as source",
        "record.record_id as record_id",
        "statement.sequence as statement",
        "statement.prints as prints",
        "statement.held as held",
        "statement.digest as digest",
        "statement.flags as flags",
        "statement.observed_at as observed_at",
      ]);
  }
}

/** Stands for a key that hundreds share. */
export const TOO_MANY: readonly number[] = [];

/** What both kinds of store take in one list of parameters. */
const LARGEST_LIST = 500;

interface Row {
  readonly record: number;
  readonly source: string;
  readonly record_id: string;
  readonly statement: number;
  readonly prints: string;
  readonly held: string;
  readonly digest: string;
  readonly flags: string;
  readonly observed_at: number | null;
}

function nameOf({ source, record_id }: Row): string {
  return recordName({ source: source as SourceName, recordId: record_id });
}

/** A record's name in a map. */
export function recordName({ source, recordId }: RecordKey): string {
  return `${source}\n${recordId}`;
}

function toStated(row: Row): StatedRecord {
  return {
    source: row.source as SourceName,
    recordId: row.record_id,
    record: row.record,
    statement: row.statement,
    prints: row.prints,
    held: JSON.parse(row.held) as string[],
    digest: row.digest,
    flags: JSON.parse(row.flags) as TraitFlag[],
    observedAt: row.observed_at as Instant | null,
  };
}
