import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import { promisify } from "node:util";

const NOT_OURS = /(^|\/)(node_modules|dist|coverage|reports|\.git|\.data)(\/|$)/;

/**
 * The repository's files under `root`, relative, with forward slashes: what git tracks or would track. In a copy
 * without git history every file is read except the folders that are built or installed.
 */
export async function trackedFiles(root: string): Promise<string[]> {
  try {
    const { stdout } = await promisify(execFile)(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      {
        cwd: root,
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const files = stdout.split("\0").filter((file) => file !== "");
    if (files.length > 0) return files;
  } catch {
    // No git, or no repository: the folder itself is the list.
  }
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .filter((file) => !NOT_OURS.test(file));
}
