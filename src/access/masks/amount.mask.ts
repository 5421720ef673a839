/** A range of amounts: `band` for programs, `display` for people. */
export interface AmountBand {
  readonly band: string;
  readonly display: string;
}

/** Lower bounds, inclusive, largest first; in units of the currency. */
const BANDS: readonly (AmountBand & { readonly from: number })[] = [
  { from: 10_000_000, band: ">=10m", display: "≥1000万" },
  { from: 5_000_000, band: "5m–10m", display: "500–1000万" },
  { from: 1_000_000, band: "1m–5m", display: "100–500万" },
  { from: 500_000, band: "500k–1m", display: "50–100万" },
  { from: 200_000, band: "200k–500k", display: "20–50万" },
  { from: 50_000, band: "50k–200k", display: "5–20万" },
  { from: 10_000, band: "10k–50k", display: "1–5万" },
];

/** The band that an exact decimal amount falls into. Zero and less than zero are told as such, not how far. */
export function bandOf(amount: string): AmountBand {
  if (!/[1-9]/.test(amount)) return { band: "zero", display: "0" };
  if (amount.startsWith("-")) return { band: "negative", display: "负数" };
  // The bounds are whole, so the whole units decide; a float tells them apart however long the number.
  const whole = Number(amount.split(".", 1)[0]);
  const { band, display } = BANDS.find(({ from }) => whole >= from) ?? LEAST;
  return { band, display };
}

const LEAST: AmountBand = { band: "<10k", display: "<1万" };
