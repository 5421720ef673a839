import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** These mock modules, or listen to everything that leaves their process: nobody else may be in it. */
const ALONE = ["test/leak-matrix/**/*.test.ts", "test/unit/access/policy/shadow-policies.test.ts"];

export default defineConfig({
  resolve: {
    // graphql ships CommonJS and ESM side by side; two copies in one process refuse each other's schemas.
    alias: [
      { find: /^graphql$/, replacement: fileURLToPath(new URL("node_modules/graphql/index.js", import.meta.url)) },
    ],
  },
  // The compiler's settings are read for src alone; a fixture of a graph is written with the same decorators.
  oxc: { decorator: { legacy: true } },
  test: {
    setupFiles: ["test/support/setup.ts"],
    // Threads that the product starts are not vitest's, so Node itself must be able to read their scripts.
    execArgv: ["--import", new URL("test/support/typescript-threads.mjs", import.meta.url).href],
    // Vitest leaves one processor free, which on two would run one file at a time; these tests wait more than they work.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // What is waited for comes within a second on a quiet machine alone.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // Loading the whole product anew for every file would take longer than most files.
      { extends: true, test: { name: "together", include: ["test/**/*.test.ts"], exclude: ALONE, isolate: false } },
      { extends: true, test: { name: "alone", include: ALONE } },
    ],
  },
});
