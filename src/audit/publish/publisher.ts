import type { AuditStore } from "../store/audit-store.js";
import type { RootTarget } from "./root-target.js";

const AT_ONCE = 100;

/** Tells each place of every seal, in order, from the last one that it took: a place that was away is told later. */
export class Publisher {
  readonly #isBehind = new Set<string>();

  constructor(
    private readonly store: AuditStore,
    private readonly targets: readonly RootTarget[],
    private readonly report: (target: string, isReached: boolean) => void,
  ) {}

  /** The places that have not taken all seals. */
  get behind(): readonly string[] {
    return [...this.#isBehind];
  }

  async publish(): Promise<void> {
    await Promise.all(this.targets.map((target) => this.#tell(target)));
  }

  async close(): Promise<void> {
    await Promise.all(this.targets.map((target) => target.close()));
  }

  async #tell(target: RootTarget): Promise<void> {
    try {
      for (;;) {
        const seals = await this.store.seals((await this.store.lastPublished(target.name)) + 1, AT_ONCE);
        if (seals.length === 0) break;
        for (const seal of seals) {
          await target.publish(seal);
          await this.store.addPublished(target.name, seal.record.number);
        }
      }
      if (this.#isBehind.delete(target.name)) this.report(target.name, true);
    } catch {
      if (!this.#isBehind.has(target.name)) this.report(target.name, false);
      this.#isBehind.add(target.name);
    }
  }
}
