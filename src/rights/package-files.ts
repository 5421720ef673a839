import { constants } from "node:fs";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Where encrypted packages lie. */
export interface PackageFiles {
  /** Whole or not at all: what fails half way leaves nothing under the name. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Null for a file that is not there. */
  read(name: string): Promise<Buffer | null>;
  remove(name: string): Promise<void>;
}

/** A folder that only the gateway's user may read; or `:memory:`, for packages that go with the process. */
export function openPackageFiles(address: string): PackageFiles {
  return address === ":memory:" ? inMemory() : inFolder(address);
}

function inFolder(folder: string): PackageFiles {
  return {
    write: async (name, bytes) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const unfinished = join(folder, `${name}.part`);
      try {
        const file = await open(unfinished, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC, 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(unfinished, join(folder, name));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    read: async (name) => {
      try {
        return await readFile(join(folder, name));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
        throw error;
      }
    },
    remove: (name) => rm(join(folder, name), { force: true }),
  };
}

function inMemory(): PackageFiles {
  const files = new Map<string, Buffer>();
  return {
    write: (name, bytes) => Promise.resolve(void files.set(name, Buffer.from(bytes))),
    read: (name) => Promise.resolve(files.get(name) ?? null),
    remove: (name) => Promise.resolve(void files.delete(name)),
  };
}
