import { monthsBefore } from "../dates.js";
import type { IsoDate } from "../model.js";
import { firstAccountOn, type Books } from "./books.js";
import { isIdle } from "./churn.rule.js";

export const STAGES = ["PROSPECT", "GROWING", "MATURE", "DECLINING", "CHURNED"] as const;
export type Stage = (typeof STAGES)[number];

/** Where several fit, what is worse comes first. Growing: for a year after the first account. */
export function stageOf(books: Books, today: IsoDate): Stage {
  if (books.status === "CLOSED") return "CHURNED";
  if (isIdle(books, today)) return "DECLINING";
  const first = firstAccountOn(books.accounts);
  if (books.cif === null || first === null) return "PROSPECT";
  return first > monthsBefore(today, 12) ? "GROWING" : "MATURE";
}

/** Since when; null where the books do not tell. */
export function stageSince(books: Books, stage: Stage): IsoDate | null {
  const first = firstAccountOn(books.accounts);
  if (first === null) return null;
  if (stage === "GROWING") return first;
  if (stage === "MATURE") return monthsBefore(first, -12);
  return stage === "DECLINING" ? monthsBefore(books.lastOwnTransactionOn ?? first, -3) : null;
}
