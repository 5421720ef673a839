import { LRUCache } from "lru-cache";

export interface LocalEntry<T> {
  readonly value: T;
  /** The customer records it is about. */
  readonly subjects: readonly string[];
  /** On the monotonic clock, when it came here. */
  readonly since: number;
}

/** Each entry's own cost beside its value and its key: the bookkeeping of the list, and a line per subject. */
const ENTRY_BYTES = 480;
const SUBJECT_BYTES = 200;

/** How many changes are remembered for answers that are still on their way; what is older makes them stay out. */
const REMEMBERED_CHANGES = 50_000;

/**
 * What this process keeps: our own records, ready to be used, within a bound of bytes. An answer that was asked for before
 * a customer changed does not get in after it.
 */
export class LocalLevel<T> {
  readonly #entries: LRUCache<string, LocalEntry<T>>;
  readonly #bySubject = new Map<string, Set<string>>();
  /** The latest change of each subject, in the order in which they came. */
  readonly #changes = new Map<string, number>();
  #turn = 0;
  #forgottenUpTo = 0;

  constructor(readonly maxBytes: number) {
    this.#entries = new LRUCache({
      maxSize: maxBytes,
      dispose: ({ subjects }, key) => this.#unlink(key, subjects),
    });
  }

  /** Taken before a source is asked, and given back with the answer. */
  ticket(): number {
    return this.#turn;
  }

  read(key: string): LocalEntry<T> | undefined {
    return this.#entries.get(key);
  }

  /** `bytes` is what the value takes by itself. */
  keep(key: string, value: T, subjects: readonly string[], bytes: number, ticket: number): void {
    if (ticket < this.#forgottenUpTo) return;
    if (subjects.some((subject) => (this.#changes.get(subject) ?? 0) > ticket)) return;
    const size = bytes + ENTRY_BYTES + key.length + SUBJECT_BYTES * subjects.length;
    this.#entries.set(key, { value, subjects, since: performance.now() }, { size });
    if (!this.#entries.has(key)) return;
    for (const subject of subjects) {
      const keys = this.#bySubject.get(subject);
      if (keys === undefined) this.#bySubject.set(subject, new Set([key]));
      else keys.add(key);
    }
  }

  /** Everything about these records is cold from here on. */
  drop(subjects: readonly string[]): void {
    this.#turn += 1;
    for (const subject of subjects) {
      this.#changes.delete(subject);
      this.#changes.set(subject, this.#turn);
      for (const key of this.#bySubject.get(subject) ?? []) this.#entries.delete(key);
    }
    for (const [subject, turn] of this.#changes) {
      if (this.#changes.size <= REMEMBERED_CHANGES) break;
      this.#changes.delete(subject);
      this.#forgottenUpTo = turn;
    }
  }

  /** When changes may have been missed. */
  clear(): void {
    this.#turn += 1;
    this.#forgottenUpTo = this.#turn;
    this.#entries.clear();
  }

  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get size(): number {
    return this.#entries.size;
  }

  #unlink(key: string, subjects: readonly string[]): void {
    for (const subject of subjects) {
      const keys = this.#bySubject.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) this.#bySubject.delete(subject);
    }
  }
}
