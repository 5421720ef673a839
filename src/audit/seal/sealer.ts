import type { Clock } from "../../domain/instant.js";
import { genesisHash } from "../proof/chain.js";
import { makeSeal, type UnsealedRun } from "../proof/sealing.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { SigningKey } from "../proof/signing-key.js";
import type { AuditStore, UnsealedTail } from "../store/audit-store.js";
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
      const { runs, isAll } = await this.#read(tails);
      if (runs.length === 0) return made;
      const periods = [...new Set(runs.map(({ period }) => period))].sort();
      for (const [index, period] of periods.entries()) {
        const seal = makeSeal(
          runs.filter((run) => run.period === period),
          { previous: last?.record ?? null, sealedAt: this.options.clock.now(), key: this.options.key },
        );
        const isLast = index === periods.length - 1 && isAll;
        const upTo = isLast ? mark : (last?.mark ?? 0);
        // Another gateway sealed in between: what it left is for the next time.
        if (!(await this.store.addSeal(seal, upTo))) return made;
        made.push(seal);
        last = { ...seal, mark: upTo };
      }
      if (isAll) return made;
    }
  }

  async #read(
    tails: readonly UnsealedTail[],
  ): Promise<{ readonly runs: readonly UnsealedRun[]; readonly isAll: boolean }> {
    const runs: UnsealedRun[] = [];
    let room = MOST_EVENTS;
    for (const { writer, first, last, before } of tails) {
      if (room <= 0) return { runs, isAll: false };
      const upTo = Math.min(last, first + room - 1);
      const events = await this.store.hashesOf(writer, first, upTo);
      room -= events.length;
      runs.push(...toRuns(writer, first, before ?? genesisHash(writer), events));
      if (upTo < last) return { runs, isAll: false };
    }
    return { runs, isAll: true };
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

/** A writer's events of each month by themselves: a month is removed as a whole. */
function toRuns(
  writer: string,
  first: number,
  before: string,
  events: readonly { readonly period: string; readonly hash: string }[],
): UnsealedRun[] {
  const runs: (UnsealedRun & { readonly hashes: string[] })[] = [];
  let previous = before;
  events.forEach(({ period, hash }, index) => {
    const run = runs.at(-1);
    if (run?.period === period) run.hashes.push(hash);
    else runs.push({ writer, period, first: first + index, before: previous, hashes: [hash] });
    previous = hash;
  });
  return runs;
}
