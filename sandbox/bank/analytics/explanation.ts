import { BANK_DATE, instantOn } from "../dates.js";
import type { IsoInstant } from "../model.js";

export interface Factor {
  readonly name: string;
  /** As a person reads it: "92 ≥ 90". */
  readonly value: string;
  readonly weight: number;
  /** What it adds to the value that is explained. */
  readonly contribution: number;
  readonly source: "core-banking" | "loan" | "crm" | null;
  readonly direction: "RAISES" | "LOWERS" | "NEUTRAL";
}

export interface Explanation {
  readonly summary: string;
  readonly factors: readonly Factor[];
  readonly modelId: string;
  readonly modelVersion: string;
  readonly computedAt: IsoInstant;
  readonly inputsAsOf: IsoInstant;
}

/** The nightly run that all figures are of. */
const RUN = { computedAt: instantOn(BANK_DATE, 14_400), inputsAsOf: instantOn(BANK_DATE, 0) };

export function explained(
  model: { readonly modelId: string; readonly modelVersion: string },
  summary: string,
  factors: readonly Factor[],
): Explanation {
  return { summary, factors, ...model, ...RUN };
}
