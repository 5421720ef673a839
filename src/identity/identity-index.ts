import DataLoader from "dataloader";
import type { Kysely, Selectable } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { Link, Membership, RecordKey } from "../domain/membership.js";
import type { SourceName } from "../domain/source.js";
import type { MatchDecision } from "./match.rule.js";
import type { IdentityTables } from "./tables.js";

/** Which records are one customer: read and append. No judgement in it is ever changed or removed. */
export class IdentityIndex {
  /** Fifty customers of a page are read with one statement. Nothing is remembered: another process may have linked more. */
  readonly #members = new DataLoader<CustomerId, Membership | null>((ids) => this.#readMany(ids), {
    cache: false,
    maxBatchSize: 200,
  });

  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  /** The customer under this id, or under the id that has taken its records over; null when nobody has ever had it. */
  async read(customerId: CustomerId): Promise<Membership | null> {
    const membership = await this.#members.load(customerId);
    if (membership !== null) return membership;
    const former = await this.store
      .selectFrom("link")
      .select(["source", "record_id"])
      .where("customer_id", "=", customerId)
      // A doubt names somebody else's record: it leads to no successor.
      .where("decision", "=", "POSITIVE")
      .orderBy("sequence", "desc")
      .limit(1)
      .executeTakeFirst();
    if (former === undefined) return null;
    const successor = await this.customerOf({ source: former.source as SourceName, recordId: former.record_id });
    return successor === null || successor === customerId ? null : this.read(successor);
  }

  /** The customer that a record belongs to now; null when it has not been linked. */
  async customerOf(record: RecordKey): Promise<CustomerId | null> {
    const row = await this.store
      .selectFrom("link")
      .select("customer_id")
      .where("source", "=", record.source)
      .where("record_id", "=", record.recordId)
      .where("decision", "=", "POSITIVE")
      .orderBy("sequence", "desc")
      .limit(1)
      .executeTakeFirst();
    return (row?.customer_id ?? null) as CustomerId | null;
  }

  /**
   * Links a record to a customer, if it still belongs to the one it is taken from (null: to nobody). False when another
   * process has linked it in the meantime: one statement looks and writes, so that of two writers only one succeeds.
   */
  async moveRecord(
    record: RecordKey,
    from: CustomerId | null,
    to: CustomerId,
    why: MatchDecision | "FIRST_KNOWN",
  ): Promise<boolean> {
    const row = this.#toRow(record, to, why);
    const belongsTo = this.store
      .selectFrom("link")
      .select("customer_id")
      .where("source", "=", record.source)
      .where("record_id", "=", record.recordId)
      .where("decision", "=", "POSITIVE")
      .orderBy("sequence", "desc")
      .limit(1);
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("link")
      .columns(Object.keys(row) as (keyof typeof row)[])
      .expression(
        this.store
          .selectNoFrom((build) => Object.entries(row).map(([column, value]) => build.val(value).as(column)))
          .where(belongsTo, "is", from),
      )
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** Keeps a doubt for a steward: the record may or may not be this customer's. */
  async addDoubt(record: RecordKey, customerId: CustomerId, why: MatchDecision): Promise<void> {
    await this.store
      .insertInto("link")
      .values(this.#toRow(record, customerId, why))
      .execute();
  }

  /** Whether this doubt has been kept before. */
  async isDoubted(record: RecordKey, customerId: CustomerId): Promise<boolean> {
    const row = await this.store
      .selectFrom("link")
      .select("sequence")
      .where("source", "=", record.source)
      .where("record_id", "=", record.recordId)
      .where("customer_id", "=", customerId)
      .where("decision", "=", "UNSURE")
      .limit(1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /**
   * Whether each of the sources has said within a day whether it knows the customer. Somebody who had no card yesterday
   * may have one today.
   */
  isCurrent({ searched }: Membership, sources: readonly { readonly name: SourceName }[]): boolean {
    const oldest = this.clock.now() - LOOK_AGAIN_AFTER_MS;
    return sources.every(({ name }) => (searched.get(name) ?? Number.NEGATIVE_INFINITY) >= oldest);
  }

  /** Whether the store answers. */
  async isReachable(): Promise<boolean> {
    try {
      await this.store.selectFrom("link").select("sequence").limit(1).execute();
      return true;
    } catch {
      return false;
    }
  }

  /** Remembers that the sources have just answered whether they know the customer. */
  async markSearched(customerId: CustomerId, sources: readonly SourceName[]): Promise<void> {
    if (sources.length === 0) return;
    const searched_at = this.clock.now();
    await this.store
      .insertInto("search")
      .values(sources.map((source) => ({ customer_id: customerId, source, searched_at })))
      .onConflict((conflict) =>
        conflict
          .columns(["customer_id", "source"])
          .doUpdateSet({ searched_at })
          .where("search.searched_at", "<", searched_at - MARK_AGAIN_AFTER_MS),
      )
      .execute();
  }

  #toRow({ source, recordId }: RecordKey, customerId: CustomerId, why: MatchDecision | "FIRST_KNOWN") {
    const { decision, rule, matchedOn, against } = why === "FIRST_KNOWN" ? FIRST_KNOWN : why;
    return {
      source,
      record_id: recordId,
      customer_id: customerId,
      decision,
      rule,
      matched_on: JSON.stringify(matchedOn),
      against: JSON.stringify(against),
      decided_by: "rule",
      decided_at: this.clock.now(),
    };
  }

  /** What belongs to the customer now; nothing for one whose records have all gone elsewhere. */
  async currentLinks(customerId: CustomerId): Promise<readonly Link[]> {
    return (await this.#currentLinks([customerId])).get(customerId) ?? [];
  }

  async #readMany(customerIds: readonly CustomerId[]): Promise<(Membership | null)[]> {
    const ids = [...new Set(customerIds)];
    const links = await this.#currentLinks(ids);
    const searched = await this.#searched(ids);
    return customerIds.map((customerId) => {
      const own = links.get(customerId);
      return own === undefined ? null : { customerId, links: own, searched: searched.get(customerId) ?? new Map() };
    });
  }

  async #currentLinks(customerIds: readonly CustomerId[]): Promise<Map<string, Link[]>> {
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

  async #searched(customerIds: readonly CustomerId[]): Promise<Map<string, Map<SourceName, Instant>>> {
    const rows = await this.store
      .selectFrom("search")
      .select(["customer_id", "source", "searched_at"])
      .where("customer_id", "in", customerIds)
      .execute();
    const searched = new Map<string, Map<SourceName, Instant>>();
    for (const row of rows) {
      const sources = searched.get(row.customer_id) ?? new Map<SourceName, Instant>();
      searched.set(row.customer_id, sources.set(row.source as SourceName, row.searched_at as Instant));
    }
    return searched;
  }
}

const LOOK_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;
/** Whoever is looked up again and again would otherwise cost a write to the disk each time. */
const MARK_AGAIN_AFTER_MS = 60 * 60 * 1000;

const FIRST_KNOWN = { decision: "POSITIVE", rule: "FIRST_KNOWN", matchedOn: [], against: [] } as const;

function toLink(row: Selectable<IdentityTables["link"]>): Link {
  return {
    source: row.source as SourceName,
    recordId: row.record_id,
    customerId: row.customer_id as CustomerId,
    decision: "POSITIVE",
    rule: row.rule,
    matchedOn: JSON.parse(row.matched_on) as string[],
    against: JSON.parse(row.against) as string[],
    decidedBy: row.decided_by,
    decidedAt: row.decided_at as Instant,
  };
}
