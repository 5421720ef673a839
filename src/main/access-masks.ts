import { MasksInForce } from "../access/masks-in-force.js";
import { MaskSettingsError, type SettingsProblem } from "../access/masks/mask-settings-error.js";
import { MaskWatch } from "../access/masks/mask-watch.js";
import { readMaskSet } from "../access/masks/read-mask-set.js";
import { ConfigError } from "../platform/config.js";
import type { Log } from "../platform/log.js";

/** What whoever runs the gateway must be able to look up later. */
export type MaskEvent =
  | { readonly kind: "MASKS_IN_FORCE"; readonly version: string }
  | { readonly kind: "MASKS_REFUSED"; readonly problems: readonly SettingsProblem[] };

export interface AccessMasksParts {
  /** The settings file; undefined for the masks that come with the product. */
  readonly file: string | undefined;
  readonly log: Log;
  readonly onEvent: (event: MaskEvent) => void;
}

export interface AccessMasks {
  readonly inForce: MasksInForce;
  stop(): void;
}

/** The masks that are configured, in force and followed. Throws ConfigError when their settings cannot be taken. */
export function startAccessMasks({ file, log, onEvent }: AccessMasksParts): AccessMasks {
  const inForce = file === undefined ? new MasksInForce() : new MasksInForce(firstMasks(file));
  onEvent({ kind: "MASKS_IN_FORCE", version: inForce.version });
  if (file === undefined) return { inForce, stop: () => undefined };
  const watch = new MaskWatch({
    inForce,
    file,
    onAccepted: (version) => {
      log.info({ version }, "other masks are in force");
      onEvent({ kind: "MASKS_IN_FORCE", version });
    },
    onRefused: (problems) => {
      log.error({ problems, version: inForce.version }, "mask settings are refused; the former ones stay in force");
      onEvent({ kind: "MASKS_REFUSED", problems });
    },
  });
  return { inForce, stop: () => watch.stop() };
}

function firstMasks(file: string) {
  try {
    return readMaskSet(file);
  } catch (error) {
    if (!(error instanceof MaskSettingsError)) throw error;
    throw new ConfigError(error.problems.map(({ path, reason }) => `access.masks: ${path}: ${reason}`));
  }
}
