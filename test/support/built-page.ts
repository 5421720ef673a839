import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the page at /graphiql is built into; builds it first unless nothing changed since. */
export function builtPage(): string {
  execFileSync(process.execPath, ["scripts/build-web.mjs"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  return fileURLToPath(new URL("../../web/dist", import.meta.url));
}
