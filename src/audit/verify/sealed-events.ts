import { merkleRoot } from "../proof/merkle.js";
import type { Hash } from "../proof/chain.js";
import type { Seal, SealedRange } from "../proof/seal.js";
import { ChainCheck, type EventText } from "./chain-check.js";
import { positionOf, type Findings } from "./finding.js";

interface Arrival {
  readonly event: EventText;
  readonly arrival: number;
}

/** Checks the events of one seal against it: all of them, only them, in its order, with its root. */
export class SealedEvents {
  readonly #leaves: Hash[] = [];
  /** What came while another's turn was: either that one is missing, or one of the two is out of place. */
  readonly #early: Arrival[] = [];
  /** In the seal's order, when each came. */
  readonly #followed: { readonly writer: string; readonly sequence: number; readonly arrival: number }[] = [];
  readonly #foundBefore: number;
  #range = 0;
  #chain: ChainCheck | null = null;
  #arrivals = 0;

  constructor(
    private readonly seal: Seal,
    private readonly findings: Findings,
  ) {
    this.#foundBefore = findings.count;
    this.#open();
  }

  /** Takes an event if it is one of this seal's; says whether it is. */
  take(event: EventText): boolean {
    const isNext = event.writer === this.seal.ranges[this.#range]?.writer && event.sequence === this.#chain?.next;
    if (!isNext && !this.seal.ranges.some((range) => isWithin(range, event))) return false;
    const arrival = (this.#arrivals += 1);
    if (isNext) this.#follow({ event, arrival });
    else this.#early.push({ event, arrival });
    return true;
  }

  /** What the seal's events left open, once there are no more of them. */
  end(): void {
    if (this.#early.length > 0) this.#settle();
    while (this.#range < this.seal.ranges.length) this.#close();
    if (this.findings.count > this.#foundBefore) return;
    if (this.#leaves.length !== this.seal.count || merkleRoot(this.#leaves) !== this.seal.root)
      this.findings.add("ROOT_MISMATCH", `seal ${this.seal.number}`, "its events do not give the root that was signed");
  }

  /** Gives each event that came at another's turn its own place, so that it is judged there. */
  #settle(): void {
    const byPlace = new Map<string, Arrival>();
    for (const each of this.#early) {
      const place = positionOf(each.event);
      if (byPlace.has(place)) this.findings.add("INSERTED", place, "it is there more than once");
      else byPlace.set(place, each);
    }
    // A seal that was tampered with may claim any numbers, so what is there is gone through and not what is claimed.
    const early = [...byPlace.values()].sort((left, right) => left.event.sequence - right.event.sequence);
    for (let range = this.seal.ranges[this.#range]; range !== undefined; range = this.seal.ranges[this.#range]) {
      const opened = this.#range;
      for (const each of early) {
        if (this.#range !== opened || !isWithin(range, each.event) || each.event.sequence < (this.#chain?.next ?? 0))
          continue;
        byPlace.delete(positionOf(each.event));
        this.#follow(each);
      }
      if (this.#range === opened) this.#close();
    }
    for (const place of byPlace.keys()) this.findings.add("INSERTED", place, "it is there more than once");
    this.#compareOrder();
  }

  #compareOrder(): void {
    const inOrder = this.#followed.map(({ arrival }) => arrival).sort((left, right) => left - right);
    this.#followed.forEach((each, index) => {
      if (each.arrival !== inOrder[index])
        this.findings.add("REORDERED", positionOf(each), "it stands at another's place");
    });
  }

  #follow({ event, arrival }: Arrival): void {
    const chain = this.#chain as ChainCheck;
    this.#leaves.push(chain.follow(event));
    this.#followed.push({ writer: event.writer, sequence: event.sequence, arrival });
    if (chain.next > (this.seal.ranges[this.#range] as SealedRange).last) this.#close();
  }

  #open(): void {
    const range = this.seal.ranges[this.#range];
    this.#chain = range === undefined ? null : new ChainCheck(range.first, range.before, this.findings);
  }

  #close(): void {
    const range = this.seal.ranges[this.#range] as SealedRange;
    const chain = this.#chain as ChainCheck;
    if (chain.next <= range.last) {
      const note = chain.next < range.last ? `up to ${range.writer}#${range.last}` : "";
      this.findings.add("MISSING", `${range.writer}#${chain.next}`, note);
    } else if (chain.head !== null && chain.head !== range.head && this.findings.count === this.#foundBefore)
      this.findings.add(
        "CHANGED",
        `${range.writer}#${range.last}`,
        "or one before it: the head that was signed is another",
      );
    this.#range += 1;
    this.#open();
  }
}

function isWithin({ writer, first, last }: SealedRange, event: EventText): boolean {
  return writer === event.writer && event.sequence >= first && event.sequence <= last;
}
