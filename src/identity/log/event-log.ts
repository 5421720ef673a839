import type { Kysely, Selectable } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Clock, Instant } from "../../domain/instant.js";
import type { IdentityTables } from "../tables.js";
import type { JudgementDecision } from "./judgement-log.js";
import { NextNumber } from "./next-number.js";

export type EventKind = "MERGE" | "SPLIT" | "JUDGEMENT" | "UNDO";

/** Everything that an event changed. By it, and by nothing else, the event is undone. */
export interface EventChanges {
  /** Records, by number, that went from one customer to another. */
  readonly moves: readonly { readonly record: number; readonly from: CustomerId; readonly to: CustomerId }[];
  /** Records of the customers concerned that stayed where they were. */
  readonly stayed: readonly { readonly record: number; readonly customer: CustomerId }[];
  /** Words of stewards that the event put in the place of others; null where there was none. */
  readonly verdicts: readonly {
    readonly low: number;
    readonly high: number;
    readonly before: JudgementDecision | null;
    readonly after: JudgementDecision;
  }[];
}

export interface ResolutionEvent {
  readonly event: number;
  readonly kind: EventKind;
  readonly decidedBy: string;
  readonly decidedAt: Instant;
  readonly reason: string | null;
  readonly undoes: number | null;
  /** The event that has undone this one; null while it stands, and when its undoing has been undone. */
  readonly undoneBy: number | null;
  readonly changes: EventChanges;
}

/** What has become of customers, event by event. Rows are only added. */
export class EventLog {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  /** The number of the new event. */
  async add(
    event: Pick<ResolutionEvent, "kind" | "decidedBy" | "reason" | "undoes" | "changes">,
    about: Iterable<CustomerId>,
  ): Promise<number> {
    const number = await new NextNumber(this.store).of("resolution_event");
    await this.store
      .insertInto("resolution_event")
      .values({
        event: number,
        kind: event.kind,
        decided_by: event.decidedBy,
        decided_at: this.clock.now(),
        reason: event.reason,
        undoes: event.undoes,
        changes: JSON.stringify(event.changes),
      })
      .execute();
    const customers = [...new Set(about)].map((customer_id) => ({ event: number, customer_id }));
    if (customers.length > 0) await this.store.insertInto("event_customer").values(customers).execute();
    return number;
  }

  async read(event: number): Promise<ResolutionEvent | null> {
    const all = await this.readOf(await this.customersOf(event));
    return all.find((each) => each.event === event) ?? null;
  }

  /** The customers that an event is about. */
  async customersOf(event: number): Promise<readonly CustomerId[]> {
    const about = this.store.selectFrom("event_customer").select("customer_id").where("event", "=", event);
    return (await about.execute()).map(({ customer_id }) => customer_id as CustomerId);
  }

  /** The events that any of the customers is concerned by, the earliest first. */
  async readOf(customerIds: readonly CustomerId[]): Promise<readonly ResolutionEvent[]> {
    if (customerIds.length === 0) return [];
    const rows = await this.store
      .selectFrom("resolution_event")
      .selectAll()
      .where("event", "in", (where) =>
        where.selectFrom("event_customer").select("event").where("customer_id", "in", customerIds),
      )
      .orderBy("event")
      .execute();
    // An undoing is about the same customers as what it undoes, so it is among these. Those that come later are known first.
    const undoing = new Map<number, number>();
    const events = rows.toReversed().map((row) => {
      const undoneBy = undoing.get(row.event) ?? null;
      if (row.undoes !== null && undoneBy === null) undoing.set(row.undoes, row.event);
      return toEvent(row, undoneBy);
    });
    return events.toReversed();
  }
}

function toEvent(row: Selectable<IdentityTables["resolution_event"]>, undoneBy: number | null): ResolutionEvent {
  return {
    event: row.event,
    kind: row.kind as EventKind,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at as Instant,
    reason: row.reason,
    undoes: row.undoes,
    undoneBy,
    changes: JSON.parse(row.changes) as EventChanges,
  };
}
