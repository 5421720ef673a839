import type { Kysely } from "kysely";
import type { AuditEvent } from "../event/audit-event.js";
import type { Removal } from "../proof/removal.js";
import type { Seal, SealedRange, Signed } from "../proof/seal.js";
import type { EventText } from "../verify/chain-check.js";
import { RunDigest, type WholeRun } from "../verify/run-digest.js";
import type { Dialect } from "./audit-migrations.js";
import type { AuditFilter, EventPosition, StoredEvent } from "./audit-filter.js";
import { sealable, type Sealable, type UnsealedTail } from "../seal/sealable.js";
import type { AuditReads, Cursor, StreamedEvent, Unsealed } from "./audit-store.js";
import type { AuditTables } from "./audit-tables.js";
import { matching, newerThan, newestOfShapes, olderThan } from "./matching.js";
import { misindexedAmong, StoredIndexRows, type IndexRows, type Misindexed } from "./misindexed.js";
import { latestMark, readStream } from "./stream-reads.js";

/** Reads the trail from either store; the two differ in the order of their streams alone. */
export class SqlReads implements AuditReads {
  constructor(
    protected readonly store: Kysely<AuditTables>,
    protected readonly dialect: Dialect,
  ) {}

  async find(
    filter: AuditFilter,
    page: { readonly first: number; readonly before: EventPosition | null },
  ): Promise<readonly StoredEvent[]> {
    const merged = await newestOfShapes(this.store, filter, page);
    let query =
      merged === null
        ? matching(this.store, filter)
        : this.store.selectFrom("audit_event").where("position", "in", merged.length === 0 ? [-1] : merged);
    if (page.before !== null) query = query.where("at", "<=", page.before.at).where(olderThan(page.before));
    const rows = await query
      .select(STORED)
      .orderBy("at", "desc")
      .orderBy("position", "desc")
      .limit(page.first)
      .execute();
    return rows.map(toStored);
  }

  async scan(
    filter: AuditFilter,
    { first, after }: { readonly first: number; readonly after: EventPosition | null },
  ): Promise<readonly StoredEvent[]> {
    let query = matching(this.store, filter);
    if (after !== null) query = query.where("at", ">=", after.at).where(newerThan(after));
    return (await query.select(STORED).orderBy("at").orderBy("position").limit(first).execute()).map(toStored);
  }

  async count(filter: AuditFilter, most: number): Promise<number> {
    const found = matching(this.store, filter).select("position").limit(most).as("found");
    const { count } = await this.store
      .selectFrom(found)
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    return count;
  }

  async eventById(id: string): Promise<StoredEvent | null> {
    const row = await this.store.selectFrom("audit_event").select(STORED).where("id", "=", id).executeTakeFirst();
    return row === undefined ? null : toStored(row);
  }

  readAfter(cursor: Cursor | null, limit: number): Promise<readonly StreamedEvent[]> {
    return readStream(this.store, this.dialect, cursor, limit);
  }

  async latestCursor(): Promise<Cursor | null> {
    const order = this.dialect === "postgres" ? (["tx", "position"] as const) : (["position"] as const);
    let query = this.store.selectFrom("audit_event").select(["tx", "position"]).limit(1);
    for (const column of order) query = query.orderBy(column, "desc");
    const row = await query.executeTakeFirst();
    return row === undefined ? null : `${row.tx}.${row.position}`;
  }

  eventsOf(writer: string, first: number, last: number): Promise<readonly EventText[]> {
    return this.#run(writer, first, last).select(["writer", "sequence", "at", "canonical", "hash"]).execute();
  }

  async wholeRun(range: SealedRange): Promise<WholeRun | null> {
    const digest = new RunDigest(range);
    while (digest.next <= range.last) {
      const events = await this.eventsOf(
        range.writer,
        digest.next,
        Math.min(range.last, digest.next + EVENTS_AT_ONCE - 1),
      );
      if (events.length === 0) return null;
      for (const { sequence, at, canonical, hash } of events)
        if (!digest.take(sequence, at, canonical, hash)) return null;
    }
    return digest.end();
  }

  hashesOf(
    writer: string,
    first: number,
    last: number,
  ): Promise<readonly { readonly period: string; readonly hash: string }[]> {
    return this.#run(writer, first, last).select(["period", "hash"]).execute();
  }

  counts() {
    return this.store
      .selectFrom("audit_event")
      .select(({ fn }) => [
        "writer" as const,
        fn.countAll<number>().as("events"),
        fn.min("sequence").as("first"),
        fn.max("sequence").as("last"),
      ])
      .groupBy("writer")
      .execute();
  }

