/**
 * check:names — names that say something, a repository that stands alone, and a feel for file size.
 * The hard limits of file size are lint's (max-lines); here long files are only pointed out.
 */
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { finish, isMain } from "./finish.ts";
import { trackedFiles } from "./tracked-files.ts";

const CODE = /^(src|sandbox|web|bench|test|scripts)\//;
const GENERATED = /(^|\/)(data|dist|__snapshots__)\/|\.generated\.|^package-lock\.json$/;
const KEBAB_CASE = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;

/** Words that say where a file was put instead of what it is. */
const EMPTY_WORDS = new Set([
  "util",
  "utils",
  "helper",
  "helpers",
  "common",
  "lib",
  "base",
  "misc",
  "manager",
  "managers",
  "service",
  "services",
]);

/** Folders whose index.ts lists what the folder offers; elsewhere an index hides where things are. */
const REGISTERS = new Set(["sources", "systems", "policies", "masks", "rules"]);

/** What ties a repository to one machine, one workplace or one package registry. */
const TIES: { pattern: RegExp; what: string }[] = [
  { pattern: /(?<![\w.:/@}~-])\/(work|home|root|Users)\/[\w.-]/, what: "a path of one machine" },
  { pattern: /(?<!\w)[A-Z]:\\+Users\\/, what: "a path of one machine" },
  {
    pattern: /\bregistry\.(npmjs|yarnpkg|npmmirror)\.|\bnpm\.pkg\.|\.jfrog\.io|\/artifactory\/|"resolved":\s*"http/,
    what: "a package registry",
  },
];

const WARN_AT_LINES = 200;

export interface NameFindings {
  readonly offences: string[];
  readonly warnings: string[];
}

export async function nameFindings(root: string): Promise<NameFindings> {
  const files = await trackedFiles(root);
  const offences = files.filter((file) => CODE.test(file) && !GENERATED.test(file)).flatMap(misnamed);
  const warnings: string[] = [];
  for (const file of files) {
    const text = await textOf(join(root, file));
    if (text === null) continue;
    offences.push(...ties(file, text), ...waysOut(file, text, files));
    const lines = CODE.test(file) && !GENERATED.test(file) && /\.[cm]?[tj]sx?$/.test(file) ? codeLines(text) : 0;
    if (lines > WARN_AT_LINES && !file.startsWith("test/"))
      warnings.push(`${file} has ${lines} lines; over ${WARN_AT_LINES} look for a second idea`);
  }
  return { offences, warnings };
}

function misnamed(file: string): string[] {
  const parts = file.split("/");
  const name = parts.at(-1) ?? "";
  const offences = parts.flatMap((part) => {
    if (!KEBAB_CASE.test(part) && part !== "README.md") return [`${file}: "${part}" is not in kebab-case`];
    const empty = part.split(".").find((word) => EMPTY_WORDS.has(word.slice(word.lastIndexOf("-") + 1)));
    return empty === undefined ? [] : [`${file}: "${empty}" says where it was put, not what it is`];
  });
  if (/^index\.[cm]?[tj]s$/.test(name) && !REGISTERS.has(parts.at(-2) ?? "")) {
    offences.push(`${file}: an index exists only as the register of ${[...REGISTERS].join(", ")}`);
  }
  return offences;
}

/** Null for what is gone or is no text. */
async function textOf(file: string): Promise<string | null> {
  const text = await readFile(file, "utf8").catch(() => null);
  return text === null || text.includes("\0") ? null : text;
}

function ties(file: string, text: string): string[] {
  return TIES.flatMap(({ pattern, what }) => {
    const found = pattern.exec(text);
    if (found === null) return [];
    return [`${file}:${lineOf(text, found.index)} refers to ${what}: the repository must stand alone`];
  });
}

/** A path up to a folder named "shared" that is none of ours: relative paths out of the repository tend to look so. */
function waysOut(file: string, text: string, files: readonly string[]): string[] {
  return [...text.matchAll(/(?<![\w./])(?:\.\.\/)+shared(?![\w-])/g)]
    .map((found) => ({ at: found.index, folder: posix.join(posix.dirname(file), found[0]) }))
    .filter(({ folder }) => !files.some((other) => other.startsWith(`${folder}/`)))
    .map(
      ({ at }) =>
        `${file}:${lineOf(text, at)} refers to a folder outside the repository: the repository must stand alone`,
    );
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

/** Lines that are neither blank nor comment alone, as lint counts them. */
function codeLines(text: string): number {
  const withoutBlocks = text.replace(/^\s*\/\*[\s\S]*?\*\/\s*$/gm, "");
  return withoutBlocks.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}

if (isMain(import.meta.url)) {
  const { offences, warnings } = await nameFindings(process.cwd());
  finish("check:names", offences, warnings);
}
