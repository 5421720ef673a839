import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Why a folder cannot be taken as a set of texts; in words for whoever put it there. */
export class FolderUnreadable extends Error {
  override readonly name = "FolderUnreadable";
  constructor(
    readonly file: string,
    readonly why: string,
  ) {
    super(`${file}: ${why}`);
  }
}

export interface FolderLimits {
  /** Files whose names end so are read; all others are nobody's business. */
  readonly ending: string;
  readonly files: number;
  readonly bytesPerFile: number;
}

/**
 * All texts of a folder by their names. Links are followed, because a mounted configuration consists of links; what is no
 * plain file is refused rather than read, because reading a pipe never ends. Throws FolderUnreadable.
 */
export function readTextFolder(folder: string, limits: FolderLimits): ReadonlyMap<string, string> {
  const names = namesIn(folder, limits);
  return new Map(names.map((name) => [name, readText(join(folder, name), name, limits.bytesPerFile)]));
}

/** Changes whenever a file of the folder is written, replaced, added or taken away; null while it cannot be read. */
export function folderSignature(folder: string, limits: FolderLimits): string | null {
  try {
    return namesIn(folder, limits)
      .map((name) => {
        const path = join(folder, name);
        const { size, ino, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
        return [JSON.stringify(name), size, ino, mtimeNs, ctimeNs, lstatSync(path, { bigint: true }).ino].join(":");
      })
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
    throw new FolderUnreadable(folder, "there is no such folder, or it cannot be read");
  }
  if (names.length > files) throw new FolderUnreadable(folder, `it holds more than ${files} files of *${ending}`);
  return names.toSorted();
}

function readText(path: string, name: string, most: number): string {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new FolderUnreadable(name, "it is no plain file");
    if (stat.size > most) throw new FolderUnreadable(name, `it has more than ${most} bytes`);
    bytes = readFileSync(path);
  } catch (error) {
    throw error instanceof FolderUnreadable ? error : new FolderUnreadable(name, "it cannot be read");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FolderUnreadable(name, "it is not UTF-8 text");
  }
}
