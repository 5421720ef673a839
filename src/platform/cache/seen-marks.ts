import { LRUCache } from "lru-cache";
import type { CacheClient } from "./redis-connection.js";
import type { RedisGuard } from "./redis-guard.js";
import type { RedisNames } from "./redis-names.js";

/** As many as a system may send in the time that a signature is good for, and more. */
const MOST = 100_000;

/** What has been taken once, so that it is not taken again: in this process, and where there is Redis in all of them. */
export class SeenMarks {
  readonly #seen = new LRUCache<string, true>({ max: MOST });

  constructor(
    private readonly lastMs: number,
    private readonly redis: CacheClient | null,
    private readonly names: RedisNames | null,
    private readonly guard: RedisGuard | null,
  ) {}

  /** True the first time. Where Redis cannot be asked, only this process's own memory tells. */
  async isFirst(mark: string): Promise<boolean> {
    if (this.#seen.has(mark)) return false;
    this.#seen.set(mark, true, { ttl: this.lastMs });
    const { redis, names } = this;
    if (redis === null || names === null || this.guard === null) return true;
    const reply = await this.guard.run(() => redis.set(names.mark(mark), "1", "PX", this.lastMs, "NX").then(String));
    return reply !== "null";
  }

  /** What was taken did not take effect: it may come again. */
  async forget(mark: string): Promise<void> {
    this.#seen.delete(mark);
    const { redis, names } = this;
    if (redis !== null && names !== null) await this.guard?.run(() => redis.del(names.mark(mark)));
  }
}
