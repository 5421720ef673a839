import type { Clock } from "../../domain/instant.js";
import { makeSeal } from "../proof/sealing.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { SigningKey } from "../proof/signing-key.js";
import type { AuditStore } from "../store/audit-store.js";
import type { UnsealedTail } from "./sealable.js";
import type { ChainHead } from "../trail/writer-chain.js";

/** A seal closes over at most as many events; more are sealed by the next ones at once. */
const MOST_EVENTS = 100_000;

export interface SealerOptions {
  readonly key: SigningKey;
  readonly clock: Clock;
  /** What this process knows to be stored. */
  readonly heads: () => readonly ChainHead[];
  /** Told of writers whose acknowledged events the store no longer gives back. */
  readonly reportLoss: (writer: string) => void;
}

/**
 * Closes over the events that came since the last seal. Any gateway may do it: a number is given once, and whoever comes
 * second finds nothing left to do.
 */
export class Sealer {
  #lost = new Set<string>();

  constructor(
    private readonly store: AuditStore,
    private readonly options: SealerOptions,
  ) {}

  /** Writers of this process whose last acknowledged event was not there when the trail was sealed. */
  get lostWriters(): readonly string[] {
    return [...this.#lost];
  }

  /** Seals whatever is unsealed. The seals that were made, none where there was nothing to seal. */
  async seal(): Promise<readonly Signed<Seal>[]> {
    // Taken first: what is acknowledged now must be there when the store is read afterwards.
    const heads = this.options.heads();
    const made: Signed<Seal>[] = [];
    for (;;) {
      // Before what it left is looked at: whoever seals from here on takes the number that this one's seal would have.
      let last = await this.store.lastSeal();
      const { mark, tails } = await this.store.unsealed();
      await this.#compare(heads, tails);
      if (tails.length === 0) return made;
      const { parts, isAll } = await this.store.sealable(tails, MOST_EVENTS);
      if (parts.length === 0) return made;
      for (const [index, part] of parts.entries()) {
        const sealedAt = this.options.clock.now();
        const seal = makeSeal(part, { previous: last?.record ?? null, sealedAt, key: this.options.key });
        const isLast = index === parts.length - 1 && isAll;
        const upTo = isLast ? mark : (last?.mark ?? 0);
        // Another gateway sealed in between: what it left is for the next time.
        if (!(await this.store.addSeal(seal, upTo))) return made;
        made.push(seal);
        last = { ...seal, mark: upTo };
      }
      if (isAll) return made;
    }
  }

  /** A tail that somebody cut off before it was sealed leaves a whole chain; only its writer knows that there was more. */
  async #compare(heads: readonly ChainHead[], tails: readonly UnsealedTail[]): Promise<void> {
    for (const { writer, sequence, hash } of heads) {
      if (this.#lost.has(writer)) continue;
      const tail = tails.find((each) => each.writer === writer);
      // No unsealed tail: then his last event must be sealed.
      const isThere =
        tail === undefined
          ? (await this.store.sealOf(writer, sequence)) !== null
          : (await this.store.hashesOf(writer, sequence, sequence))[0]?.hash === hash;
      if (isThere) continue;
      this.#lost.add(writer);
      this.options.reportLoss(writer);
    }
  }
}
