import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { Link, Membership, RecordKey } from "../domain/membership.js";
import type { SourceName } from "../domain/source.js";
import type { MatchDecision } from "./match.rule.js";
import type { IdentityTables } from "./tables.js";

const MINUTE = 60_000;
/** A "not here" holds for a day: whoever takes out his first card tomorrow is looked for again. */
const DAY = 24 * 60 * MINUTE;

/** Which records are one customer: read and append. Nothing in it is ever changed or removed. */
export class IdentityIndex {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  /** The customer under this id, or under the id that has taken its records over; null when nobody has ever had it. */
  async read(customerId: CustomerId): Promise<Membership | null> {
    const links = await this.#currentLinks(customerId);
    if (links.length > 0) return { customerId, links, searched: await this.#searched(customerId) };
    const former = await this.store
      .selectFrom("link")
      .select(["source", "record_id"])
      .where("customer_id", "=", customerId)
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

  /** Adds one judgement. */
  async append(record: RecordKey, customerId: CustomerId, why: MatchDecision | "FIRST_KNOWN"): Promise<void> {
    const decision = why === "FIRST_KNOWN" ? "POSITIVE" : why.decision;
    await this.store
      .insertInto("link")
      .values({
        source: record.source,
        record_id: record.recordId,
        customer_id: customerId,
        decision,
        rule: why === "FIRST_KNOWN" ? why : why.rule,
        matched_on: JSON.stringify(why === "FIRST_KNOWN" ? [] : why.matchedOn),
        against: JSON.stringify(why === "FIRST_KNOWN" ? [] : why.against),
        decided_by: "rule",
        decided_at: this.clock.now(),
      })
      .execute();
  }

  /** Whether the two records have been found to contradict each other before. */
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

  /** Whether the store answers. */
  async isReachable(): Promise<boolean> {
    try {
      await this.store.selectFrom("link").select("sequence").limit(1).execute();
      return true;
    } catch {
      return false;
    }
  }

  /** Notes that the sources have answered; a search that was noted a minute ago is not noted again. */
  async markSearched(customerId: CustomerId, sources: readonly SourceName[]): Promise<void> {
    const searched_at = this.clock.now();
    const before = await this.#searched(customerId);
    const fresh = sources.filter((source) => searched_at - (before.get(source) ?? 0) > MINUTE);
    if (fresh.length === 0) return;
    await this.store
      .insertInto("search")
      .values(fresh.map((source) => ({ customer_id: customerId, source, searched_at })))
      .execute();
  }

  async #currentLinks(customerId: CustomerId): Promise<Link[]> {
    const rows = await this.store
      .selectFrom("link as mine")
      .selectAll("mine")
      .where("mine.customer_id", "=", customerId)
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
    return rows.map((row) => ({
      source: row.source as SourceName,
      recordId: row.record_id,
      customerId,
      decision: "POSITIVE",
      rule: row.rule,
      matchedOn: JSON.parse(row.matched_on) as string[],
      against: JSON.parse(row.against) as string[],
      decidedBy: row.decided_by,
      decidedAt: row.decided_at as Instant,
    }));
  }

  async #searched(customerId: CustomerId): Promise<Map<SourceName, Instant>> {
    const rows = await this.store
      .selectFrom("search")
      .select(["source", ({ fn }) => fn.max("searched_at").as("searched_at")])
      .where("customer_id", "=", customerId)
      .where("searched_at", ">", this.clock.now() - DAY)
      .groupBy("source")
      .execute();
    return new Map(rows.map((row) => [row.source as SourceName, row.searched_at as Instant]));
  }
}
