import { RedisStream, type RedisStreamOptions } from "../../platform/redis-stream.js";
import { sealEnvelope } from "../export/envelope.js";
import type { RootTarget } from "./root-target.js";

/** A Redis stream that takes each seal as a CloudEvent. */
export function redisTarget(options: RedisStreamOptions): RootTarget {
  const stream = new RedisStream(options);
  return {
    name: `redis:${options.stream}`,
    publish: (seal) => stream.add([{ seal: sealEnvelope(seal) }]),
    close: () => {
      stream.close();
      return Promise.resolve();
    },
  };
}
