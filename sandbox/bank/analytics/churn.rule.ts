import { daysBetween, monthsBefore } from "../dates.js";
import type { IsoDate } from "../model.js";
import { lastActivityOn, type Books } from "./books.js";
import { explained, type Explanation, type Factor } from "./explanation.js";

export type ChurnBand = "LOW" | "MEDIUM" | "HIGH";

export interface ChurnRisk {
  /** 0 to 1, in steps of a ten-thousandth. */
  readonly value: number;
  readonly band: ChurnBand;
  readonly factors: readonly Factor[];
}

const MODEL = { modelId: "churn-rule", modelVersion: "1.0" };
const IDLE_MONTHS = 3;
/** What three months are counted as where days are told; the calendar can make it 89. */
const IDLE_DAYS = 90;
const GOOD_SCORE = 4;

/** Whether three calendar months have gone by without anything of the customer's own doing, month ends clamped. */
export function isIdle(books: Books, today: IsoDate): boolean {
  const since = lastActivityOn(books);
  return since !== null && since <= monthsBefore(today, IDLE_MONTHS);
}

/**
 * HIGH: idle for three calendar months and a service score under 4; MEDIUM: one of the two; LOW: neither. Within its
 * band the value rises with the days and with the dissatisfaction, and no band's values reach into another's. Null for
 * somebody without an account, who has nothing to leave.
 */
export function churnOf(books: Books, today: IsoDate): ChurnRisk | null {
  const since = lastActivityOn(books);
  if (books.cif === null || books.status === "CLOSED" || since === null) return null;
  const idle = isIdle(books, today);
  const days = Math.max(0, daysBetween(since, today));
  const { serviceScore: score } = books;
  const isDissatisfied = score !== null && score < GOOD_SCORE;
  const byIdleness = idle
    ? 3_500 + Math.min(1_500, Math.round(((days - 89) / 275) * 1_500))
    : Math.min(1_500, days * 16);
  const byScore = isDissatisfied
    ? 3_500 + Math.round(((GOOD_SCORE - score) / GOOD_SCORE) * 1_500)
    : score === null
      ? 0
      : Math.round((5 - score) * 1_000);
  const threshold = idle ? Math.min(IDLE_DAYS, daysBetween(monthsBefore(today, IDLE_MONTHS), today)) : IDLE_DAYS;
  const factors: Factor[] = [
    {
      name: "idleDays",
      value: `${days} ${idle ? "≥" : "<"} ${idle ? threshold : Math.max(IDLE_DAYS, days + 1)}`,
      weight: 0.5,
      contribution: byIdleness / 10_000,
      source: "core-banking",
      direction: idle ? "RAISES" : "NEUTRAL",
    },
  ];
  if (score !== null) {
    factors.push({
      name: "serviceScore",
      value: `${score} ${isDissatisfied ? "<" : "≥"} ${GOOD_SCORE}`,
      weight: 0.5,
      contribution: byScore / 10_000,
      source: "crm",
      direction: isDissatisfied ? "RAISES" : "LOWERS",
    });
  }
  const band = idle && isDissatisfied ? "HIGH" : idle || isDissatisfied ? "MEDIUM" : "LOW";
  return { value: (byIdleness + byScore) / 10_000, band, factors };
}

const SUMMARY: Readonly<Record<ChurnBand, string>> = {
  HIGH: "Three months without a transaction of the customer's own, and a service score under 4.",
  MEDIUM: "One of the two signs: three months without a transaction, or a service score under 4.",
  LOW: "Neither three months without a transaction nor a service score under 4.",
};

export function churnExplanation({ band, factors }: ChurnRisk): Explanation {
  return explained(MODEL, SUMMARY[band], factors);
}
