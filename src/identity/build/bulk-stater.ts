import type { Kysely } from "kysely";
import { toIsoText, type Clock } from "../../domain/instant.js";
import type { IdentityWriter, Observed } from "../identity-writer.js";
import { NextNumber } from "../log/next-number.js";
import { recordName, StatementLog } from "../log/statement-log.js";
import { openObservation, type Observation } from "../observation.js";
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
    const held = await new StatementLog(this.store, this.clock).known(observations.map(({ record }) => record));
    const fresh = new Map<string, Observation>();
    const others: Observation[] = [];
    for (const each of observations) {
      const name = recordName(each.record);
      if (held.has(name) || fresh.has(name)) others.push(each);
      else fresh.set(name, each);
    }
    if (fresh.size < WORTH_IT) return this.writer.observe(observations);
    const page = [...fresh.values()];
    const today = toIsoText(this.clock.now()).slice(0, 10);
    const printed = await this.printer.print(page.map(openObservation), today);
    const { taken, left } = await this.#write(page, printed);
    const slowly = await this.writer.observe([...left, ...others]);
    const flagged = printed.filter(({ flags }) => flags.length > 0).length;
    return { changed: [...slowly.changed, ...taken], flagged: flagged + slowly.flagged };
  }

  /** The numbers of what has been written; what another process has stated in the meantime is left for the slower way. */
  #write(page: readonly Observation[], printed: readonly PrintedRecord[]) {
    return this.writer.inTurn(async (store) => {
      const known = await new StatementLog(store, this.clock).known(page.map(({ record }) => record));
      const next = new NextNumber(store);
      const records: (string | number)[][] = [];
      const statements: (string | number | null)[][] = [];
      const [taken, left]: [number[], Observation[]] = [[], []];
      const received = this.clock.now();
      for (const [index, each] of page.entries()) {
        const print = printed[index];
        if (print === undefined || known.has(recordName(each.record))) {
          left.push(each);
          continue;
        }
        const { source, recordId, observedAt } = each.record;
        const [record, sequence] = [await next.of("record"), await next.of("statement")];
        records.push([record, source, recordId, sequence]);
        const { prints, digest } = print;
        const [held, flags] = [JSON.stringify(print.held), JSON.stringify(print.flags)];
        statements.push([sequence, record, each.origin, digest, prints, held, flags, observedAt, received]);
        taken.push(record);
      }
      const [first] = records;
      if (first === undefined) return { taken, left };
      await insertRows(store, "record", ["record", "source", "record_id", "statement"], records);
      await insertRows(store, "statement", STATEMENT_COLUMNS, statements);
      await markUnsettled(store, Number(first[0]));
      return { taken, left };
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
