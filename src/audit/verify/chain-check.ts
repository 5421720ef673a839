import { eventHash, type Hash } from "../proof/chain.js";
import { positionOf, type Findings } from "./finding.js";

/** One event as a store or an export gives it: the text that was hashed, and the hash that stands beside it. */
export interface EventText {
  readonly writer: string;
  readonly sequence: number;
  readonly at: number;
  readonly canonical: string;
  readonly hash: Hash;
}

const HASH_TEXT = /^[0-9a-f]{64}$/;

export function isHash(text: unknown): text is Hash {
  return typeof text === "string" && HASH_TEXT.test(text);
}

/** Follows one writer's chain from a hash that is trusted. The stated hash carries on, so that one change is one finding. */
export class ChainCheck {
  /** Null after a gap: the next link has nothing to hold on to. */
  #previous: Hash | null;
  next: number;

  constructor(
    first: number,
    before: Hash,
    private readonly findings: Findings,
  ) {
    this.next = first;
    this.#previous = before;
  }

  /** Takes the writer's next event that is there; gives its hash, computed anew from its text. */
  follow(event: EventText): Hash {
    if (event.sequence > this.next) {
      const to = event.sequence - 1;
      this.findings.add("MISSING", `${event.writer}#${this.next}`, to > this.next ? `up to ${event.writer}#${to}` : "");
      this.#previous = null;
    }
    const computed = this.#previous === null ? event.hash : eventHash(this.#previous, event.canonical);
    if (computed !== event.hash) {
      const before =
        event.sequence > 1 ? `the hash of ${event.writer}#${event.sequence - 1}` : "the writer's beginning";
      this.findings.add("CHANGED", positionOf(event), `its text does not give its hash after ${before}`);
    }
    this.next = event.sequence + 1;
    this.#previous = isHash(event.hash) ? event.hash : null;
    return computed;
  }

  get head(): Hash | null {
    return this.#previous;
  }
}
