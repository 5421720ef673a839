import type { Instant } from "../../domain/instant.js";
import type { DraftEvent } from "../event/audit-event.js";
import { ulidMaker } from "../event/event-id.js";
import { eventText, toEvent } from "../event/to-event.js";
import { eventHash, genesisHash, type Hash } from "../proof/chain.js";
import type { ChainedEvent } from "../store/stored-event.js";

export interface ChainHead {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: Hash;
}

/**
 * One writer's chain in the making. Links are made ahead and become the chain only when they are stored: after a failure
 * that certainly stored nothing the same numbers are given again, so that there is never a gap.
 */
export class WriterChain {
  readonly writer: string;
  readonly #nextId = ulidMaker();
  #sequence = 0;
  #hash: Hash;
  #period = "";
  readonly #monthOf = monthTeller();

  constructor(writer: string) {
    this.writer = writer;
    this.#hash = genesisHash(writer);
  }

  /** The last event that is stored; sequence 0 before the first. */
  get head(): ChainHead {
    return { writer: this.writer, sequence: this.#sequence, hash: this.#hash };
  }

  /**
   * Starts to link events behind the head, or behind an extension that is being stored. Nothing is lost when the result is
   * thrown away.
   */
  extend(behind?: ChainExtension): ChainExtension {
    let { sequence, previous, period } = behind?.end ?? {
      sequence: this.#sequence,
      previous: this.#hash,
      period: this.#period,
    };
    const events: ChainedEvent[] = [];
    return {
      events,
      get end() {
        return { sequence, previous, period };
      },
      link: (draft, now) => {
        const at = draft.at ?? now;
        const place = { id: this.#nextId(at), at, writer: this.writer, sequence: sequence + 1 };
        const event = toEvent(draft, place);
        const canonical = eventText(event);
        const hash = eventHash(previous, canonical);
        // A clock that is set back does not bring back a month: each writer's months are whole runs of his chain.
        const month = this.#monthOf(at);
        period = month > period ? month : period;
        sequence += 1;
        previous = hash;
        const chained = { event, canonical, hash, period, recordedAt: now };
        events.push(chained);
        return chained;
      },
      keep: () => {
        this.#sequence = sequence;
        this.#hash = previous;
        this.#period = period;
      },
    };
  }
}

const MINUTE_MS = 60_000;

/** Tells the month of a moment, `YYYY-MM`; events of one minute are of one month, which is looked up once. */
function monthTeller(): (at: number) => string {
  let minute = Number.NaN;
  let month = "";
  return (at) => {
    const its = Math.floor(at / MINUTE_MS);
    if (its !== minute) {
      minute = its;
      month = new Date(at).toISOString().slice(0, 7);
    }
    return month;
  };
}

export interface ChainExtension {
  readonly events: readonly ChainedEvent[];
  /** What the next link follows. */
  readonly end: { readonly sequence: number; readonly previous: Hash; readonly period: string };
  /** Throws AuditRejected for a draft that is not fit for the trail; the chain goes on without it. */
  link(draft: DraftEvent, now: Instant): ChainedEvent;
  /** The events are stored: the head is behind them. */
  keep(): void;
}
