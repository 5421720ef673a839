import type { Kysely } from "kysely";
import type { KeyRing } from "../features/key-ring.js";
import type { Fingerprint } from "../features/fingerprint.js";
import type { IdentityTables } from "../tables.js";

/** Rows read at once: enough to be quick, few enough to be forgotten quickly. */
const PAGE = 20_000;

/**
 * Every record of the index with what is stated of it, held as text: a few hundred bytes each. Places count from 0 and
 * are this object's own.
 */
export class StatedRecords {
  readonly numbers: number[] = [];
  readonly sources: string[] = [];
  readonly recordIds: string[] = [];
  readonly prints: string[] = [];
  readonly #held = new Map<number, readonly string[]>();
  /** The newest statement among them: what comes later has not been seen. */
  newest = 0;

  constructor(private readonly ring: KeyRing) {}

  async load(store: Kysely<IdentityTables>, onPage: (read: number) => void): Promise<void> {
    for (let after = 0; ;) {
      const rows = await store
        .selectFrom("record")
        .innerJoin("statement", "statement.sequence", "record.statement")
        .select([
          "record.record",
          "record.source",
          "record.record_id",
          "statement.sequence",
          "statement.prints",
          "statement.held",
        ])
        .where("record.record", ">", after)
        .orderBy("record.record")
        .limit(PAGE)
        .execute();
      for (const row of rows) {
        after = row.record;
        this.newest = Math.max(this.newest, row.sequence);
        this.numbers.push(row.record);
        this.sources.push(row.source);
        this.recordIds.push(row.record_id);
        this.prints.push(row.prints);
        if (row.held !== "[]") this.#held.set(this.prints.length - 1, JSON.parse(row.held) as string[]);
      }
      onPage(this.numbers.length);
      if (rows.length < PAGE) return;
    }
  }

  get size(): number {
    return this.numbers.length;
  }

  /** The keys of what the customer holds there. */
  held(place: number): readonly string[] {
    return this.#held.get(place) ?? [];
  }

  /** The fingerprint by which the record is compared; null where nothing is stated. */
  print(place: number): Fingerprint | null {
    return this.ring.comparable(this.prints[place] ?? "");
  }
}
