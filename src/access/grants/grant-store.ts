import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Instant } from "../../domain/instant.js";
import { changesOf } from "../../platform/store.js";
import { StoreMemory } from "../../platform/store-memory.js";
import type { Purpose } from "../vocabulary.js";
import type { Grant, GrantEvent, GrantRequest } from "./grant.js";
import type { GrantTables } from "./tables.js";

type OpenedEvent = Extract<GrantEvent, { readonly kind: "OPENED" }>;
type RequestRow = Selectable<GrantTables["access_request"]>;
type EventRow = Selectable<GrantTables["access_event"]>;

/** Reads and appends. Nothing in it is changed or removed, the latest moment apart, which only moves on. */
export class GrantStore {
  readonly #open: StoreMemory<readonly Grant[]>;

  constructor(private readonly store: Kysely<GrantTables>) {
    this.#open = new StoreMemory(changesOf(store), MOST_REMEMBERED);
  }

  /** Keeps a request that waits for somebody to decide. */
  async addRequest(request: GrantRequest): Promise<void> {
    await this.store.insertInto("access_request").values(toRow(request, null)).execute();
  }

  /** Keeps an emergency, open from the start; false when another one of this requester has taken the number. */
  async addEmergency(request: GrantRequest, number: number, opened: OpenedEvent): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("access_request")
      .values(toRow(request, { number, opened }))
      .onConflict((conflict) => conflict.columns(["requester", "emergency_number"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** Adds what happened next to a grant as it was read; false when something else has happened to it since. */
  async append({ request, events }: Grant, event: GrantEvent): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("access_event")
      .values(toEventRow(request.id, events.length + 1, event))
      .onConflict((conflict) => conflict.columns(["request_id", "number"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  async addUses(ids: readonly string[], at: Instant): Promise<void> {
    const uses = ids.map((request_id) => ({ id: randomUUID(), request_id, used_at: at }));
    await this.store.insertInto("access_use").values(uses).execute();
  }

  async read(id: string): Promise<Grant | null> {
    const rows = await this.store.selectFrom("access_request").selectAll().where("id", "=", id).execute();
    return (await this.#grants(rows))[0] ?? null;
  }

  /** The newest first; everybody's where no requester is given. */
  async newest(requester: string | null, limit: number): Promise<readonly Grant[]> {
    const all = this.store.selectFrom("access_request").selectAll();
    const rows = await (requester === null ? all : all.where("requester", "=", requester))
      .orderBy("requested_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return this.#grants(rows);
  }

  /** Everything that was ever asked for about a customer, the newest first. */
  async about(customerId: CustomerId): Promise<readonly Grant[]> {
    const rows = await this.store
      .selectFrom("access_request")
      .selectAll()
      .where("customer_id", "=", customerId)
      .orderBy("requested_at", "desc")
      .orderBy("id", "desc")
      .execute();
    return this.#grants(rows);
  }

  /**
   * Grants of this requester whose time is not over at a moment; whether they were taken back, their events tell. Some may
   * be among them whose time was over a little before it.
   */
  openAt(requester: string, moment: Instant): Promise<readonly Grant[]> {
    return this.#open.recall(requester, () => this.#readOpenAt(requester, moment));
  }

  async #readOpenAt(requester: string, moment: Instant): Promise<readonly Grant[]> {
    const rows = await this.store
      .selectFrom("access_request")
      .selectAll()
      .where("requester", "=", requester)
      .where((where) =>
        where.or([
          where("opened_until", ">", moment),
          where.exists(
            where
              .selectFrom("access_event")
              .select("number")
              .whereRef("request_id", "=", "access_request.id")
              .where("expires_at", ">", moment),
          ),
        ]),
      )
      .orderBy("requested_at")
      .orderBy("id")
      .execute();
    return this.#grants(rows);
  }

  /** Every emergency of this requester, in order of its number. */
  async emergenciesOf(requester: string): Promise<readonly Grant[]> {
    const rows = await this.store
      .selectFrom("access_request")
      .selectAll()
      .where("requester", "=", requester)
      .where("emergency_number", "is not", null)
      .orderBy("emergency_number")
      .execute();
    return this.#grants(rows);
  }

  /** The latest moment that any process has seen; 0 before the first. */
  async latestMoment(): Promise<number> {
    const row = await this.store.selectFrom("access_moment").select("latest").executeTakeFirst();
    return row?.latest ?? 0;
  }

  /** Remembers a moment, unless a later one is remembered already. */
  async keepMoment(latest: Instant): Promise<void> {
    await this.store
      .insertInto("access_moment")
      .values({ id: 1, latest })
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet({ latest }).where("access_moment.latest", "<", latest),
      )
      .execute();
  }

  async #grants(rows: readonly RequestRow[]): Promise<readonly Grant[]> {
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    const events = await this.store
      .selectFrom("access_event")
      .selectAll()
      .where("request_id", "in", ids)
      .orderBy("number")
      .execute();
    const uses = await this.store
      .selectFrom("access_use")
      .select((build) => ["request_id", build.fn.countAll<number>().as("count")])
      .where("request_id", "in", ids)
      .groupBy("request_id")
      .execute();
    const happened = Map.groupBy(events, ({ request_id }) => request_id);
    const used = new Map(uses.map(({ request_id, count }) => [request_id, count]));
    return rows.map((row) => ({
      request: toRequest(row),
      events: [...openedBy(row), ...(happened.get(row.id) ?? []).map(toEvent)],
      usageCount: used.get(row.id) ?? 0,
    }));
  }
}

const MOST_REMEMBERED = 5_000;

interface Emergency {
  readonly number: number;
  readonly opened: OpenedEvent;
}

function toRow(request: GrantRequest, emergency: Emergency | null): RequestRow {
  const { id, requester, requestedAt, lapsesAt, purpose, customerId, records, fields, reason, ticket, minutes } =
    request;
  return {
    id,
    requester,
    emergency_number: emergency?.number ?? null,
    opened_until: emergency?.opened.expiresAt ?? null,
    review_due_at: emergency?.opened.reviewDueAt ?? null,
    requested_at: requestedAt,
    lapses_at: lapsesAt,
    purpose,
    customer_id: customerId,
    body: JSON.stringify({ records, fields, reason, ticket, minutes }),
  };
}

function toRequest(row: RequestRow): GrantRequest {
  const body = JSON.parse(row.body) as Pick<GrantRequest, "records" | "fields" | "reason" | "ticket" | "minutes">;
  return {
    ...body,
    id: row.id,
    requester: row.requester,
    purpose: row.purpose as Purpose,
    customerId: row.customer_id as CustomerId,
    emergency: row.emergency_number !== null,
    requestedAt: row.requested_at as Instant,
    lapsesAt: row.lapses_at as Instant,
  };
}

/** The event that an emergency begins with. */
function openedBy({ requester, requested_at, opened_until, review_due_at }: RequestRow): readonly GrantEvent[] {
  if (opened_until === null) return [];
  const expiresAt = opened_until as Instant;
  const reviewDueAt = review_due_at as Instant | null;
  return [{ kind: "OPENED", by: requester, at: requested_at as Instant, comment: null, expiresAt, reviewDueAt }];
}

function toEventRow(requestId: string, number: number, event: GrantEvent): EventRow {
  return {
    request_id: requestId,
    number,
    kind: event.kind,
    acted_by: event.by,
    acted_at: event.at,
    expires_at: event.kind === "OPENED" ? event.expiresAt : null,
    justified: event.kind === "REVIEWED" ? Number(event.justified) : null,
    comment: event.comment,
  };
}

function toEvent(row: EventRow): GrantEvent {
  const happened = { by: row.acted_by, at: row.acted_at as Instant, comment: row.comment };
  switch (row.kind) {
    case "OPENED":
      return {
        ...happened,
        kind: "OPENED",
        // Without an end, which no row of ours lacks, a grant is over.
        expiresAt: (row.expires_at ?? 0) as Instant,
        reviewDueAt: null,
      };
    case "REJECTED":
    case "REVOKED":
      return { ...happened, kind: row.kind };
    case "REVIEWED":
      return { ...happened, kind: "REVIEWED", justified: row.justified === 1 };
    default:
      throw new Error("the store holds an event of a grant that this version does not know");
  }
}
