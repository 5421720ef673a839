import { eventHash, type Hash } from "../proof/chain.js";
import type { SealedRange } from "../proof/seal.js";

/** What a writer's sealed run comes to when every event of it is there and leads to the next. */
export interface WholeRun {
  readonly hashes: readonly Hash[];
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Follows one sealed run, as fast as its texts can be hashed. It only tells a run that is whole from one that is not: what
 * is wrong with one that is not, and where, is for a check that looks at each event.
 */
export class RunDigest {
  readonly #hashes: Hash[] = [];
  #previous: Hash;
  #earliest = Number.POSITIVE_INFINITY;
  #latest = Number.NEGATIVE_INFINITY;

  constructor(private readonly range: SealedRange) {
    this.#previous = range.before;
  }

  /** The number of the event that is to come next. */
  get next(): number {
    return this.range.first + this.#hashes.length;
  }

  /** False where this is not the event that must follow. */
  take(sequence: unknown, at: unknown, canonical: unknown, hash: unknown): boolean {
    if (sequence !== this.next || typeof at !== "number" || typeof canonical !== "string") return false;
    if (eventHash(this.#previous, canonical) !== hash) return false;
    this.#previous = hash;
    this.#hashes.push(this.#previous);
    if (at < this.#earliest) this.#earliest = at;
    if (at > this.#latest) this.#latest = at;
    return true;
  }

  /** Null where the run ends elsewhere than its seal says. */
  end(): WholeRun | null {
    if (this.next !== this.range.last + 1 || this.#previous !== this.range.head) return null;
    return { hashes: this.#hashes, earliest: this.#earliest, latest: this.#latest };
  }
}
