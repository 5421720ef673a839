import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

/**
 * Lets a thread that the product starts run from its source: `.js` is looked for as `.ts`, and compiled with the settings of
 * the build. Vitest does this for its own threads, and is left alone.
 */
if (!isMainThread) {
  const ours = new URL("../../src/", import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      const isOurs = context.parentURL?.startsWith(ours) === true && /^\.{1,2}\/.*\.js$/.test(specifier);
      return next(isOurs ? specifier.replace(/\.js$/, ".ts") : specifier, context);
    },
    load: (url, context, next) => {
      if (!url.startsWith(ours) || !url.endsWith(".ts")) return next(url, context);
      return { format: "module", source: compile(fileURLToPath(url)), shortCircuit: true };
    },
  });
}

const { transformSync } = await import("@swc/core");

function compile(file) {
  const { code } = transformSync(readFileSync(file, "utf8"), {
    filename: file,
    sourceMaps: "inline",
    jsc: { parser: { syntax: "typescript", decorators: true }, target: "es2023" },
    module: { type: "es6" },
  });
  return code;
}
