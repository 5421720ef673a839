import { Cluster, Redis, type RedisOptions as AnyRedisOptions } from "ioredis";
import type { Log } from "../log.js";
import { CACHE_SCRIPTS, type CacheCommands } from "./cache-scripts.js";

/** Where the shared level is. */
export type RedisPlace =
  | { readonly mode: "single"; readonly url: string }
  | { readonly mode: "sentinel"; readonly name: string; readonly urls: readonly string[] }
  | { readonly mode: "cluster"; readonly urls: readonly string[] };

export interface RedisAccess {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly tls: boolean;
}

type RedisOptions = Omit<AnyRedisOptions, "replyMapping"> & { replyMapping?: "legacy" };

export type CacheClient = (Redis | Cluster) & CacheCommands;

/** One connection for commands, which gives up at once what it cannot send, and further ones for listening, which wait. */
export interface RedisConnections {
  readonly commands: CacheClient;
  /** A connection of its own for commands that block. */
  readonly listen: () => CacheClient;
  readonly close: () => void;
}

export function connectRedis(place: RedisPlace, access: RedisAccess, log: Log): RedisConnections {
  const open: CacheClient[] = [];
  const connect = (options: RedisOptions): CacheClient => {
    const client = clientOf(place, access, options);
    // Unheard, an error event would end the process. The address is configuration; the message could quote a command.
    client.on("error", (error: Error & { code?: string }) =>
      log.debug({ code: error.code ?? error.name }, "redis connection failed"),
    );
    open.push(client);
    return client;
  };
  return {
    commands: connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0, enableAutoPipelining: true }),
    listen: () => connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0 }),
    close: () => {
      for (const client of open) client.disconnect();
    },
  };
}

function clientOf(place: RedisPlace, { username, password, tls }: RedisAccess, given: RedisOptions): CacheClient {
  const options: RedisOptions = {
    ...given,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(tls && { tls: {} }),
    scripts: CACHE_SCRIPTS,
    protocol: 2,
    replyMapping: "legacy",
    connectTimeout: 1_000,
    autoResendUnfulfilledCommands: false,
    // A server that comes back is found within a second.
    retryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
  };
  switch (place.mode) {
    case "single":
      return new Redis(place.url, options) as unknown as CacheClient;
    case "sentinel":
      return new Redis({
        ...options,
        name: place.name,
        sentinels: place.urls.map(hostOf),
        sentinelRetryStrategy: (attempt: number) => Math.min(50 * attempt, 1_000),
        ...(password !== undefined && { sentinelPassword: password }),
      }) as unknown as CacheClient;
    case "cluster":
      return new Cluster(place.urls.map(hostOf), {
        scripts: CACHE_SCRIPTS,
        enableOfflineQueue: false,
        enableAutoPipelining: given.enableAutoPipelining ?? false,
        slotsRefreshTimeout: 1_000,
        clusterRetryStrategy: (attempt) => Math.min(50 * attempt, 1_000),
        redisOptions: nodeOptions(options),
      }) as unknown as CacheClient;
  }
}

/** A cluster looks for its slots over connections that are still opening: only the cluster as a whole gives up at once. */
function nodeOptions(options: RedisOptions): RedisOptions {
  const left = { ...options };
  delete left.enableOfflineQueue;
  return left;
}

function hostOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port === "" ? 6379 : port) };
}
