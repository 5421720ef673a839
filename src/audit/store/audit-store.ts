import type { EventText } from "../verify/chain-check.js";
import type { WholeRun } from "../verify/run-digest.js";
import type { Removal } from "../proof/removal.js";
import type { Seal, SealedRange, Signed } from "../proof/seal.js";
import type { Sealable, UnsealedTail } from "../seal/sealable.js";
import type { AuditFilter, EventPosition, StoredEvent } from "./audit-filter.js";
import type { Misindexed } from "./misindexed.js";
import type { ChainedEvent } from "./stored-event.js";

export interface Unsealed {
  readonly tails: readonly UnsealedTail[];
  /** Once the tails are sealed, nothing before this mark of the stream is unsealed. */
  readonly mark: number;
}

/** Where an event stands in the trail's order. Opaque: a reader gives back what it was given. */
export type Cursor = string;

export interface StreamedEvent extends EventText {
  readonly id: string;
  readonly recordedAt: number;
  readonly cursor: Cursor;
}

/** What can be read of the trail. Every list is bounded, and continued from where it ended. */
export interface AuditReads {
  /** Newest first, older than `before` where that is given. */
  find(
    filter: AuditFilter,
    page: { readonly first: number; readonly before: EventPosition | null },
  ): Promise<readonly StoredEvent[]>;
  /** The same oldest first, from behind a position: for those who go through all of them. */
  scan(
    filter: AuditFilter,
    page: { readonly first: number; readonly after: EventPosition | null },
  ): Promise<readonly StoredEvent[]>;
  /** How many there are; at `most`, counting stops. */
  count(filter: AuditFilter, most: number): Promise<number>;
  eventById(id: string): Promise<StoredEvent | null>;
  /** Oldest first, after the cursor; never past an event that could still come to stand before. */
  readAfter(cursor: Cursor | null, limit: number): Promise<readonly StreamedEvent[]>;
  /** Where a reader starts who wants only what comes from now on. */
  latestCursor(): Promise<Cursor | null>;
  /** One writer's events by their sequence, from `first` to `last`, both included. */
  eventsOf(writer: string, first: number, last: number): Promise<readonly EventText[]>;
  /** The run that a seal closes over, followed from its start; null where anything about it does not fit. */
  wholeRun(range: SealedRange): Promise<WholeRun | null>;
  hashesOf(
    writer: string,
    first: number,
    last: number,
  ): Promise<readonly { readonly period: string; readonly hash: string }[]>;
  /** How many events the store holds of each writer. */
  counts(): Promise<
    readonly { readonly writer: string; readonly events: number; readonly first: number; readonly last: number }[]
  >;
  unsealed(): Promise<Unsealed>;
  /** What seals can close over of these tails, of at most so many events. */
  sealable(tails: readonly UnsealedTail[], most: number): Promise<Sealable>;
  seals(from: number, limit: number): Promise<readonly Signed<Seal>[]>;
  lastSeal(): Promise<(Signed<Seal> & { readonly mark: number }) | null>;
  sealOf(writer: string, sequence: number): Promise<(SealedRange & { readonly number: number }) | null>;
  removals(): Promise<readonly Signed<Removal>[]>;
  /** The last seal that a place has been told of; 0 for none. */
  lastPublished(target: string): Promise<number>;
  misindexed(writer: string, first: number, last: number): Promise<Misindexed>;
  /** How many rows of customers there are in all. */
  subjectRows(): Promise<number>;
}

/** The trail's store: it takes what is added, and gives it back. Nothing here changes what is there. */
export interface AuditStore extends AuditReads {
  /** The file of an embedded store; null for a server. */
  readonly file: string | null;
  /** Resolves when the events are durable, all of them or none. Throws StoreFailure. */
  append(events: readonly ChainedEvent[]): Promise<void>;
  /** False where another gateway has written a seal of that number. */
  addSeal(seal: Signed<Seal>, mark: number): Promise<boolean>;
  addPublished(target: string, number: number): Promise<void>;
  close(): Promise<void>;
}

/** Why events were not stored. */
export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
  constructor(
    /** Whether it is certain that nothing was stored: after a broken connection it is not. */
    readonly isCertain: boolean,
    cause: unknown,
  ) {
    super("the audit store did not take the events", { cause });
  }
}
