/**
 * Makes a fresh clone runnable: installs the packages when they are missing or differ from package-lock.json, and
 * sees that the pinned Node of node_modules/.bin works. Runs on the machine's own Node (18 or later) with nothing
 * but what Node brings; when there is nothing to do it costs a few milliseconds.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE_TO_BOOTSTRAP = 18;
const OLDEST_NODE_TO_RUN = 24;

/** One sentence for the person at the keyboard; no stack. */
export class BootstrapError extends Error {}

/**
 * Why the packages under `root` must be installed, or null when they match the lock file.
 * npm keeps its own account of what it installed in node_modules/.package-lock.json; packages for other platforms
 * are absent from it, so a missing optional package is no difference.
 * @param {string} root
 * @returns {string | null}
 */
export function reasonToInstall(root) {
  const locked = packagesOf(join(root, "package-lock.json"));
  if (locked === null)
    throw new BootstrapError("package-lock.json is missing or broken: restore it from the repository.");
  const installed = packagesOf(join(root, "node_modules", ".package-lock.json"));
  if (installed === null) return "node_modules is missing";
  for (const [path, entry] of Object.entries(locked)) {
    if (path === "") continue;
    const found = installed[path];
    if (found === undefined && (entry.optional || entry.devOptional)) continue;
    if (found === undefined) return `${path} is missing`;
    if (found.version !== entry.version || found.integrity !== entry.integrity)
      return `${path} differs from package-lock.json`;
    if (!existsSync(join(root, path))) return `${path} is missing`;
  }
  const extra = Object.keys(installed).find((path) => locked[path] === undefined);
  return extra === undefined ? null : `${extra} is not in package-lock.json`;
}

/**
 * The version of the pinned Node, e.g. "26.10.0".
 * @param {string} root
 * @returns {string}
 */
export function pinnedNode(root) {
  const binary = join(root, "node_modules", ".bin", "node");
  const remedy =
    "run `npm rebuild node --ignore-scripts=false --foreground-scripts`, which fetches it and says what is in the way.";
  if (!existsSync(binary)) {
    throw new BootstrapError(
      `The pinned Node is not in node_modules/.bin, since npm did not run its install script: ${remedy}`,
    );
  }
  const { status, stdout } = spawnSync(binary, ["--version"], { encoding: "utf8" });
  const version = /^v(\d+)\.\d+\.\d+/.exec(stdout ?? "");
  if (status !== 0 || version === null) {
    throw new BootstrapError(`The pinned Node in node_modules/.bin does not start on this machine: ${remedy}`);
  }
  if (Number(version[1]) < OLDEST_NODE_TO_RUN) {
    throw new BootstrapError(
      `The pinned Node is ${stdout.trim()}, but ${OLDEST_NODE_TO_RUN} or later is needed: run \`npm ci\`.`,
    );
  }
  return stdout.trim().slice(1);
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }> | null}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/** @param {string} root */
function install(root) {
  const { status, error } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (error) {
    throw new BootstrapError(`npm does not start (${error.message}): install npm 10 or later, then run this again.`);
  }
  if (status !== 0) {
    throw new BootstrapError(
      "`npm ci` failed (its message is above): it needs the network and a package registry that answers; run this again once it does.",
    );
  }
}

/** @param {string} root */
export function bootstrap(root) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE_TO_BOOTSTRAP) {
    throw new BootstrapError(
      `Node ${process.versions.node} is too old even to install the pinned one: install Node ${OLDEST_NODE_TO_BOOTSTRAP} or later.`,
    );
  }
  const reason = reasonToInstall(root);
  if (reason !== null) {
    console.log(`Installing packages with npm ci, because ${reason}.`);
    install(root);
  }
  pinnedNode(root);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    bootstrap(fileURLToPath(new URL("..", import.meta.url)));
  } catch (error) {
    if (!(error instanceof BootstrapError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
