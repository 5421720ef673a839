import type { TestRedis } from "../support/redis.js";
import type { ByteSource } from "./collector.js";

/** What lies in the shared store, whole. Left out are the names of entries: digits in a hash are some number's by chance. */
export function redisBytes({ client }: TestRedis): ByteSource & { readonly bytes: number } {
  let bytes = 0;
  return {
    name: "shared cache",
    get bytes() {
      return bytes;
    },
    take: async () => {
      const names = await client.keys("*");
      const dumps = await Promise.all(names.map((name) => client.callBuffer("DUMP", name)));
      // An entry may have expired in between.
      const taken = dumps.filter((each): each is Buffer => Buffer.isBuffer(each));
      bytes += taken.reduce((sum, { length }) => sum + length, 0);
      return taken;
    },
  };
}
