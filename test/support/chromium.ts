import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_PROGRAM = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** Quiet and confined: the browser itself calls nobody, and no name but this machine's address resolves. */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** A real headless Chromium. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium() ?? installChromium(), headless: true, args: ARGUMENTS });
}

function findChromium(): string | undefined {
  const named = process.env["CHROMIUM_PATH"];
  if (named !== undefined && named !== "") {
    if (!isExecutable(named)) throw new Error("CHROMIUM_PATH does not name a program that can be run.");
    return named;
  }
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((directory) => PROGRAMS.map((program) => join(directory, program)));
  return [...onPath, ...PROGRAMS.map((program) => join("/usr/bin", program)), MAC_PROGRAM].find(isExecutable);
}

/** On Debian as root: from Debian, with a font for Chinese. Elsewhere nothing is installed behind the user's back. */
function installChromium(): string {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) {
    throw new Error("The page's test needs Chromium: install Chromium or Chrome, or name it in CHROMIUM_PATH.");
  }
  aptGet("update");
  aptGet("install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk");
  const installed = findChromium();
  if (installed === undefined) throw new Error("Debian's chromium was installed but is not on the path.");
  return installed;
}

function aptGet(...words: readonly string[]): void {
  execFileSync("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=180", ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
