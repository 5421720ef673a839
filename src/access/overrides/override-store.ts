import type { Kysely, Selectable } from "kysely";
import type { Attribute } from "../../domain/attribute.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import { changesOf } from "../../platform/store.js";
import { StoreMemory } from "../../platform/store-memory.js";
import type { OverrideEvent } from "./override.js";
import type { OverrideTables } from "./tables.js";

type Row = Selectable<OverrideTables["attribute_override"]>;

/** Reads and appends. Nothing in it is changed or removed. */
export class OverrideStore {
  readonly #about: StoreMemory<readonly OverrideEvent[]>;

  constructor(private readonly store: Kysely<OverrideTables>) {
    this.#about = new StoreMemory(changesOf(store), MOST_REMEMBERED);
  }

  /** Everything that was ever decided about statements of records with these numbers, or for these customers; in order. */
  about(recordIds: readonly string[], customerIds: readonly CustomerId[]): Promise<readonly OverrideEvent[]> {
    const key = JSON.stringify([recordIds, customerIds]);
    return this.#about.recall(key, () => this.#readAbout(recordIds, customerIds));
  }

  async #readAbout(
    recordIds: readonly string[],
    customerIds: readonly CustomerId[],
  ): Promise<readonly OverrideEvent[]> {
    const rows = await this.store
      .selectFrom("attribute_override")
      .selectAll()
      .where((where) => where.or([where("record_id", "in", recordIds), where("customer_id", "in", customerIds)]))
      .orderBy("acted_at")
      .orderBy("number")
      .orderBy("customer_id")
      .execute();
    return rows.map(toEvent);
  }

  /** Everything that was ever decided under these customers' ids, in order. */
  async madeFor(customerIds: readonly CustomerId[]): Promise<readonly OverrideEvent[]> {
    if (customerIds.length === 0) return [];
    const own = this.store.selectFrom("attribute_override").selectAll().where("customer_id", "in", customerIds);
    return (await own.orderBy("acted_at").orderBy("number").execute()).map(toEvent);
  }

  /** How many decisions there have been about one attribute of one customer. */
  async count(customerId: CustomerId, attribute: Attribute): Promise<number> {
    const { count } = await this.store
      .selectFrom("attribute_override")
      .select((build) => build.fn.countAll<number>().as("count"))
      .where("customer_id", "=", customerId)
      .where("attribute", "=", attribute)
      .executeTakeFirstOrThrow();
    return count;
  }

  /** Adds what happened next after `before` decisions; false when another one has come in between. */
  async append(event: OverrideEvent, before: number): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("attribute_override")
      .values(toRow(event, before + 1))
      .onConflict((conflict) => conflict.columns(["customer_id", "attribute", "number"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }
}

/** Customers, or pages of them. */
const MOST_REMEMBERED = 5_000;

function toRow(event: OverrideEvent, number: number): Row {
  const { customerId, attribute, kind, statement, by, at, reason } = event;
  return {
    customer_id: customerId,
    attribute,
    number,
    kind,
    source: statement.source,
    record_id: statement.recordId,
    mark: statement.mark,
    acted_by: by,
    acted_at: at,
    reason,
    expires_at: event.kind === "CHOSEN" ? event.expiresAt : null,
  };
}

function toEvent(row: Row): OverrideEvent {
  const happened = {
    customerId: row.customer_id as CustomerId,
    attribute: row.attribute as Attribute,
    statement: { source: row.source as SourceName, recordId: row.record_id, mark: row.mark },
    by: row.acted_by,
    at: row.acted_at as Instant,
    reason: row.reason,
  };
  if (row.kind === "WITHDRAWN") return { ...happened, kind: "WITHDRAWN" };
  // Without an end, which no row of ours lacks, a choice is over.
  return { ...happened, kind: "CHOSEN", expiresAt: (row.expires_at ?? 0) as Instant };
}
