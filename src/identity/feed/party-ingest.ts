import { setTimeout as wait } from "node:timers/promises";
import type { Known } from "../../domain/outcome.js";
import { SourceFault, type SourceFaultCode } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import { startDeadline, type Deadline } from "../../platform/deadline.js";
import type { FeedPage, PartyFeed } from "../../sources/party-feed.js";
import type { IdentityWriter } from "../identity-writer.js";
import { FeedFault } from "./feed-fault.js";
import type { FeedLog, FeedState } from "./feed-log.js";
import { readEntries, type EntriesRead, type Observer } from "./read-entries.js";

/** What came of reading one source's feed. */
export interface IngestReport {
  readonly source: SourceName;
  /** Records of the listing that have been read, in this run and in those before it. */
  readonly listed: number;
  /** Of this run: records with something new, with something wrong, that could not be read, that were given up. */
  readonly changed: number;
  readonly flagged: number;
  readonly unreadable: number;
  readonly removed: number;
  /** Whether the feed has been read to its end. */
  readonly isComplete: boolean;
  /** Why not. */
  readonly fault: SourceFaultCode | "FEED_REPEATS" | null;
}

export type OnProgress = (source: SourceName, done: number, of: number | null) => void;

/** One page may take this long; a source that is slower than this is asked again a few times. */
const PAGE_DEADLINE_MS = 30_000;
const PAUSES_MS = [200, 1_000, 3_000];

/** Reads what a source holds into the index: the whole listing where it has not been read, then what has changed. */
export class PartyIngest {
  constructor(
    private readonly writer: IdentityWriter,
    private readonly observer: Observer,
    private readonly log: FeedLog,
    private readonly onProgress: OnProgress,
    /** Before a source that has failed is asked again, each time longer. */
    private readonly pausesMs: readonly number[] = PAUSES_MS,
  ) {}

  /** Never throws for what a source does: the report says how far it got, and the next run goes on from there. */
  async run(feed: PartyFeed): Promise<IngestReport> {
    const total = { changed: 0, flagged: 0, unreadable: 0, removed: 0 };
    const add = (read: EntriesRead): void => {
      for (const part of ["changed", "flagged", "unreadable", "removed"] as const) total[part] += read[part];
    };
    let fault: IngestReport["fault"] = null;
    try {
      await this.#list(feed, add);
      await this.#follow(feed, add);
    } catch (error) {
      if (error instanceof SourceFault) fault = error.extensions.code;
      else if (error instanceof FeedFault) fault = "FEED_REPEATS";
      else throw error;
    }
    const { listed } = await this.log.read(feed.name);
    return { source: feed.name, listed, ...total, isComplete: fault === null, fault };
  }

  async #list(feed: PartyFeed, add: (read: EntriesRead) => void): Promise<void> {
    let state = await this.log.read(feed.name);
    if (state.isListed) return;
    const asked = new Set<string | null>();
    const fetch = (cursor: string | null): Promise<Known<FeedPage>> => {
      asked.add(cursor);
      return this.#patiently((deadline) => feed.fetchFeed(cursor, deadline));
    };
    for (let coming = fetch(state.listingCursor); !state.isListed;) {
      const { value: page } = await coming;
      const { items, gaps } = page.entries;
      const isRepeated = page.next !== null && asked.has(page.next);
      // The source makes the next page ready while this one is taken over.
      if (page.next !== null && !isRepeated) coming = awaitedLater(fetch(page.next));
      const read = await readEntries(feed.name, items, "LISTING", this.observer, this.writer);
      add({ ...read, unreadable: read.unreadable + gaps.length });
      if (isRepeated) throw new FeedFault(feed.name);
      state = {
        ...state,
        listingCursor: page.next,
        isListed: page.next === null,
        listed: state.listed + items.length + gaps.length,
        // From the first page on, so that nothing that changes during the listing is missed.
        changeCursor: state.changeCursor ?? page.changesFrom,
      };
      await this.log.save(feed.name, state);
      this.onProgress(feed.name, state.listed, page.next === null ? state.listed : page.total);
    }
  }

  async #follow(feed: PartyFeed, add: (read: EntriesRead) => void): Promise<void> {
    for (let more = true; more;) {
      const state = await this.log.read(feed.name);
      const { changeCursor } = state;
      if (changeCursor === null) return;
      const page = await this.#patiently((deadline) => feed.fetchChanges(changeCursor, deadline));
      add(await takeChanges(feed, page, state, { writer: this.writer, observer: this.observer, log: this.log }));
      more = page.value.more;
    }
  }

  async #patiently<T>(fetch: (deadline: Deadline) => Promise<Known<T>>): Promise<Known<T>> {
    for (let attempt = 0; ; attempt += 1) {
      const deadline = startDeadline(PAGE_DEADLINE_MS);
      try {
        return await fetch(deadline);
      } catch (error) {
        const pause = this.pausesMs[attempt];
        if (!(error instanceof SourceFault) || pause === undefined) throw error;
        await wait(pause);
      } finally {
        deadline.release();
      }
    }
  }
}

/** Takes over one page of changes and remembers where the next begins. Throws FeedFault for one that leads nowhere. */
export async function takeChanges(
  feed: PartyFeed,
  { value: page }: Awaited<ReturnType<PartyFeed["fetchChanges"]>>,
  state: FeedState,
  { writer, observer, log }: { readonly writer: IdentityWriter; readonly observer: Observer; readonly log: FeedLog },
): Promise<EntriesRead> {
  const { items, gaps } = page.entries;
  const read = await readEntries(feed.name, items, "CHANGE", observer, writer);
  const isStanding = page.next === state.changeCursor;
  if (isStanding && page.more) throw new FeedFault(feed.name);
  if (!isStanding) {
    const changed = state.changed + items.length + gaps.length;
    await log.save(feed.name, { ...state, changeCursor: page.next, changed });
  }
  return { ...read, unreadable: read.unreadable + gaps.length };
}

/** What goes wrong meanwhile is told to whoever awaits it, and to nobody before. */
function awaitedLater<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
