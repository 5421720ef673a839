/** How much of a value its mask shows: what is usual, less than that, nothing. */
export const MASK_STYLES = ["PARTIAL", "STRICT", "HIDDEN"] as const;
export type MaskStyle = (typeof MASK_STYLES)[number];

/** How many characters stay readable at each end of a number. */
export interface Visible {
  readonly first: number;
  readonly last: number;
}

/** What a setting means: a style by the kind's own table, or the counts that somebody has written down. */
export function visibleOf(setting: MaskStyle | Visible, styles: Readonly<Record<MaskStyle, Visible>>): Visible {
  return typeof setting === "string" ? styles[setting] : setting;
}
