/**
 * What `npm test` runs: every check, then every test. `--only checks` or `--only tests` runs a half.
 * npm puts the pinned Node first on the path; called with an older one this starts itself again with the pinned.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

if (Number(process.versions.node.split(".")[0]) < 24) {
  const pinned = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
  const { status, error } = spawnSync(pinned, process.argv.slice(1), { stdio: "inherit" });
  if (error) console.error("The pinned Node is not installed: run `node scripts/bootstrap.mjs` first.");
  process.exitCode = status ?? 1;
} else {
  const { runEverything } = await import("./run/everything.ts");
  process.exitCode = await runEverything(process.argv.slice(2));
}
