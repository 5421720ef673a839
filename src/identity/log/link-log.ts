import type { Kysely, Selectable } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Clock, Instant } from "../../domain/instant.js";
import type { Link, RecordKey } from "../../domain/membership.js";
import type { SourceName } from "../../domain/source.js";
import type { IdentityTables } from "../tables.js";

/** Why a record belongs to a customer. */
export type LinkReason = Pick<Link, "rule" | "score" | "matchedOn" | "against" | "decidedBy">;

export interface LinkMove extends RecordKey {
  readonly to: CustomerId;
  readonly why: LinkReason;
  readonly event: number | null;
}

/** Which customer each record belongs to. Rows are only added; the newest of a record counts. */
export class LinkLog {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  async add(moves: readonly LinkMove[]): Promise<void> {
    const decided_at = this.clock.now();
    for (let at = 0; at < moves.length; at += 100) {
      await this.store
        .insertInto("link")
        .values(
          moves.slice(at, at + 100).map(({ source, recordId, to, why, event }) => ({
            source,
            record_id: recordId,
            customer_id: to,
            decision: "POSITIVE",
            rule: why.rule,
            score: why.score,
            matched_on: JSON.stringify(why.matchedOn),
            against: JSON.stringify(why.against),
            decided_by: why.decidedBy,
            decided_at,
            event,
          })),
        )
        .execute();
    }
  }

  /** The customer that a record belongs to now; null when it has not been linked. */
  async customerOf(record: RecordKey): Promise<CustomerId | null> {
    const row = await this.#newest(record).select("customer_id").executeTakeFirst();
    return (row?.customer_id ?? null) as CustomerId | null;
  }

  /** The customers of many records, by `source\nrecordId`; records that have not been linked are left out. */
  async customersOf(records: readonly RecordKey[]): Promise<Map<string, CustomerId>> {
    const found = new Map<string, CustomerId>();
    for (let at = 0; at < records.length; at += 200) {
      const some = records.slice(at, at + 200);
      const rows = await this.store
        .selectFrom("link")
        .select(["source", "record_id", "customer_id"])
        .where("decision", "=", "POSITIVE")
        .where((where) =>
          where.or(
            some.map(({ source, recordId }) =>
              where.and([where("source", "=", source), where("record_id", "=", recordId)]),
            ),
          ),
        )
        .orderBy("sequence")
        .execute();
      for (const { source, record_id, customer_id } of rows) {
        found.set(`${source}\n${record_id}`, customer_id as CustomerId);
      }
    }
    return found;
  }

  /** Why a record was this customer's before an event. */
  async reasonBefore(event: number, record: RecordKey, customerId: CustomerId): Promise<LinkReason | null> {
    const row = await this.#newest(record)
      .selectAll()
      .where("customer_id", "=", customerId)
      .where((where) => where.or([where("event", "is", null), where("event", "<", event)]))
      .executeTakeFirst();
    return row === undefined ? null : toLink(row);
  }

  /** The record that was the last to be linked to this customer, wherever it is now. */
  async lastRecordOf(customerId: CustomerId): Promise<RecordKey | null> {
    const row = await this.store
      .selectFrom("link")
      .select(["source", "record_id"])
      .where("customer_id", "=", customerId)
      // A doubt names somebody else's record: it leads to no successor.
      .where("decision", "=", "POSITIVE")
      .orderBy("sequence", "desc")
      .limit(1)
      .executeTakeFirst();
    return row === undefined ? null : { source: row.source as SourceName, recordId: row.record_id };
  }

  /** What belongs to each of the customers now; customers whose records have all gone elsewhere are left out. */
  async current(customerIds: readonly CustomerId[]): Promise<Map<string, Link[]>> {
    const rows = await this.store
      .selectFrom("link as mine")
      .selectAll("mine")
      .where("mine.customer_id", "in", customerIds)
      .where("mine.decision", "=", "POSITIVE")
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("link as later")
              .select("later.sequence")
              .whereRef("later.source", "=", "mine.source")
              .whereRef("later.record_id", "=", "mine.record_id")
              .where("later.decision", "=", "POSITIVE")
              .whereRef("later.sequence", ">", "mine.sequence"),
          ),
        ),
      )
      .orderBy("mine.sequence")
      .execute();
    return Map.groupBy(rows.map(toLink), ({ customerId }) => customerId);
  }

  /** Every customer that any of the records has ever belonged to, the earliest first. */
  async everOf(records: readonly RecordKey[]): Promise<readonly CustomerId[]> {
    const ids: { readonly id: CustomerId; readonly sequence: number }[] = [];
    for (const { source, recordId } of records) {
      const rows = await this.store
        .selectFrom("link")
        .select(["customer_id", "sequence"])
        .where("source", "=", source)
        .where("record_id", "=", recordId)
        .where("decision", "=", "POSITIVE")
        .execute();
      ids.push(...rows.map((row) => ({ id: row.customer_id as CustomerId, sequence: row.sequence })));
    }
    return [...new Set(ids.sort((left, right) => left.sequence - right.sequence).map(({ id }) => id))];
  }

  #newest({ source, recordId }: RecordKey) {
    return this.store
      .selectFrom("link")
      .where("source", "=", source)
      .where("record_id", "=", recordId)
      .where("decision", "=", "POSITIVE")
      .orderBy("sequence", "desc")
      .limit(1);
  }
}

export function toLink(row: Selectable<IdentityTables["link"]>): Link {
  return {
    source: row.source as SourceName,
    recordId: row.record_id,
    customerId: row.customer_id as CustomerId,
    decision: "POSITIVE",
    rule: row.rule,
    score: row.score,
    matchedOn: JSON.parse(row.matched_on) as string[],
    against: JSON.parse(row.against) as string[],
    decidedBy: row.decided_by,
    decidedAt: row.decided_at as Instant,
    event: row.event,
  };
}
