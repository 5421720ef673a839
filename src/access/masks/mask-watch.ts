import { dirname } from "node:path";
import { SettingsWatch, type WatchTimes } from "../../platform/settings-watch.js";
import { fileSignature } from "../../platform/text-file.js";
import type { MasksInForce } from "../masks-in-force.js";
import type { MaskSet } from "./mask-set.js";
import { MaskSettingsError, type SettingsProblem } from "./mask-settings-error.js";
import { readMaskSet } from "./read-mask-set.js";

export interface MaskWatchParts extends WatchTimes {
  readonly inForce: MasksInForce;
  readonly file: string;
  /** Other masks are in force from now on. */
  readonly onAccepted: (version: string) => void;
  /** Settings were refused whole and the former ones stay in force. Told once for each state of the file. */
  readonly onRefused: (problems: readonly SettingsProblem[]) => void;
}

/** Keeps the masks in force at what a settings file says. */
export class MaskWatch {
  readonly #watch: SettingsWatch<MaskSet, SettingsProblem>;

  constructor({ inForce, file, onAccepted, onRefused, ...times }: MaskWatchParts) {
    this.#watch = new SettingsWatch(
      {
        // A file that is replaced is another file: only its folder tells of that.
        folder: dirname(file),
        signature: () => signatureOf(file),
        read: () => readMaskSet(file),
        take: (masks) => {
          if (masks.version === inForce.version) return;
          inForce.replace(masks);
          onAccepted(masks.version);
        },
        problemsOf: (error) => (error instanceof MaskSettingsError ? error.problems : [UNREADABLE]),
        onRefused,
      },
      times,
    );
  }

  stop(): void {
    this.#watch.stop();
  }
}

function signatureOf(file: string): string | null {
  try {
    return fileSignature(file);
  } catch {
    return null;
  }
}

const UNREADABLE: SettingsProblem = {
  path: "(file)",
  reason: "the settings could not be taken, for a reason of ours",
};
