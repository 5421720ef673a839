import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A record of the real index, published under CC0; see sandbox/data/SOURCES.md. */
export interface RealRecord {
  readonly data: {
    readonly id: string;
    readonly attributes: { readonly entity: { readonly registeredAs: string | null } };
  };
}

const FILE = join("sandbox", "data", "gleif", "lei-record.549300LBI3LRIZ2V8V66.json");

export function readRealRecord(): RealRecord {
  return JSON.parse(readFileSync(join(projectRoot(), FILE), "utf8")) as RealRecord;
}

/** Data files are not compiled along: they lie below the project's root, whether this runs as source or as built. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, FILE))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${FILE} is missing`);
    folder = parent;
  }
  return folder;
}
