import { existsSync, readFileSync } from "node:fs";
import type { ByteSource } from "./collector.js";

const CHANCE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9A-HJKMNP-TV-Z]{26}/gu;

/** An embedded store as it lies on the disk, whole, with what is not yet in its main file. */
export function fileBytes(name: string, path: string): ByteSource {
  return {
    name,
    take: () =>
      Promise.resolve(
        [path, `${path}-wal`]
          .filter((file) => existsSync(file))
          .map((file) => readFileSync(file, "utf8").replaceAll(CHANCE, "")),
      ),
  };
}
