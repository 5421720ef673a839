import { randomBytes, randomUUID } from "node:crypto";
import type { Log } from "../log.js";
import type { Metrics } from "../metrics.js";
import { CacheKeys } from "./cache-keys.js";
import { cacheMetrics, type CacheMetrics } from "./cache-metrics.js";
import type { CacheSettings } from "./cache-settings.js";
import { ChangeDesk, type Change } from "./change-desk.js";
import { ChangeFeed } from "./change-feed.js";
import { ChangeInbox } from "./change-inbox.js";
import { LocalLevel } from "./local-level.js";
import { MasterKeys } from "./master-keys.js";
import { connectRedis } from "./redis-connection.js";
import { RedisGuard, type RedisTrouble } from "./redis-guard.js";
import { RedisNames } from "./redis-names.js";
import { SeenMarks } from "./seen-marks.js";
import { SharedLevel } from "./shared-level.js";

/** How long a signed event is remembered: longer than its signature is good for. */
const REMEMBER_EVENTS_MS = 15 * 60_000;

/** Both levels of the cache, open, and what keeps them honest. */
export interface OpenCache<T> {
  readonly keys: CacheKeys;
  readonly local: LocalLevel<T>;
  readonly shared: SharedLevel | null;
  readonly changes: ChangeDesk;
  readonly seen: SeenMarks;
  readonly metrics: CacheMetrics;
  /** What is wrong with the shared level; null when nothing is, or when there is none. */
  trouble(): Promise<RedisTrouble>;
  close(): Promise<void>;
}

export function openCache<T>(settings: CacheSettings, log: Log, figures: Metrics): OpenCache<T> {
  const { redis } = settings;
  const local = new LocalLevel<T>(settings.localBytes);
  // Without Redis nobody else must find anything under these names: a secret of this process's own will do.
  const keys = new CacheKeys(redis?.secret ?? randomBytes(32).toString("base64"));
  let isShared = (): boolean => false;
  const metrics = cacheMetrics(figures, {
    localBytes: () => local.bytes,
    localEntries: () => local.size,
    isShared: () => isShared(),
  });
  const dropLocally = (subjects: readonly string[]): void => local.drop(subjects);
  const desk = { keys, dropLocally, metrics, log };
  if (redis === undefined) {
    const seen = new SeenMarks(REMEMBER_EVENTS_MS, null, null, null);
    const changes = new ChangeDesk({ ...desk, shared: null, feed: null });
    return {
      keys,
      local,
      shared: null,
      changes,
      seen,
      metrics,
      trouble: () => Promise.resolve(null),
      close: async () => {},
    };
  }
  const connections = connectRedis(redis.place, redis, log);
  const { commands } = connections;
  const names = new RedisNames(redis.prefix);
  const guard = new RedisGuard(redis.timeoutMs, { failed: (kind) => metrics.redisFailed(kind) });
  const masters = new MasterKeys(redis.masterKeys.map(({ id, key }) => ({ id, key: Buffer.from(key, "base64") })));
  const shared = new SharedLevel(commands, names, guard, masters, {
    flawed: (flaw) => metrics.flawed(flaw),
    writeFailed: () => metrics.redisFailed("write"),
  });
  const feed = new ChangeFeed(commands, connections.listen, names, {
    changed: dropLocally,
    missed: () => local.clear(),
  });
  const changes = new ChangeDesk({ ...desk, shared, feed });
  const inbox = redis.inbox === undefined ? null : openInbox(redis.inbox, settings, connections.listen, changes);
  const trouble = async (): Promise<RedisTrouble> => {
    if ((await guard.run(() => commands.ping())) === null) return "unreachable";
    return guard.isRefusingWrites && !(await shared.tryToWrite()) ? "refusing-writes" : null;
  };
  isShared = () => !guard.isResting && !guard.isRefusingWrites && commands.status === "ready";
  feed.start();
  inbox?.start();
  return {
    keys,
    local,
    shared,
    changes,
    seen: new SeenMarks(REMEMBER_EVENTS_MS, commands, names, guard),
    metrics,
    trouble,
    close: async () => {
      await Promise.all([feed.stop(), inbox?.stop()]);
      connections.close();
    },
  };
}

/** What stands in the stream is checked like what comes by call; what is of no system of ours is refused, and gone. */
function openInbox(
  stream: string,
  { rules }: CacheSettings,
  listen: ConstructorParameters<typeof ChangeInbox>[0],
  changes: ChangeDesk,
): ChangeInbox {
  return new ChangeInbox(listen, stream, randomUUID(), async (entries) => {
    const good: Change[] = [];
    for (const { system, customer } of entries) {
      if (!Object.hasOwn(rules, system)) changes.refuse("unknown-system");
      else if (customer === "" || customer.length > 64) changes.refuse("malformed");
      else good.push({ source: system, recordId: customer });
    }
    await changes.take(good);
  });
}