  async unsealed(): Promise<Unsealed> {
    // The mark is read first: whatever is stored after it stands behind it.
    const mark = await latestMark(this.store, this.dialect);
    const from = (await this.lastSeal())?.mark ?? 0;
    const writers = await this.writersFrom(from);
    const tails = await Promise.all(
      writers.map(async ({ writer, last }) => {
        const sealed = await this.store
          .selectFrom("audit_seal_range")
          .select(["last", "head"])
          .where("writer", "=", writer)
          .orderBy("last", "desc")
          .limit(1)
          .executeTakeFirst();
        return { writer, first: (sealed?.last ?? 0) + 1, last, before: sealed?.head ?? null };
      }),
    );
    return { mark, tails: tails.filter(({ first, last }) => first <= last) };
  }

  sealable(tails: readonly UnsealedTail[], most: number): Promise<Sealable> {
    return sealable(tails, most, (writer, first, last) => this.hashesOf(writer, first, last));
  }

  /** Who has written at or behind a mark of the stream, and how far. */
  protected writersFrom(mark: number): Promise<readonly { readonly writer: string; readonly last: number }[]> {
    return this.store
      .selectFrom("audit_event")
      .select(({ fn }) => ["writer" as const, fn.max("sequence").as("last")])
      .where(this.dialect === "postgres" ? "tx" : "position", ">=", mark)
      .groupBy("writer")
      .orderBy("writer")
      .execute();
  }

  async seals(from: number, limit: number): Promise<readonly Signed<Seal>[]> {
    const rows = await this.store
      .selectFrom("audit_seal")
      .select(["record", "signature"])
      .where("number", ">=", from)
      .orderBy("number")
      .limit(limit)
      .execute();
    return rows.map((row) => toSigned<Seal>(row));
  }

  async lastSeal(): Promise<(Signed<Seal> & { readonly mark: number }) | null> {
    const row = await this.store
      .selectFrom("audit_seal")
      .select(["record", "signature", "mark"])
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : { ...toSigned<Seal>(row), mark: row.mark };
  }

  async sealOf(writer: string, sequence: number): Promise<(SealedRange & { readonly number: number }) | null> {
    const row = await this.store
      .selectFrom("audit_seal_range as range")
      .innerJoin("audit_seal as seal", "seal.number", "range.number")
      .select(["range.number", "seal.record"])
      .where("range.writer", "=", writer)
      .where("range.last", ">=", sequence)
      .orderBy("range.last")
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return null;
    const range = (JSON.parse(row.record) as Seal).ranges.find((each) => each.writer === writer);
    return range === undefined || range.first > sequence ? null : { ...range, number: row.number };
  }

  async removals(): Promise<readonly Signed<Removal>[]> {
    const rows = await this.store
      .selectFrom("audit_removal")
      .select(["record", "signature"])
      .orderBy("period")
      .execute();
    return rows.map((row) => toSigned<Removal>(row));
  }

  async lastPublished(target: string): Promise<number> {
    const row = await this.store
      .selectFrom("audit_published")
      .select(({ fn }) => fn.max("number").as("number"))
      .where("target", "=", target)
      .executeTakeFirst();
    return row?.number ?? 0;
  }

  misindexed(writer: string, first: number, last: number): Promise<Misindexed> {
    return misindexedAmong(this.indexRows(), writer, first, last);
  }

  protected indexRows(): IndexRows {
    return new StoredIndexRows(this.store);
  }

  async subjectRows(): Promise<number> {
    const { rows } = await this.store
      .selectFrom("audit_subject")
      .select(({ fn }) => fn.countAll<number>().as("rows"))
      .executeTakeFirstOrThrow();
    return rows;
  }

  #run(writer: string, first: number, last: number) {
    return this.store
      .selectFrom("audit_event")
      .where("writer", "=", writer)
      .where("sequence", ">=", first)
      .where("sequence", "<=", last)
      .orderBy("sequence");
  }
}

const EVENTS_AT_ONCE = 2_000;
const STORED = ["position", "recorded_at", "canonical", "hash"] as const;

function toStored(row: {
  readonly position: number;
  readonly recorded_at: number;
  readonly canonical: string;
  readonly hash: string;
}): StoredEvent {
  const event = JSON.parse(row.canonical) as AuditEvent;
  return { event, hash: row.hash, position: row.position, recordedAt: row.recorded_at };
}

function toSigned<T>({ record, signature }: { readonly record: string; readonly signature: string }): Signed<T> {
  return { record: JSON.parse(record) as T, signature };
}
