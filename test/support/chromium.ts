import { type Browser, chromium } from "playwright-core";
import { ensureProgram } from "./ensure-program.js";

const CHROMIUM = {
  command: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "Google Chrome"],
  // With a font for Chinese, for the screenshots.
  debianPackage: ["chromium", "fonts-noto-cjk"],
  alsoIn: ["/Applications/Google Chrome.app/Contents/MacOS"],
} as const;

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
  return chromium.launch({ executablePath: await ensureProgram(CHROMIUM), headless: true, args: ARGUMENTS });
}
