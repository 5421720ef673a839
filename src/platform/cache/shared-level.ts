import { headerOf, MOST_SUBJECTS, closeEnvelope, openEnvelope, type EntryFlaw } from "./entry-envelope.js";
import { newDataKey, type DataKey, type MasterKeys } from "./master-keys.js";
import type { CacheClient } from "./redis-connection.js";
import type { RedisGuard } from "./redis-guard.js";
import type { RedisNames } from "./redis-names.js";

/** A name to read by, and the one record that its entry is most likely about: it is read along. */
export interface SharedRead {
  readonly key: string;
  readonly subject: string | null;
}

export interface SharedEntry {
  readonly content: Buffer;
  readonly subjects: readonly string[];
}

export interface SharedAnswer {
  /** One for each name, in order; null where nothing usable is. */
  readonly entries: readonly (SharedEntry | null)[];
  /** Changes up to this one were known when it was read. */
  readonly stamp: number;
}

export interface SharedWrite {
  readonly key: string;
  readonly content: Buffer;
  readonly subjects: readonly string[];
  readonly ttlMs: number;
}

export interface SharedLevelEvents {
  /** An entry that is not served. */
  readonly flawed: (flaw: EntryFlaw) => void;
  readonly writeFailed: () => void;
}

/** How long the stamp of a change is remembered: longer than any call to a source takes. */
const BURIED_MS = 600_000;

type Subjects = Map<string, { readonly dataKey: DataKey | null; readonly wrapped: Buffer | null }>;

/**
 * What all processes keep together, in Redis: encrypted under the keys of the customer records that an entry is about.
 * Every read checks those keys, so that an entry is cold at the moment when one of them is destroyed. Nothing here throws.
 */
export class SharedLevel {
  constructor(
    private readonly redis: CacheClient,
    private readonly names: RedisNames,
    private readonly guard: RedisGuard,
    private readonly masters: MasterKeys,
    private readonly events: SharedLevelEvents,
  ) {}

