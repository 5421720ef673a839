/**
 * check:layers — who may import whom (rules and reasons in .dependency-cruiser.mjs).
 *
 * dependency-cruiser reads TypeScript through swc here. Its swc reader does not look inside types, so
 * `import("./x.js").T` written inside a type would slip past every rule: such types are refused outright.
 */
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { parseFile } from "@swc/core";
import { cruise, type ICruiseOptions, type ICruiseResult } from "dependency-cruiser";
import rules from "../../.dependency-cruiser.mjs";
import { finish, isMain } from "./finish.ts";
import "./swc-using.ts";

const ROOTS = ["src", "sandbox", "web", "bench", "test"];

/** Every offence of the tree under `root`, one readable line each; empty when all rules hold. */
export async function layerOffences(root: string): Promise<string[]> {
  const present = ROOTS.filter((folder) => existsSync(join(root, folder)));
  return [...(await forbiddenImports(root, present)), ...(await importTypesInline(root, present))];
}

async function forbiddenImports(root: string, folders: string[]): Promise<string[]> {
  if (folders.length === 0) return [];
  const options: ICruiseOptions = {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden ?? [] },
  };
  const { output } = await cruise(folders, options);
  if (typeof output === "string") throw new Error("dependency-cruiser answered text where its result was expected.");
  const { modules, summary }: ICruiseResult = output;
  if (modules.length === 0) throw new Error(`dependency-cruiser read no file under ${folders.join(", ")}.`);
  const reason = new Map((rules.forbidden ?? []).map((rule) => [rule.name, rule.comment ?? ""]));
  return summary.violations.map(
    ({ rule, from, to }) => `${rule.name}: ${from} imports ${to}. ${reason.get(rule.name)}`,
  );
}

async function importTypesInline(root: string, folders: string[]): Promise<string[]> {
  const files = (await Promise.all(folders.map((folder) => typescriptFiles(root, folder)))).flat();
  const offences = await Promise.all(
    files.map(async (file) => {
      const tree = await parseFile(join(root, file), {
        syntax: "typescript",
        decorators: true,
        tsx: file.endsWith("x"),
      });
      return holdsImportType(tree)
        ? [`no-inline-import-types: ${file} writes import("…") as a type. ${INLINE_REASON}`]
        : [];
    }),
  );
  return offences.flat();
}

const INLINE_REASON = "Write `import type { … } from` at the top, where the rules and the reader see it.";

async function typescriptFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true });
  return entries
    .filter((name) => /\.tsx?$/.test(name) && !/(^|\/)(node_modules|dist)\//.test(name))
    .map((name) => `${folder}/${name}`);
}

function holdsImportType(node: unknown): boolean {
  if (node === null || typeof node !== "object") return false;
  if ("type" in node && node.type === "TsImportType") return true;
  return Object.values(node).some(holdsImportType);
}

if (isMain(import.meta.url)) finish("check:layers", await layerOffences(process.cwd()));
