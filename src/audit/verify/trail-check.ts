import { genesisHash, type Hash } from "../proof/chain.js";
import type { Removal } from "../proof/removal.js";
import { checkSignature, NO_SEAL, signedHash, type Seal, type Signed } from "../proof/seal.js";
import type { PublicKeys } from "../proof/signing-key.js";
import { ChainCheck, type EventText } from "./chain-check.js";
import { ClockDoubts } from "./clock-doubts.js";
import { Findings, positionOf, type CheckReport } from "./finding.js";
import { SealedEvents } from "./sealed-events.js";
import type { WholeSeal } from "./whole-seal.js";

/** What a trail consists of, in the order in which it is checked: removals, then each seal before its events, then what is not sealed yet. */
export type TrailItem =
  | { readonly kind: "removal"; readonly signed: Signed<Removal> }
  | { readonly kind: "seal"; readonly signed: Signed<Seal> }
  | { readonly kind: "event"; readonly event: EventText }
  /** What a writer's unsealed events follow, for who has not seen his seals. */
  | { readonly kind: "tail"; readonly writer: string; readonly first: number; readonly before: Hash | null };

/**
 * Checks a trail, or a run of whole seals of it, with nothing but public keys. What is signed is believed when its
 * signature holds; events are believed when they lead to what is signed.
 */
export class TrailCheck {
  readonly findings = new Findings();
  readonly #doubts = new ClockDoubts();
  readonly #removals = new Map<string, Removal>();
  readonly #heads = new Map<string, { readonly last: number; readonly head: Hash }>();
  readonly #tails = new Map<string, ChainCheck>();
  #open: SealedEvents | null = null;
  #openSeal: Seal | null = null;
  #lastSeal: { readonly number: number; readonly hash: Hash } | null = null;
  readonly #hashes = new Map<number, Hash>();
  readonly #seen = new Map<string, number>();
  #seals = 0;
  #events = 0;
  #unsealed = 0;

  constructor(private readonly keys: PublicKeys) {}

  take(item: TrailItem): void {
    if (item.kind === "event") this.#takeEvent(item.event);
    else if (item.kind === "seal") this.#takeSeal(item.signed);
    else if (item.kind === "tail") this.#takeTail(item);
    else this.#takeRemoval(item.signed);
  }

  /**
   * Takes the events of the seal that was taken last all at once, where they were found whole. False where each must be
   * looked at all the same, because the clock of one of them is in doubt.
   */
  takeWhole({ earliest, latest }: WholeSeal): boolean {
    if (this.#openSeal === null || !this.#doubts.allows(earliest, latest)) return false;
    this.#events += this.#openSeal.count;
    for (const { writer, first, last } of this.#openSeal.ranges)
      this.#seen.set(writer, this.seenOf(writer) + last - first + 1);
    this.#open = null;
    return true;
  }

  end(): CheckReport {
    this.#endSeal();
    const { findings } = this;
    const verdict = findings.count > 0 ? "TAMPERED" : this.#seals + this.#events === 0 ? "EMPTY" : "WHOLE";
    return {
      verdict,
      events: this.#events,
      seals: this.#seals,
      unsealed: this.#unsealed,
      removedPeriods: [...this.#removals.keys()],
      findings: findings.list,
      furtherFindings: findings.further,
      clockDoubts: this.#doubts.report(),
      sealHashes: this.#hashes,
      lastSeal: this.#lastSeal && { number: this.#lastSeal.number, hash: this.#lastSeal.hash },
    };
  }

  #takeRemoval(signed: Signed<Removal>): void {
    const state = checkSignature(signed, this.keys);
    if (state === "good") this.#removals.set(signed.record.period, signed.record);
    else
      this.findings.add(state === "bad" ? "REMOVAL_CHANGED" : "UNKNOWN_KEY", `removal of ${signed.record.period}`, "");
  }

  #takeSeal(signed: Signed<Seal>): void {
    this.#endSeal();
    const seal = signed.record;
    const where = `seal ${seal.number}`;
    const state = checkSignature(signed, this.keys);
    if (state === "bad") this.findings.add("SEAL_CHANGED", where, "the signature is not of this seal");
    if (state === "unknown-key")
      this.findings.add(
        "UNKNOWN_KEY",
        where,
        `signed by ${seal.keyId}, which is none of ${this.keys.keyIds.join(", ")}`,
      );
    this.#checkPlace(seal, where);
    for (const range of seal.ranges) this.#checkStart(seal, range, where);
    const hash = signedHash(seal);
    this.#lastSeal = { number: seal.number, hash };
    this.#hashes.set(seal.number, hash);
    this.#seals += 1;
    this.#doubts.openSeal(seal.sealedAt);
    const removal = this.#removals.get(seal.period);
    if (removal !== undefined && seal.number <= removal.lastSeal) return;
    this.#open = new SealedEvents(seal, this.findings);
    this.#openSeal = seal;
  }

  #checkPlace(seal: Seal, where: string): void {
    const last = this.#lastSeal;
    if (last === null) {
      if (seal.number === 1 && seal.previous !== NO_SEAL)
        this.findings.add("SEAL_CHAIN", where, "nothing precedes the first");
      return;
    }
    if (seal.number > last.number + 1) {
      this.findings.add("SEAL_MISSING", `seal ${last.number + 1}`, `the next that is there is ${where}`);
    } else if (seal.number <= last.number) this.findings.add("SEAL_CHAIN", where, `it comes after seal ${last.number}`);
    else if (seal.previous !== last.hash)
      this.findings.add("SEAL_CHAIN", where, "it does not follow the seal before it");
  }

