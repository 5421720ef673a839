import type { Kysely } from "kysely";
import type { KeyRing } from "../features/key-ring.js";
import type { Fingerprint } from "../features/fingerprint.js";
import type { IdentityTables } from "../tables.js";

/** Rows read at once: enough to be quick, few enough to be forgotten quickly. */
export const STATED_PAGE = 20_000;

/** A page of records by number, behind `after`, each with the statement that counts. */
export function readStated(store: Kysely<IdentityTables>, after: number) {
  return store
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
    .limit(STATED_PAGE)
    .execute();
}

/**
 * Every record of the index with what is stated of it, held as text: a few hundred bytes each. Places count from 0 and
 * are this object's own.
 */
export class StatedRecords {
  readonly numbers: number[] = [];
  readonly sources: string[] = [];
  readonly recordIds: string[] = [];
  readonly prints: string[] = [];
  /** The newest statement among them: what comes later has not been seen. */
  newest = 0;

  constructor(private readonly ring: KeyRing) {}

  async load(store: Kysely<IdentityTables>): Promise<void> {
    for (let after = 0; ;) {
      const rows = await readStated(store, after);
      for (const row of rows) {
        after = row.record;
        this.newest = Math.max(this.newest, row.sequence);
        this.numbers.push(row.record);
        this.sources.push(row.source);
        this.recordIds.push(row.record_id);
        this.prints.push(row.prints);
      }
      if (rows.length < STATED_PAGE) return;
    }
  }

  get size(): number {
    return this.numbers.length;
  }

  /** The fingerprint by which the record is compared; null where nothing is stated. */
  print(place: number): Fingerprint | null {
    return this.ring.comparable(this.prints[place] ?? "");
  }
}
