import type { Kysely, Selectable } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Instant } from "../domain/instant.js";
import type {
  Opener,
  OpenerFamily,
  SubjectRequest,
  SubjectRequestEvent,
  SubjectRequestKind,
} from "./subject-request.js";
import type { RightsTables } from "./tables.js";

type RequestRow = Selectable<RightsTables["subject_request"]>;
type Series = Pick<SubjectRequest, "customerId" | "kind" | "family">;

/** More requests than a bank has open at a time; those beyond wait for the next round. */
const MOST_UNFINISHED = 1_000;

/** Reads and appends requests and their events; only keys are ever removed. */
export class SubjectRequestStore {
  constructor(private readonly store: Kysely<RightsTables>) {}

  /** Keeps a new request; false when another one has taken its number. */
  async add({ id, customerId, kind, family, number, openedAt, dueAt, opener }: SubjectRequest): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("subject_request")
      .values({
        id,
        customer_id: customerId,
        kind,
        family,
        number,
        opened_at: openedAt,
        due_at: dueAt,
        opener: JSON.stringify(opener),
      })
      .onConflict((conflict) => conflict.columns(["customer_id", "kind", "family", "number"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  /** Adds what happened next to a request as it was read; false when something else has happened to it since. */
  async append({ id, events }: SubjectRequest, event: SubjectRequestEvent): Promise<boolean> {
    const { kind, at, ...body } = event;
    const { numInsertedOrUpdatedRows } = await this.store
      .insertInto("subject_request_event")
      .values({
        request_id: id,
        number: events.length + 1,
        kind,
        happened_at: at,
        body: JSON.stringify(body),
      })
      .onConflict((conflict) => conflict.columns(["request_id", "number"]).doNothing())
      .executeTakeFirstOrThrow();
    return numInsertedOrUpdatedRows === 1n;
  }

  async read(id: string): Promise<SubjectRequest | null> {
    const rows = await this.store.selectFrom("subject_request").selectAll().where("id", "=", id).execute();
    return (await this.#requests(rows))[0] ?? null;
  }

  /** The newest of its kind about a customer. */
  async newest({ customerId, kind, family }: Series): Promise<SubjectRequest | null> {
    const rows = await this.store
      .selectFrom("subject_request")
      .selectAll()
      .where("customer_id", "=", customerId)
      .where("kind", "=", kind)
      .where("family", "=", family)
      .orderBy("number", "desc")
      .limit(1)
      .execute();
    return (await this.#requests(rows))[0] ?? null;
  }

  /** Every request about these customers, the oldest first. */
  async about(customerIds: readonly CustomerId[]): Promise<readonly SubjectRequest[]> {
    if (customerIds.length === 0) return [];
    const own = this.store.selectFrom("subject_request").selectAll().where("customer_id", "in", customerIds);
    return this.#requests(await own.orderBy("opened_at").orderBy("id").execute());
  }

  /** Those whose end is not on record, the oldest first. */
  async unfinished(): Promise<readonly SubjectRequest[]> {
    const rows = await this.store
      .selectFrom("subject_request")
      .selectAll()
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom("subject_request_event")
              .select("number")
              .whereRef("request_id", "=", "subject_request.id")
              .where("subject_request_event.kind", "=", "EXPIRED"),
          ),
        ),
      )
      .orderBy("opened_at")
      .orderBy("id")
      .limit(MOST_UNFINISHED)
      .execute();
    return this.#requests(rows);
  }

  /** Keeps the key of a package; one that an attempt without an end has left is replaced. */
  async keepKey(requestId: string, number: number, wrapped: string): Promise<void> {
    await this.store
      .insertInto("subject_request_key")
      .values({ request_id: requestId, package: number, wrapped })
      .onConflict((conflict) => conflict.columns(["request_id", "package"]).doUpdateSet({ wrapped }))
      .execute();
  }

  async readKey(requestId: string, number: number): Promise<string | null> {
    const row = await this.store
      .selectFrom("subject_request_key")
      .select("wrapped")
      .where("request_id", "=", requestId)
      .where("package", "=", number)
      .executeTakeFirst();
    return row?.wrapped ?? null;
  }

  async destroyKey(requestId: string, number: number): Promise<void> {
    await this.store
      .deleteFrom("subject_request_key")
      .where("request_id", "=", requestId)
      .where("package", "=", number)
      .execute();
  }

  async #requests(rows: readonly RequestRow[]): Promise<readonly SubjectRequest[]> {
    if (rows.length === 0) return [];
    const events = await this.store
      .selectFrom("subject_request_event")
      .selectAll()
      .where(
        "request_id",
        "in",
        rows.map(({ id }) => id),
      )
      .orderBy("number")
      .execute();
    const happened = Map.groupBy(events, ({ request_id }) => request_id);
    return rows.map((row) => ({
      id: row.id,
      customerId: row.customer_id as CustomerId,
      kind: row.kind as SubjectRequestKind,
      family: row.family as OpenerFamily,
      number: row.number,
      openedAt: row.opened_at as Instant,
      dueAt: row.due_at as Instant,
      opener: JSON.parse(row.opener) as Opener,
      events: (happened.get(row.id) ?? []).map(
        ({ kind, happened_at, body }) =>
          ({ kind, at: happened_at, ...(JSON.parse(body) as object) }) as SubjectRequestEvent,
      ),
    }));
  }
}
