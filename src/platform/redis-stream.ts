import { Redis } from "ioredis";

export interface RedisStreamOptions {
  readonly url: string;
  readonly stream: string;
  /** About how many entries the stream keeps. */
  readonly keep: number;
}

const ANSWER_LIMIT_MS = 5_000;

/** One Redis stream that we add to. Commands fail fast while Redis is away: whoever adds keeps his own place and comes again. */
export class RedisStream {
  readonly #redis: Redis;

  constructor(private readonly options: RedisStreamOptions) {
    this.#redis = new Redis(options.url, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      commandTimeout: ANSWER_LIMIT_MS,
      connectTimeout: ANSWER_LIMIT_MS,
      retryStrategy: (attempt) => Math.min(attempt * 200, ANSWER_LIMIT_MS),
    });
    // Every command tells of it as well.
    this.#redis.on("error", () => undefined);
  }

  /** Throws when Redis does not take them; some of them may be there then. */
  async add(entries: readonly Readonly<Record<string, string>>[]): Promise<void> {
    await this.#connected();
    const { stream, keep } = this.options;
    const pipeline = this.#redis.pipeline();
    for (const entry of entries) pipeline.xadd(stream, "MAXLEN", "~", keep, "*", ...Object.entries(entry).flat());
    const results = (await pipeline.exec()) ?? [];
    const failed = results.find(([error]) => error !== null)?.[0];
    if (failed) throw failed;
  }

  /** One field of the last entry; null for an empty stream. */
  async last(field: string): Promise<string | null> {
    await this.#connected();
    const [entry] = await this.#redis.xrevrange(this.options.stream, "+", "-", "COUNT", 1);
    const [, fields = []] = entry ?? [];
    const at = fields.findIndex((name, index) => index % 2 === 0 && name === field);
    return at < 0 ? null : (fields[at + 1] ?? null);
  }

  /** Whether `holder` is the one who adds for the next `ms`: of several gateways one is enough. */
  async lease(holder: string, ms: number): Promise<boolean> {
    await this.#connected();
    const key = `${this.options.stream}:holder`;
    if ((await this.#redis.set(key, holder, "PX", ms, "NX")) === "OK") return true;
    if ((await this.#redis.get(key)) !== holder) return false;
    await this.#redis.pexpire(key, ms);
    return true;
  }

  close(): void {
    this.#redis.disconnect();
  }

  async #connected(): Promise<void> {
    if (this.#redis.status === "wait" || this.#redis.status === "end") await this.#redis.connect();
  }
}