  /** All in one round trip; a second one where an entry is about more records than the one that was expected. */
  async read(reads: readonly SharedRead[]): Promise<SharedAnswer | null> {
    const first = await this.guard.run(() => this.#fetch(reads, []));
    return first === null ? null : this.#opened(reads, first);
  }

  /**
   * Reads again and claims what is not there, in one round trip: whoever claims asks the source. A Redis that cannot give
   * locks lets everybody ask.
   */
  async claim(
    reads: readonly SharedRead[],
    token: string,
    holdMs: number,
  ): Promise<(SharedAnswer & { readonly isClaimed: readonly boolean[] }) | null> {
    const claims = reads.map(({ key }) => key);
    const first = await this.guard.run(() => this.#fetch(reads, claims, token, holdMs));
    if (first === null) return null;
    return { ...(await this.#opened(reads, first)), isClaimed: first.isClaimed };
  }

  async extend(keys: readonly string[], token: string, holdMs: number): Promise<void> {
    await this.guard.run(() =>
      Promise.all(keys.map((key) => this.redis.c360Extend(this.names.lock(key), token, holdMs))),
    );
  }

  async release(keys: readonly string[], token: string): Promise<void> {
    await this.guard.run(() => Promise.all(keys.map((key) => this.redis.c360Release(this.names.lock(key), token))));
  }

  /** Keeps what was asked for when `stamp` was the latest change; what has changed since stays out. */
  async write(writes: readonly SharedWrite[], stamp: number): Promise<void> {
    const kept = writes.filter(({ subjects }) => subjects.length > 0 && subjects.length <= MOST_SUBJECTS);
    if (kept.length === 0) return;
    const holdMs = new Map<string, number>();
    for (const { subjects, ttlMs } of kept) {
      for (const subject of subjects) holdMs.set(subject, Math.max(holdMs.get(subject) ?? 0, ttlMs));
    }
    const keys = await this.#dataKeys(holdMs, stamp);
    if (keys === null) return;
    const results = await this.guard.run(() =>
      Promise.allSettled(
        kept.map(async ({ key, content, subjects, ttlMs }) => {
          const needed = subjects.flatMap((subject) => keys.get(subject) ?? []);
          if (needed.length < subjects.length) return;
          await this.redis.set(this.names.entry(key), closeEnvelope(key, content, needed), "PX", ttlMs);
        }),
      ),
    );
    if (results !== null) this.#noteWrites(results);
  }

  /** Whether a server that refused to take anything has come round. */
  async tryToWrite(): Promise<boolean> {
    const reply = await this.guard.run(() => this.redis.set(this.names.probe, "1", "PX", 1_000).catch(() => null));
    if (reply === "OK") this.guard.noteWrite(true);
    return reply === "OK";
  }

  /** Destroys the keys of these records. Throws when it cannot be sure that it has. */
  async bury(subjects: readonly string[]): Promise<void> {
    const stamp = await this.redis.c360Stamp(this.names.stamp);
    await Promise.all(subjects.map((subject) => this.redis.c360Bury(this.names.subject(subject), stamp, BURIED_MS)));
  }

  async #fetch(reads: readonly SharedRead[], claims: readonly string[], token = "", holdMs = 1) {
    const expected = [...new Set(reads.flatMap(({ subject }) => subject ?? []))];
    const [stamp, entries, subjects, claimed] = await Promise.all([
      orNull(this.redis.get(this.names.stamp)),
      Promise.all(reads.map(({ key }) => orNull(this.redis.getBuffer(this.names.entry(key))))),
      this.#wrappedKeys(expected),
      Promise.allSettled(claims.map((key) => this.redis.c360Claim(this.names.lock(key), token, holdMs))),
    ]);
    const isClaimed = claimed.map((result) => result.status === "rejected" || result.value === 1);
    return { stamp: Number(stamp) || 0, entries, subjects, isClaimed };
  }

  async #opened(
    reads: readonly SharedRead[],
    { entries, subjects, stamp }: { entries: readonly (Buffer | null)[]; subjects: Subjects; stamp: number },
  ): Promise<SharedAnswer> {
    const headers = entries.map((entry) => (entry === null ? null : headerOf(entry)));
    const needed = headers.flatMap((header) => (header === null || typeof header === "string" ? [] : header.stamps));
    const others = [...new Set(needed.map(({ subject }) => subject))].filter((subject) => !subjects.has(subject));
    const more = others.length === 0 ? null : await this.guard.run(() => this.#wrappedKeys(others));
    const keyOf = (subject: string): DataKey | undefined =>
      (subjects.get(subject) ?? more?.get(subject))?.dataKey ?? undefined;
    const opened = entries.map((entry, index) => {
      const header = headers[index];
      const key = reads[index]?.key;
      if (entry === null || header === null || header === undefined || key === undefined) return null;
      const content = typeof header === "string" ? header : openEnvelope(key, entry, header, keyOf);
      if (typeof header === "string" || typeof content === "string") {
        this.events.flawed(typeof content === "string" ? content : "format");
        return null;
      }
      return { content, subjects: header.stamps.map(({ subject }) => subject) };
    });
    return { entries: opened, stamp };
  }

  async #wrappedKeys(subjects: readonly string[]): Promise<Subjects> {
    const found = await Promise.all(
      subjects.map(async (subject) => {
        const wrapped = await orNull(this.redis.hgetBuffer(this.names.subject(subject), "k"));
        const dataKey = wrapped === null ? null : (this.masters.unwrap(subject, wrapped)?.dataKey ?? null);
        return [subject, { dataKey, wrapped }] as const;
      }),
    );
    return new Map(found);
  }

  /** A key for each record; none for a record that has changed since `stamp`. */
  async #dataKeys(holdMs: ReadonlyMap<string, number>, stamp: number) {
    const results = await this.guard.run(() =>
      Promise.allSettled([...holdMs].map(([subject, ms]) => this.#dataKey(subject, ms, stamp))),
    );
    if (results === null) return null;
    this.#noteWrites(results);
    const keys = results.flatMap((result) => (result.status === "fulfilled" && result.value ? [result.value] : []));
    return new Map(keys.map((key) => [key.subject, key]));
  }

  async #dataKey(subject: string, holdMs: number, stamp: number) {
    const name = this.names.subject(subject);
    const candidate = this.masters.wrap(subject, newDataKey());
    let [wrapped, changed] = await this.redis.c360DataKeyBuffer(name, candidate, holdMs, "");
    let own = this.masters.unwrap(subject, wrapped);
    if (own === null || !own.isCurrent) {
      // Wrapped by a master key that is being retired: the same key, wrapped anew. By one that is gone: a new key.
      const renewed = own === null ? candidate : this.masters.wrap(subject, own.dataKey);
      [wrapped, changed] = await this.redis.c360DataKeyBuffer(name, renewed, holdMs, wrapped);
      own = this.masters.unwrap(subject, wrapped);
    }
    const isTooLate = changed !== null && Number(changed.toString()) > stamp;
    return own === null || isTooLate ? null : { subject, ...own.dataKey };
  }

  #noteWrites(results: readonly PromiseSettledResult<unknown>[]): void {
    const refused = results.filter((result) => result.status === "rejected" && isReply(result.reason));
    for (const _ of refused) this.events.writeFailed();
    if (refused.length > 0) this.guard.noteWrite(false);
    else if (results.every(({ status }) => status === "fulfilled")) this.guard.noteWrite(true);
  }
}

/** A key that holds something of another type is a miss; only the connection's own failure is an error. */
async function orNull<T>(reply: Promise<T | null>): Promise<T | null> {
  try {
    return await reply;
  } catch (error) {
    if (isReply(error)) return null;
    throw error;
  }
}

/** Said by the server, not by the connection. */
function isReply(error: unknown): boolean {
  return error instanceof Error && error.name === "ReplyError";
}
