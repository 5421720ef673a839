/**
 * check:licences — every dependency, of production and of development, is under an open source licence.
 *
 * The list is package-lock.json, so packages for other platforms are seen too. What an installed package says of
 * itself counts; the lock's copy of it stands in where the package is not installed here.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import parseExpression, { type Info } from "spdx-expression-parse";
import { finish, isMain } from "./finish.ts";

/** Licences that the Open Source Initiative or the FSF counts as free, and that a bank may link and ship. */
const OPEN = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "PSF-2.0",
  "Python-2.0",
  "Unicode-3.0",
  "Unlicense",
  "Zlib",
]);

/** CC-BY is made for data and documents; it is accepted for these packages, which hold data only. */
const DATA_ONLY = new Map([
  ["spdx-exceptions", "CC-BY-3.0"],
  ["caniuse-lite", "CC-BY-4.0"],
]);

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
}

/** Every package of the lock file under `root` whose licence is not open source: name, version, licence and path. */
export async function licenceOffences(root: string): Promise<string[]> {
  const lock: { packages?: Record<string, Manifest> } = JSON.parse(
    await readFile(join(root, "package-lock.json"), "utf8"),
  );
  const entries = Object.entries(lock.packages ?? {}).filter(([path]) => path !== "");
  if (entries.length === 0) throw new Error("package-lock.json lists no package.");
  const verdicts = await Promise.all(entries.map(([path, entry]) => offence(root, path, entry)));
  return verdicts.filter((verdict) => verdict !== null);
}

async function offence(root: string, path: string, entry: Manifest): Promise<string | null> {
  const manifest = (await installedManifest(join(root, path, "package.json"))) ?? entry;
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  const licence = licenceOf(manifest);
  if (licence !== null && (isOpen(licence) || DATA_ONLY.get(name) === licence)) return null;
  return `${name}@${manifest.version ?? entry.version ?? "?"} is under ${licence ?? "no stated licence"} (${path})`;
}

async function installedManifest(file: string): Promise<Manifest | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const manifest: Manifest = JSON.parse(text);
  return manifest;
}

/** The licence as one SPDX expression; old packages write an object, or a list of objects to choose from. */
function licenceOf(manifest: Manifest): string | null {
  const stated = manifest.license ?? manifest.licenses;
  const each = (Array.isArray(stated) ? stated : [stated]).map(nameOf).filter((name) => name !== null);
  if (each.length === 0) return null;
  return each.length === 1 ? (each[0] ?? null) : `(${each.join(" OR ")})`;
}

function nameOf(licence: unknown): string | null {
  if (typeof licence === "string") return licence.trim() || null;
  if (typeof licence === "object" && licence !== null && "type" in licence) return nameOf(licence.type);
  return null;
}

/** Whether an SPDX expression can be met with open licences alone; what is no SPDX expression cannot. */
export function isOpen(expression: string): boolean {
  try {
    return meets(parseExpression(expression));
  } catch {
    return false;
  }
}

function meets(node: Info): boolean {
  if ("conjunction" in node) {
    return node.conjunction === "or" ? meets(node.left) || meets(node.right) : meets(node.left) && meets(node.right);
  }
  return OPEN.has(node.license);
}

if (isMain(import.meta.url)) finish("check:licences", await licenceOffences(process.cwd()));
