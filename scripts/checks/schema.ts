/**
 * check:schema — the graph that is committed under schema/ is the graph that the code makes.
 *
 * It prints the whole graph and every subgraph, composes the supergraph, and compares. With `--write` (fix:schema) it
 * writes them instead. Changes that would break a consumer are named either way.
 */
import "reflect-metadata";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";
import { composeServices } from "@theguild/federation-composition";
import { buildSchema, findBreakingChanges, parse, print } from "graphql";
import type { PrintedGraph } from "../../src/graph/engine/printed-graph.ts";
import { runCommand } from "../run/step.ts";
import { finish, isMain } from "./finish.ts";

/** Texts by their path under schema/. */
export type SchemaFiles = ReadonlyMap<string, string>;

export const GRAPH = "customer-graph.graphql";
const SUBGRAPHS = "subgraphs";
const SUPERGRAPH = "supergraph.graphql";
const NOTE = "# Printed by `npm run fix:schema` from the code; not edited by hand.\n\n";

/** What differs between the committed files and the printed ones, one line each. */
export function driftOf(committed: SchemaFiles, printed: SchemaFiles): string[] {
  const paths = [...new Set([...committed.keys(), ...printed.keys()])].toSorted();
  return paths.flatMap((path) => {
    if (!printed.has(path)) return [`schema/${path} is of no subgraph any more: run npm run fix:schema`];
    if (!committed.has(path)) return [`schema/${path} is missing: run npm run fix:schema`];
    return committed.get(path) === printed.get(path)
      ? []
      : [`schema/${path} is not what the code makes: run npm run fix:schema`];
  });
}

/** What consumers of the committed graph would lose, one line each. */
export function breakingChanges(committed: string, printed: string): string[] {
  return findBreakingChanges(buildSchema(committed), buildSchema(printed)).map(
    ({ type, description }) => `${type}: ${description}`,
  );
}

/** The supergraph of printed subgraphs. Throws with every reason when they do not compose. */
export function composed(subgraphs: Readonly<Record<string, string>>): string {
  const services = Object.entries(subgraphs).map(([name, text]) => ({
    name,
    // Where a subgraph really listens is the router's configuration; these are the names of a container network.
    url: `http://customer-graph-${name}:4000/graphql`,
    typeDefs: parse(text),
  }));
  const { errors, supergraphSdl } = composeServices(services);
  if (errors) throw new Error(`The subgraphs do not compose:\n${errors.map(({ message }) => message).join("\n")}`);
  // In the printer's own words, so that the text depends on the graph alone.
  return print(parse(supergraphSdl));
}

function filesOf({ graph, subgraphs }: PrintedGraph): SchemaFiles {
  const texts: [string, string][] = [
    [GRAPH, graph],
    ...Object.entries(subgraphs).map(([name, text]): [string, string] => [`${SUBGRAPHS}/${name}.graphql`, text]),
    [SUPERGRAPH, composed(subgraphs)],
  ];
  return new Map(texts.map(([path, text]) => [path, `${NOTE}${text}\n`]));
}

async function committedFiles(root: string): Promise<SchemaFiles> {
  const folder = join(root, "schema");
  const names = await readdir(join(folder, SUBGRAPHS)).catch(() => []);
  const files = new Map<string, string>();
  for (const path of [GRAPH, SUPERGRAPH, ...names.map((name) => `${SUBGRAPHS}/${name}`)]) {
    const text = await readFile(join(folder, path), "utf8").catch(() => null);
    if (text !== null) files.set(path, text);
  }
  return files;
}

/** The graph as the code makes it now. Decorators need the compiler, so it is compiled first, beside what is built. */
async function printedFiles(root: string): Promise<SchemaFiles> {
  await mkdir(join(root, "dist"), { recursive: true });
  const out = await mkdtemp(join(root, "dist", ".schema-"));
  try {
    const { status, output } = await runCommand(
      root,
      `tsc -p tsconfig.json --sourceMap false --outDir "${out}"`,
      "collect",
    );
    if (status !== 0) throw new Error(`The code does not compile.\n${output}`);
    const file = pathToFileURL(join(out, "src/graph/engine/printed-graph.js")).href;
    const { printedGraph } = (await import(file)) as { readonly printedGraph: () => PrintedGraph };
    return filesOf(printedGraph());
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function write(root: string, committed: SchemaFiles, printed: SchemaFiles): Promise<void> {
  for (const path of committed.keys()) if (!printed.has(path)) await rm(join(root, "schema", path));
  for (const [path, text] of printed) {
    const file = join(root, "schema", path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

if (isMain(import.meta.url)) {
  const root = process.cwd();
  const [committed, printed] = [await committedFiles(root), await printedFiles(root)];
  const before = committed.get(GRAPH);
  const broken = before === undefined ? [] : breakingChanges(before, printed.get(GRAPH) ?? "");
  const warnings = broken.map((change) => `breaks consumers — ${change}`);
  if (argv.includes("--write")) {
    await write(root, committed, printed);
    finish("fix:schema", [], warnings);
  } else finish("check:schema", driftOf(committed, printed), warnings);
}
