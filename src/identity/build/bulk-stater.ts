import type { Kysely } from "kysely";
import type { Clock } from "../../domain/instant.js";
import type { IdentityWriter, Observed } from "../identity-writer.js";
import { NextNumber } from "../log/next-number.js";
import { recordName, StatementLog } from "../log/statement-log.js";
import { readObservation, type Observation, type ReadObservation } from "../observation.js";
import type { IdentityTables } from "../tables.js";
import { insertRows } from "./insert-rows.js";
import type { PrintedRecord, Printer } from "./printer.js";
import { markUnsettled } from "./unsettled.js";

/** Above so many new records of a page it is worth stating them apart and settling all of them together at the end. */
const WORTH_IT = 50;

/**
 * States the records of a listing, many at a time. Those that nobody has stated before are only written down, and settled
 * when the listing is through; whatever is known already goes the way of every change.
 */
export class BulkStater {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
    private readonly writer: IdentityWriter,
    private readonly printer: Printer,
  ) {}

  async observe(observations: readonly Observation[]): Promise<Observed> {
    const { ring } = this.writer.parts;
    const read = observations.map((each) => readObservation(each, ring, this.clock.now()));
    const held = await new StatementLog(this.store, this.clock).readMany(read);
    const names = new Set<string>();
    const fresh = new Set<ReadObservation>();
    for (const each of read) {
      const name = recordName(each);
      if (!held.has(name) && !names.has(name)) fresh.add(each);
      names.add(name);
    }
    if (fresh.size < WORTH_IT) return this.writer.observe(observations);
    const printed = await this.printer.print([...fresh].map(({ traits, numbers }) => ({ traits, numbers })));
    const taken = await this.#write([...fresh], printed);
    const others = await this.writer.observe(
      observations.filter((_, index) => {
        const each = read[index];
        return each !== undefined && (!fresh.has(each) || !taken.has(each));
      }),
    );
    const flagged = [...taken].filter(({ flags }) => flags.length > 0).length;
    return { changed: [...others.changed, ...Array.from(taken.values(), () => 0)], flagged: flagged + others.flagged };
  }

  /** What has been written; a record that another process has stated in the meantime is left for the slower way. */
  #write(fresh: readonly ReadObservation[], printed: readonly PrintedRecord[]): Promise<Set<ReadObservation>> {
    return this.writer.inTurn(async (store) => {
      const known = await new StatementLog(store, this.clock).readMany(fresh);
      const next = new NextNumber(store);
      const records: (string | number)[][] = [];
      const statements: (string | number | null)[][] = [];
      const taken = new Set<ReadObservation>();
      const received = this.clock.now();
      for (const [index, each] of fresh.entries()) {
        const print = printed[index];
        if (print === undefined || known.has(recordName(each))) continue;
        const { source, recordId, origin, digest, numbersDigest, flags, observedAt } = each;
        const [record, sequence] = [await next.of("record"), await next.of("statement")];
        records.push([record, source, recordId, sequence]);
        const whole = `${digest}.${numbersDigest ?? ""}`;
        const { prints, held } = print;
        statements.push([
          ...[sequence, record, origin, whole, prints, JSON.stringify(held), JSON.stringify(flags)],
          ...[observedAt, received],
        ]);
        taken.add(each);
      }
      const [first] = records;
      if (first === undefined) return taken;
      await insertRows(store, "record", ["record", "source", "record_id", "statement"], records);
      await insertRows(store, "statement", STATEMENT_COLUMNS, statements);
      await markUnsettled(store, Number(first[0]));
      return taken;
    });
  }
}

const STATEMENT_COLUMNS = [
  "sequence",
  "record",
  "origin",
  "digest",
  "prints",
  "held",
  "flags",
  "observed_at",
  "received_at",
] as const;
