import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileSignature, readTextFile, TextUnreadable } from "./text-file.js";

export interface FolderLimits {
  /** Files whose names end so are read; all others are nobody's business. */
  readonly ending: string;
  readonly files: number;
  readonly bytesPerFile: number;
}

/**
 * All texts of a folder by their names. Links are followed, because a mounted configuration consists of links. Throws
 * TextUnreadable.
 */
export function readTextFolder(folder: string, limits: FolderLimits): ReadonlyMap<string, string> {
  const names = namesIn(folder, limits);
  return new Map(names.map((name) => [name, readTextFile(join(folder, name), name, limits.bytesPerFile)]));
}

/** Changes whenever a file of the folder is written, replaced, added or taken away; null while it cannot be read. */
export function folderSignature(folder: string, limits: FolderLimits): string | null {
  try {
    return namesIn(folder, limits)
      .map((name) => `${JSON.stringify(name)}:${fileSignature(join(folder, name))}`)
      .join("|");
  } catch {
    return null;
  }
}

function namesIn(folder: string, { ending, files }: FolderLimits): readonly string[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(ending) && !name.startsWith("."));
  } catch {
    throw new TextUnreadable(folder, "there is no such folder, or it cannot be read");
  }
  if (names.length > files) throw new TextUnreadable(folder, `it holds more than ${files} files of *${ending}`);
  return names.toSorted();
}
