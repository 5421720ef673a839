/**
 * What must happen at once in Redis. Each script touches one key, so that a cluster can run it. A key of a wrong type is
 * somebody's garbage: it gives way.
 */
const ONLY_HASH = `
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'hash' and kind ~= 'none' then redis.call('del', KEYS[1]) end`;

export const CACHE_SCRIPTS = {
  /**
   * The data key of a record: the one that is there, else the given one. ARGV: candidate, how long to hold it (ms), and a
   * key that is to be replaced although it is there ("" for none). Returns the key and the stamp of the last change.
   */
  c360DataKey: {
    numberOfKeys: 1,
    lua: `${ONLY_HASH}
local found = redis.call('hmget', KEYS[1], 'k', 'a')
local key = found[1]
if not key or (ARGV[3] ~= '' and key == ARGV[3]) then
  key = ARGV[1]
  redis.call('hset', KEYS[1], 'k', key)
end
if redis.call('pttl', KEYS[1]) < tonumber(ARGV[2]) then redis.call('pexpire', KEYS[1], ARGV[2]) end
return { key, found[2] }`,
  },
  /** The next stamp of a change. Starts at the server's clock, so that it is ahead of all stamps before a flush. */
  c360Stamp: {
    numberOfKeys: 1,
    lua: `
local kind = redis.call('type', KEYS[1]).ok
if kind ~= 'string' or not tonumber(redis.call('get', KEYS[1])) then
  local now = redis.call('time')
  redis.call('set', KEYS[1], now[1] .. string.format('%06d', tonumber(now[2])))
end
redis.call('incr', KEYS[1])
-- As Redis writes it: Lua would round it.
return redis.call('get', KEYS[1])`,
  },
  /** Destroys the data key of a record, and leaves the stamp of the change for answers that are on their way. ARGV: stamp, how long (ms). */
  c360Bury: {
    numberOfKeys: 1,
    lua: `${ONLY_HASH}
redis.call('hdel', KEYS[1], 'k')
local before = tonumber(redis.call('hget', KEYS[1], 'a') or '')
if not before or before < tonumber(ARGV[1]) then redis.call('hset', KEYS[1], 'a', ARGV[1]) end
redis.call('pexpire', KEYS[1], ARGV[2])
return 1`,
  },
  /**
   * Takes a lock that nobody holds. One that would last longer than any holder may keep it is nobody's, but garbage that
   * would stand in everybody's way. ARGV: token, how long (ms).
   */
  c360Claim: {
    numberOfKeys: 1,
    lua: `
local left = redis.call('pttl', KEYS[1])
if left >= 0 and left <= tonumber(ARGV[2]) then return 0 end
redis.call('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`,
  },
  /** Holds a lock for longer, if it is still ours. ARGV: token, how long (ms). */
  c360Extend: {
    numberOfKeys: 1,
    lua: `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`,
  },
  /** Gives a lock back, if it is still ours. ARGV: token. */
  c360Release: {
    numberOfKeys: 1,
    lua: `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`,
  },
} as const;

/** The scripts as commands; ioredis adds them to every client that is given them. */
export interface CacheCommands {
  c360DataKeyBuffer(
    key: string,
    candidate: Buffer,
    holdMs: number,
    refused: Buffer | string,
  ): Promise<[Buffer, Buffer | null]>;
  c360Stamp(key: string): Promise<string>;
  c360Bury(key: string, stamp: string, holdMs: number): Promise<number>;
  c360Claim(key: string, token: string, holdMs: number): Promise<number>;
  c360Extend(key: string, token: string, holdMs: number): Promise<number>;
  c360Release(key: string, token: string): Promise<number>;
}
