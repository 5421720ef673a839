import type { Generated } from "kysely";

/**
 * What the index is made of. Statements, judgements, links and events are only ever added; the newest counts. `record`,
 * `record_key` and `frequency` are made from them and can be made again.
 */
export interface IdentityTables {
  /** Which customer a source record belongs to, and why. */
  readonly link: {
    readonly sequence: Generated<number>;
    readonly source: string;
    readonly record_id: string;
    readonly customer_id: string;
    /** POSITIVE; UNSURE in rows written before judgements had a table of their own. */
    readonly decision: string;
    readonly rule: string;
    /** JSON lists of the kinds of value that agreed and disagreed; never the values. */
    readonly matched_on: string;
    readonly against: string;
    readonly decided_by: string;
    readonly decided_at: number;
    /** The probability of a scored match; null where a rule decided without one. */
    readonly score: number | null;
    /** The event by which the record came to this customer; null when it was his from the first. */
    readonly event: number | null;
  };
  /** Which sources have answered, found or not, when they were last asked for a customer's records: one row for each. */
  readonly search: {
    readonly sequence: Generated<number>;
    readonly customer_id: string;
    readonly source: string;
    readonly searched_at: number;
  };
  /** What a source said of one of its records: keyed hashes and closed texts, never a value. */
  readonly statement: {
    readonly sequence: Generated<number>;
    readonly record: number;
    /** LISTING, CHANGE or LOOKUP. */
    readonly origin: string;
    /** A keyed hash of all that was read: the same content is stated once. */
    readonly digest: string;
    /** One fingerprint a line, each led by its key's name and a colon. Empty for a record that the source has given up. */
    readonly prints: string;
    /** JSON list of the keys of what the customer holds there: accounts, cards. */
    readonly held: string;
    /** JSON list of what is wrong with the record. */
    readonly flags: string;
    /** When the source says it was so; null when it does not say. */
    readonly observed_at: number | null;
    readonly received_at: number;
  };
  /** Each source record by a short number, with the statement that counts. */
  readonly record: {
    readonly record: Generated<number>;
    readonly source: string;
    readonly record_id: string;
    /** 0 until something has been stated. */
    readonly statement: number;
  };
  /** The keys under which a record is found, each led by its key's name and a colon. */
  readonly record_key: {
    readonly key: string;
    readonly record: number;
  };
  /** How often names and places occur, as counted when the index was last built whole. */
  readonly frequency: {
    readonly token: string;
    readonly count: number;
  };
  /** What is held of a pair of records, by a rule or by a steward. `low` and `high` are record numbers. */
  readonly judgement: {
    readonly sequence: Generated<number>;
    readonly low: number;
    readonly high: number;
    /** POSITIVE, NEGATIVE, UNSURE, or WITHDRAWN: nothing is held any more. */
    readonly decision: string;
    readonly rule: string;
    readonly score: number | null;
    readonly matched_on: string;
    readonly against: string;
    readonly decided_by: string;
    readonly decided_at: number;
    readonly reason: string | null;
    readonly event: number | null;
  };
  /** What has become of customers: one row for each time that records changed hands. */
  readonly resolution_event: {
    readonly event: Generated<number>;
    /** MERGE, SPLIT, JUDGEMENT or UNDO. */
    readonly kind: string;
    readonly decided_by: string;
    readonly decided_at: number;
    readonly reason: string | null;
    /** The event that this one undoes. */
    readonly undoes: number | null;
    /** JSON: what the event changed, so that it can be undone exactly. */
    readonly changes: string;
  };
  /** Which customers an event is about. */
  readonly event_customer: {
    readonly event: number;
    readonly customer_id: string;
  };
  /** How far the feed of a source has been read. */
  readonly feed: {
    readonly source: string;
    /** Where the listing goes on; null when it has not begun or is done. */
    readonly listing_cursor: string | null;
    readonly listing_started_at: number | null;
    readonly listing_done_at: number | null;
    readonly listed: number;
    /** Where the changes go on. */
    readonly change_cursor: string | null;
    readonly changed: number;
  };
  /** One row that a writer takes first, so that two never settle the same records at once. */
  readonly turn: {
    readonly id: number;
    readonly taken: number;
  };
}