  /** A writer's range starts where his last one ended, and at his beginning when he begins. */
  #checkStart(seal: Seal, { writer, first, last, before, head }: Seal["ranges"][number], where: string): void {
    const known = this.#heads.get(writer);
    const expected = first === 1 ? genesisHash(writer) : (known?.head ?? before);
    if (before !== expected)
      this.findings.add("SEAL_CHAIN", where, `${writer}#${first} does not follow what was sealed before`);
    if (known !== undefined && first !== known.last + 1)
      this.findings.add("MISSING", `${writer}#${known.last + 1}`, `seal ${seal.number} goes on at ${writer}#${first}`);
    this.#heads.set(writer, { last, head });
  }

  /** How many of a writer's events were taken. */
  seenOf(writer: string): number {
    return this.#seen.get(writer) ?? 0;
  }

  #takeEvent(event: EventText): void {
    this.#events += 1;
    this.#seen.set(event.writer, this.seenOf(event.writer) + 1);
    if (this.#open?.take(event) === true) this.#doubts.look(event);
    else this.#takeUnsealed(event);
  }

  #takeTail({ writer, first, before }: Extract<TrailItem, { kind: "tail" }>): void {
    if (first > 1 && before !== null && !this.#heads.has(writer))
      this.#heads.set(writer, { last: first - 1, head: before });
  }

  #takeUnsealed(event: EventText): void {
    const sealed = this.#heads.get(event.writer);
    if (sealed !== undefined && event.sequence <= sealed.last) {
      this.findings.add("INSERTED", positionOf(event), "its place is sealed by another");
      return;
    }
    this.#unsealed += 1;
    let chain = this.#tails.get(event.writer);
    if (chain === undefined) {
      chain = new ChainCheck((sealed?.last ?? 0) + 1, sealed?.head ?? genesisHash(event.writer), this.findings);
      this.#tails.set(event.writer, chain);
    }
    if (event.sequence < chain.next)
      this.findings.add("REORDERED", positionOf(event), `it comes after ${event.writer}#${chain.next - 1}`);
    else chain.follow(event);
  }

  #endSeal(): void {
    this.#open?.end();
    this.#open = null;
    if (this.#openSeal !== null) this.#doubts.closeSeal(this.#openSeal.sealedAt);
    this.#openSeal = null;
  }
}
