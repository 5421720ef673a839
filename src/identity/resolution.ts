import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import type { TraitFlag } from "./features/traits.js";
import { EventLog, type EventKind, type ResolutionEvent } from "./log/event-log.js";
import { JudgementLog } from "./log/judgement-log.js";
import { LinkLog } from "./log/link-log.js";
import { recordName, StatementLog } from "./log/statement-log.js";
import type { IdentityTables } from "./tables.js";

/** One event in a customer's history. */
export interface HistoryEntry {
  readonly event: number;
  readonly kind: EventKind;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string | null;
  readonly from: readonly CustomerId[];
  readonly to: readonly CustomerId[];
  readonly undoes: number | null;
  readonly undoneBy: number | null;
}

/** A pair that may be one customer: one record of this customer, one of somebody else. */
export interface PossibleDuplicate {
  readonly mine: RecordKey;
  readonly theirs: RecordKey;
  readonly customerId: CustomerId;
  /** To be handed back with a judgement, so that nobody overwrites what he has not seen. */
  readonly judgement: number;
  readonly decision: "UNSURE" | "NEGATIVE";
  readonly score: number | null;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
  readonly rule: string;
  readonly by: string;
  readonly at: Instant;
}

export interface CustomerResolution {
  readonly canonicalId: CustomerId;
  readonly previousIds: readonly CustomerId[];
  readonly history: readonly HistoryEntry[];
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  /** What is wrong with the customer's records, by record; records without fault are left out. */
  readonly flags: readonly (RecordKey & { readonly flags: readonly TraitFlag[] })[];
}

/** How a customer has come to be what he is, read for whoever may know. */
export class ResolutionReader {
  readonly #links: LinkLog;
  readonly #events: EventLog;
  readonly #judgements: JudgementLog;
  readonly #statements: StatementLog;

  constructor(store: Kysely<IdentityTables>, clock: Clock) {
    this.#links = new LinkLog(store, clock);
    this.#events = new EventLog(store, clock);
    this.#judgements = new JudgementLog(store, clock);
    this.#statements = new StatementLog(store, clock);
  }

  /** Null when the customer has no records: ask for the id that `IdentityIndex.read` gives. */
  async read(customerId: CustomerId): Promise<CustomerResolution | null> {
    const own = (await this.#links.current([customerId])).get(customerId);
    if (own === undefined) return null;
    const ever = (await this.#links.everOf(own)).filter((id) => id !== customerId);
    // An id that has records of its own again is nobody's former one.
    const living = await this.#links.current([customerId, ...ever]);
    const previousIds = ever.filter((id) => !living.has(id));
    const stated = await this.#statements.readMany(own);
    const flags = [...stated.values()].flatMap(({ source, recordId, flags: wrong }) =>
      wrong.length === 0 ? [] : [{ source, recordId, flags: wrong }],
    );
    const history = await this.#events.readOf([customerId, ...ever]);
    const records = new Map(
      own.flatMap((link) => {
        const known = stated.get(recordName(link));
        return known === undefined ? [] : [[known.record, link] as const];
      }),
    );
    return {
      canonicalId: customerId,
      previousIds,
      history: history.map(toEntry),
      possibleDuplicates: await this.#duplicates(records),
      flags,
    };
  }

  async #duplicates(own: ReadonlyMap<number, RecordKey>): Promise<PossibleDuplicate[]> {
    const open = [...(await this.#judgements.readOf([...own.keys()])).values()].filter(
      ({ low, high, decision }) => (decision === "UNSURE" || decision === "NEGATIVE") && own.has(low) !== own.has(high),
    );
    const others = await this.#statements.readByNumber(open.map(({ low, high }) => (own.has(low) ? high : low)));
    const customers = await this.#links.customersOf(others);
    return open.flatMap((held) => {
      const [mineNumber, theirNumber] = own.has(held.low) ? [held.low, held.high] : [held.high, held.low];
      const mine = own.get(mineNumber);
      const theirs = others.find(({ record }) => record === theirNumber);
      const customerId = theirs === undefined ? undefined : customers.get(recordName(theirs));
      if (mine === undefined || theirs === undefined || customerId === undefined) return [];
      const { sequence: judgement, score, matchedOn, against, rule, decidedBy: by, decidedAt: at } = held;
      const key = ({ source, recordId }: RecordKey): RecordKey => ({ source, recordId });
      const decision = held.decision === "NEGATIVE" ? "NEGATIVE" : "UNSURE";
      return [
        {
          mine: key(mine),
          theirs: key(theirs),
          customerId,
          judgement,
          decision,
          score,
          matchedOn,
          against,
          rule,
          by,
          at,
        },
      ];
    });
  }
}

function toEntry({
  event,
  kind,
  decidedAt,
  decidedBy,
  reason,
  undoes,
  undoneBy,
  changes,
}: ResolutionEvent): HistoryEntry {
  const from = [...new Set(changes.moves.map((move) => move.from))];
  const to = [...new Set(changes.moves.map((move) => move.to))];
  return { event, kind, at: decidedAt, by: decidedBy, reason, from, to, undoes, undoneBy };
}
