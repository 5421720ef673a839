import DataLoader from "dataloader";
import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { Membership, RecordKey } from "../domain/membership.js";
import type { SourceName } from "../domain/source.js";
import { changesOf } from "../platform/store.js";
import { StoreMemory } from "../platform/store-memory.js";
import { LinkLog } from "./log/link-log.js";
import { recordName } from "./log/statement-log.js";
import { patiently } from "./patience.js";
import type { IdentityTables } from "./tables.js";

/** Which records are one customer, read. What changes it goes through one transaction at a time, in `IdentityWriter`. */
export class IdentityIndex {
  /** Fifty customers of a page are read with one statement. */
  readonly #members = new DataLoader<CustomerId, Members | null>((ids) => this.#readMany(ids), {
    cache: false,
    maxBatchSize: 200,
  });
  readonly #known: StoreMemory<Members | null>;
  readonly #owners = new DataLoader<RecordKey, CustomerId | null>((records) => this.#ownersOf(records), {
    cache: false,
    maxBatchSize: 200,
  });
  readonly #knownOwners: StoreMemory<CustomerId | null>;
  readonly #links: LinkLog;
  #fed: ReadonlySet<SourceName> = new Set();
  #fedUntil = 0;

  constructor(
    readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {
    this.#links = new LinkLog(store, clock);
    this.#known = new StoreMemory(changesOf(store), MOST_REMEMBERED);
    this.#knownOwners = new StoreMemory(changesOf(store), MOST_REMEMBERED);
  }

  /** The customer under this id, or under the id that has taken its records over; null when nobody has ever had it. */
  async read(customerId: CustomerId): Promise<Membership | null> {
    const members = await this.#known.recall(customerId, () => this.#members.load(customerId));
    if (members !== null) return this.#toMembership(customerId, members);
    const last = await this.#links.lastRecordOf(customerId);
    const successor = last === null ? null : await this.customerOf(last);
    return successor === null || successor === customerId ? null : this.read(successor);
  }

  /** The customer that a record belongs to now; null when it has not been linked. */
  customerOf(record: RecordKey): Promise<CustomerId | null> {
    return this.#knownOwners.recall(recordName(record), () => this.#owners.load(record));
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

  /** Remembers that the sources have just answered whether they know the customer, unless that was so not long ago. */
  async markSearched(customerId: CustomerId, answered: readonly SourceName[]): Promise<void> {
    const searched_at = this.clock.now();
    const before = (await this.read(customerId))?.searched;
    const sources = answered.filter((source) => (before?.get(source) ?? 0) < searched_at - MARK_AGAIN_AFTER_MS);
    if (sources.length === 0) return;
    const marking = this.store
      .insertInto("search")
      .values(sources.map((source) => ({ customer_id: customerId, source, searched_at })))
      .onConflict((conflict) =>
        conflict
          .columns(["customer_id", "source"])
          .doUpdateSet({ searched_at })
          .where("search.searched_at", "<", searched_at - MARK_AGAIN_AFTER_MS),
      );
    await patiently(() => marking.execute());
  }

  /** The sources whose whole listing has been read, and whose changes are followed. */
  async fedSources(): Promise<ReadonlySet<SourceName>> {
    if (performance.now() < this.#fedUntil) return this.#fed;
    const rows = await this.store
      .selectFrom("feed")
      .select("source")
      .where("listing_done_at", "is not", null)
      .execute();
    this.#fed = new Set(rows.map(({ source }) => source as SourceName));
    this.#fedUntil = performance.now() + FED_FOR_MS;
    return this.#fed;
  }

  async #ownersOf(records: readonly RecordKey[]): Promise<(CustomerId | null)[]> {
    const owners = await this.#links.customersOf(records);
    return records.map((record) => owners.get(recordName(record)) ?? null);
  }

  async #readMany(customerIds: readonly CustomerId[]): Promise<(Members | null)[]> {
    const ids = [...new Set(customerIds)];
    const links = await this.#links.current(ids);
    const searched = await this.#searched(ids);
    return customerIds.map((customerId) => {
      const own = links.get(customerId);
      return own === undefined ? null : { links: own, searched: searched.get(customerId) ?? NEVER_SEARCHED };
    });
  }

  async #toMembership(customerId: CustomerId, { links, searched }: Members): Promise<Membership> {
    const fed = await this.fedSources();
    if (fed.size === 0) return { customerId, links, searched };
    // What a source has told of all its records, and goes on telling, need not be asked of one.
    const told = [...fed].map((source) => [source, this.clock.now()] as const);
    return { customerId, links, searched: new Map([...searched, ...told]) };
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

/** What the tables say of a customer. */
type Members = Pick<Membership, "links" | "searched">;

const NEVER_SEARCHED: Members["searched"] = new Map();

/** Some ten megabytes of customers. */
const MOST_REMEMBERED = 10_000;

/** A feed that has been read through is noticed by a running gateway within this time. */
const FED_FOR_MS = 1_000;

const LOOK_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;

/** Whoever is looked up again and again would otherwise cost a write to the disk each time. */
const MARK_AGAIN_AFTER_MS = 60 * 60 * 1000;
