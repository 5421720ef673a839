import { availableParallelism } from "node:os";
import type { AuditConfig } from "../../platform/config-audit.js";
import { Thread } from "../../platform/thread.js";
import type { Seal } from "../proof/seal.js";
import type { AuditReads } from "../store/audit-store.js";
import { digestSeal, type SealDigest, type SealDigests } from "./seal-digest.js";

const THREAD = new URL(`./digest-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
/** Beyond this the disk is what is waited for. */
const MOST_THREADS = 8;
/** For fewer events a thread takes longer to start than to hash them. */
const FEWEST_EVENTS = 200_000;

/**
 * Shares the seals of a trail among threads: each seal says by itself what its events must follow and come to, so that
 * they are looked at in any order. For commands; within a gateway an auditor's question takes one thread and no more.
 */
export class DigestThreads implements SealDigests {
  readonly #threads: Thread[] = [];
  readonly #digests = new Map<number, Promise<SealDigest>>();
  #next = 0;

  constructor(
    private readonly config: AuditConfig,
    private readonly reads: AuditReads,
    private readonly fewest = FEWEST_EVENTS,
  ) {}

  expect(seals: readonly Seal[], withIndex: boolean): void {
    const events = seals.reduce((sum, { count }) => sum + count, 0);
    if (seals.length < 2 || !(events >= this.fewest)) return;
    while (this.#threads.length < Math.min(MOST_THREADS, availableParallelism()))
      this.#threads.push(new Thread(THREAD, this.config));
    for (const seal of seals) {
      const thread = this.#threads[(this.#next += 1) % this.#threads.length] as Thread;
      const digest = thread.call<SealDigest>("digest", seal, withIndex);
      digest.catch(() => undefined);
      this.#digests.set(seal.number, digest);
    }
  }

  digestOf(seal: Seal, withIndex: boolean): Promise<SealDigest> {
    const begun = this.#digests.get(seal.number);
    this.#digests.delete(seal.number);
    const here = () => digestSeal(this.reads, seal, withIndex);
    // What a thread could not look at, because it has ended, is looked at here.
    return begun === undefined ? here() : begun.catch(here);
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#threads.map(async (thread) => {
        await thread.call("close").catch(() => undefined);
        await thread.stop();
      }),
    );
  }
}
