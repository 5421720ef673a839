import { lstatSync, readFileSync, statSync } from "node:fs";

/** Why a file or a folder of them cannot be taken as text; in words for whoever put it there. */
export class TextUnreadable extends Error {
  override readonly name = "TextUnreadable";
  constructor(
    readonly file: string,
    readonly why: string,
  ) {
    super(`${file}: ${why}`);
  }
}

/**
 * A file's text, under the name that its problems are told by. What is no plain file is refused rather than read, because
 * reading a pipe never ends. Throws TextUnreadable.
 */
export function readTextFile(path: string, name: string, most: number): string {
  let bytes: Buffer;
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new TextUnreadable(name, "it is no plain file");
    if (stat.size > most) throw new TextUnreadable(name, `it has more than ${most} bytes`);
    bytes = readFileSync(path);
  } catch (error) {
    throw error instanceof TextUnreadable ? error : new TextUnreadable(name, "it cannot be read");
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new TextUnreadable(name, "it is not UTF-8 text");
  }
}

/** Changes whenever the file is written or replaced, or a link on the way to it is moved. Throws what the system throws. */
export function fileSignature(path: string): string {
  const { size, ino, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
  return [size, ino, mtimeNs, ctimeNs, lstatSync(path, { bigint: true }).ino].join(":");
}
