import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** Writes `files` (path → content) into a new folder that is removed when the running test ends; answers its path. */
export async function temporaryTree(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "tree-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}
