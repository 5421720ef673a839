// Builds the page at /graphiql into web/dist, unless what it is made of has not changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const web = join(root, "web");
const dist = join(web, "dist");
const mark = ".inputs";

const inputs = inputsHash();
if (isBuilt()) {
  console.log("The page is built already.");
} else {
  const { build } = await import("vite");
  const started = performance.now();
  // Built aside and put in place whole: somebody may be served from dist, or build at the same time.
  const aside = join(root, ".data", `web-${process.pid}`);
  await build({ root: web, logLevel: "warn", build: { outDir: aside, emptyOutDir: true } });
  writeFileSync(join(aside, mark), inputs);
  if (isBuilt()) {
    rmSync(aside, { recursive: true });
  } else {
    rmSync(dist, { recursive: true, force: true });
    renameSync(aside, dist);
  }
  console.log(`The page is built in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

function isBuilt() {
  return existsSync(join(dist, mark)) && readFileSync(join(dist, mark), "utf8") === inputs;
}

function inputsHash() {
  const hash = createHash("sha256");
  const files = readdirSync(web, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.startsWith(dist) && !file.endsWith(".md"));
  // The lock file stands for every package that goes into the page.
  for (const file of [...files.sort(), join(root, "package-lock.json"), join(root, "tsconfig.json")]) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}
