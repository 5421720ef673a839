import { randomBytes } from "node:crypto";
import { CacheKeys } from "../../src/platform/cache/cache-keys.js";
import type { EntryFlaw } from "../../src/platform/cache/entry-envelope.js";
import { MasterKeys, type MasterKey } from "../../src/platform/cache/master-keys.js";
import { connectRedis, type RedisConnections, type RedisPlace } from "../../src/platform/cache/redis-connection.js";
import { RedisGuard } from "../../src/platform/cache/redis-guard.js";
import { RedisNames } from "../../src/platform/cache/redis-names.js";
import { SharedLevel } from "../../src/platform/cache/shared-level.js";
import { recordingLog } from "./recording-log.js";

export const MASTER: MasterKey = { id: "first", key: randomBytes(32) };

export interface TestLevel {
  readonly level: SharedLevel;
  readonly keys: CacheKeys;
  readonly names: RedisNames;
  readonly guard: RedisGuard;
  readonly flaws: EntryFlaw[];
  readonly connections: RedisConnections;
}

/** The shared level as one process has it. */
export async function openLevel(
  place: RedisPlace,
  { masters = [MASTER], limitMs = 2_000 }: { masters?: readonly MasterKey[]; limitMs?: number } = {},
): Promise<TestLevel> {
  const connections = connectRedis(place, { tls: false }, recordingLog().log);
  const { commands } = connections;
  await new Promise<void>((resolve) => {
    if (commands.status === "ready") resolve();
    else commands.once("ready", () => resolve());
  });
  const flaws: EntryFlaw[] = [];
  const names = new RedisNames("c360:");
  const guard = new RedisGuard(limitMs, { failed: () => undefined });
  const level = new SharedLevel(commands, names, guard, new MasterKeys(masters), {
    flawed: (flaw) => flaws.push(flaw),
    writeFailed: () => undefined,
  });
  return { level, keys: new CacheKeys("a secret of the test, long enough for it"), names, guard, flaws, connections };
}
