import type { TestRedis } from "../support/redis.js";
import type { ChaosWorld } from "./chaos-world.js";
import { myPage } from "./pages.js";
import { rowOf, WAYS, type ChaosRow } from "./rows.js";

/** It stops and goes: every answer comes late, most of them too late. */
const STOPPED_MS = 60;
const GOING_MS = 15;

/** Whatever becomes of Redis, nothing may be missing from a page, unless a system is ill beside it. */
export function redisRows(): readonly ChaosRow[] {
  return [
    redisRow("stopped", { begin: (redis) => redis.kill(), end: (redis) => redis.restart() }),
    redisRow("restarted, empty", { begin: (redis) => redis.restart(), end: () => undefined }),
    redisRow("filled", {
      begin: async ({ client }) => void (await client.config("SET", "maxmemory", "1")),
      end: async ({ client }) => void (await client.config("SET", "maxmemory", "0")),
    }),
    redisRow("delayed", delay()),
    redisRow("hanging", { begin: (redis) => redis.freeze(), end: (redis) => redis.thaw() }),
    besides("stopped", { begin: (redis) => redis.kill(), end: (redis) => redis.restart() }, "loan", "erroring"),
    besides("hanging", { begin: (redis) => redis.freeze(), end: (redis) => redis.thaw() }, "core-banking", "cut off"),
  ];
}

interface Trouble {
  readonly begin: (redis: TestRedis) => Promise<void> | void;
  readonly end: (redis: TestRedis) => Promise<void> | void;
}

function delay(): Trouble {
  let timer: NodeJS.Timeout | undefined;
  const pause = (redis: TestRedis): void => {
    redis.freeze();
    timer = setTimeout(() => {
      redis.thaw();
      timer = setTimeout(() => pause(redis), GOING_MS);
    }, STOPPED_MS);
  };
  return {
    begin: pause,
    end: (redis) => {
      clearTimeout(timer);
      redis.thaw();
    },
  };
}

function redisRow(name: string, { begin, end }: Trouble): ChaosRow {
  return {
    fault: `Redis ${name}`,
    page: myPage,
    faulty: [],
    codes: [],
    isTotal: false,
    begin: (world) => begin(redisOf(world)),
    end: (world) => end(redisOf(world)),
    isMended: isReady,
  };
}

function besides(name: string, trouble: Trouble, system: string, ill: string): ChaosRow {
  const way = WAYS.find((each) => each.name === ill);
  if (way === undefined) throw new Error(`systems do not go wrong like this: ${ill}`);
  const alone = redisRow(name, trouble);
  // What was kept a moment ago may be served for its second: something of the system can be there.
  const row = { ...rowOf(myPage, [system, way]), isTotal: false };
  return {
    ...row,
    fault: `${alone.fault}, ${row.fault}`,
    begin: async (world) => {
      await alone.begin(world);
      await row.begin(world);
    },
    end: async (world) => {
      await row.end(world);
      await alone.end(world);
    },
    isMended: isReady,
  };
}

function redisOf({ redis }: ChaosWorld): TestRedis {
  if (redis === null) throw new Error("this world keeps nothing");
  return redis;
}

/** The gateway says itself that its shared level is well. */
async function isReady({ gateway }: ChaosWorld): Promise<boolean> {
  const response = await fetch(`${gateway.url}/health/ready`);
  const { checks } = (await response.json()) as { readonly checks: { readonly cache: string } };
  return checks.cache === "ok";
}
