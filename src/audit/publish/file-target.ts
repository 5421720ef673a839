import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import type { RootTarget } from "./root-target.js";

/** A file that is only ever added to, one seal a line: best on a medium that cannot be written twice. `name` is the gateway's. */
export function fileTarget(path: string, name: string): RootTarget {
  return {
    name: `file:${name}`,
    publish: async (seal) => {
      await mkdir(dirname(path), { recursive: true });
      const file = await open(path, "a");
      try {
        await file.appendFile(`${JSON.stringify(seal)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
    close: () => Promise.resolve(),
  };
}
