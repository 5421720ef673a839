export interface SettingsProblem {
  /** Such as `masks.MOBILE.first`. */
  readonly path: string;
  readonly reason: string;
}

/** Mask settings that are not taken: every problem by its path, without the values that stand in the file. */
export class MaskSettingsError extends Error {
  override readonly name = "MaskSettingsError";
  readonly code = "MASK_SETTINGS_INVALID";

  constructor(readonly problems: readonly SettingsProblem[]) {
    super(
      ["The mask settings are not valid:", ...problems.map(({ path, reason }) => `  ${path}: ${reason}`)].join("\n"),
    );
  }
}
