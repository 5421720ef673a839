import type { MaskStyle } from "./mask-style.js";

/** A range of amounts: `band` for programs, `display` for people. */
export interface AmountBand {
  readonly band: string;
  readonly display: string;
}

/** What is shown instead of an amount; null where not even its band is. */
export type AmountMask = (amount: string) => AmountBand | null;

/** STRICT has three wide bands, each a whole number of the usual ones; HIDDEN shows none. */
export function amountMask(style: MaskStyle): AmountMask {
  if (style === "HIDDEN") return () => null;
  const bands = style === "STRICT" ? WIDE_BANDS : BANDS;
  return (amount) => bandAmong(bands, amount);
}

/** The band that an exact decimal amount falls into. Zero and less than zero are told as such, not how far. */
export function bandOf(amount: string): AmountBand {
  return bandAmong(BANDS, amount);
}

interface BandFrom extends AmountBand {
  readonly from: number;
}

/** Lower bounds, inclusive, largest first; in units of the currency. */
const BANDS: readonly BandFrom[] = [
  { from: 10_000_000, band: ">=10m", display: "≥1000万" },
  { from: 5_000_000, band: "5m–10m", display: "500–1000万" },
  { from: 1_000_000, band: "1m–5m", display: "100–500万" },
  { from: 500_000, band: "500k–1m", display: "50–100万" },
  { from: 200_000, band: "200k–500k", display: "20–50万" },
  { from: 50_000, band: "50k–200k", display: "5–20万" },
  { from: 10_000, band: "10k–50k", display: "1–5万" },
  { from: 0, band: "<10k", display: "<1万" },
];

const WIDE_BANDS: readonly BandFrom[] = [
  { from: 1_000_000, band: ">=1m", display: "≥100万" },
  { from: 50_000, band: "50k–1m", display: "5–100万" },
  { from: 0, band: "<50k", display: "<5万" },
];

const ZERO: AmountBand = { band: "zero", display: "0" };
const NEGATIVE: AmountBand = { band: "negative", display: "负数" };

function bandAmong(bands: readonly BandFrom[], amount: string): AmountBand {
  if (!/[1-9]/.test(amount)) return ZERO;
  if (amount.startsWith("-")) return NEGATIVE;
  // The bounds are whole, so the whole units decide; a float tells them apart however long the number.
  const whole = Number(amount.split(".", 1)[0]);
  const found = bands.find(({ from }) => whole >= from) ?? bands.at(-1) ?? ZERO;
  return { band: found.band, display: found.display };
}
