/**
 * check:lock — package-lock.json names every optional package of every package, for all platforms.
 *
 * npm passes over a platform's binary that it could not fetch while the lock was written (npm issue 4828), and
 * `npm ci` then refuses the lock on every machine, long after whoever wrote it saw anything wrong.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { finish, isMain } from "./finish.ts";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>>;
}

/** One line for each optional package that some package of the lock offers and the lock does not name. */
export function lockOffences(lock: Lock): string[] {
  return Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isLocked(lock, path, name))
      .map(([name, version]) => `${name}@${version}, offered by ${path}, is not in the lock. ${REMEDY}`),
  );
}

const REMEDY =
  "Pin a version of the package that offers it whose platform packages can all be fetched, and lock again.";

/** Node's own rule: the nearest node_modules on the way up. */
function isLocked(lock: Lock, from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    if (lock.packages[`${at === "" ? "" : `${at}/`}node_modules/${name}`] !== undefined) return true;
    if (at === "") return false;
  }
}

if (isMain(import.meta.url)) {
  finish("check:lock", lockOffences(JSON.parse(await readFile(join(process.cwd(), "package-lock.json"), "utf8"))));
}
