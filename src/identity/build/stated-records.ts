import type { Kysely } from "kysely";
import type { RecordKey } from "../../domain/membership.js";
import type { SourceName } from "../../domain/source.js";
import type { KeyRing } from "../features/key-ring.js";
import type { Fingerprint } from "../features/fingerprint.js";
import type { IdentityTables } from "../tables.js";
import { TextStore } from "./text-store.js";

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

/** Every record of the index with what is stated of it. Places count from 0 and are this object's own. */
export class StatedRecords {
  readonly numbers: number[] = [];
  /** The newest statement among them: what comes later has not been seen. */
  newest = 0;
  readonly #sources: SourceName[] = [];
  readonly #recordIds = new TextStore();
  readonly #prints = new TextStore();

  constructor(private readonly ring: KeyRing) {}

  async load(store: Kysely<IdentityTables>): Promise<void> {
    // One text for each source, instead of one for each record.
    const sources = new Map<string, SourceName>();
    for (let after = 0; ;) {
      const rows = await readStated(store, after);
      for (const row of rows) {
        after = row.record;
        this.newest = Math.max(this.newest, row.sequence);
        this.numbers.push(row.record);
        const source = sources.get(row.source) ?? (row.source as SourceName);
        sources.set(source, source);
        this.#sources.push(source);
        this.#recordIds.add(row.record_id);
        this.#prints.add(row.prints);
      }
      if (rows.length < STATED_PAGE) return;
    }
  }

  get size(): number {
    return this.numbers.length;
  }

  keyOf(place: number): RecordKey {
    const source = this.#sources[place];
    if (source === undefined) throw new RangeError("there is no such place");
    return { source, recordId: this.#recordIds.read(place) };
  }

  /** The fingerprint by which the record is compared; null where nothing is stated. */
  print(place: number): Fingerprint | null {
    return this.ring.comparable(this.#prints.read(place));
  }
}
