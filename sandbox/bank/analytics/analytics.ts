import { BANK_DATE } from "../dates.js";
import type { IsoDate } from "../model.js";
import type { Books } from "./books.js";
import { churnExplanation, churnOf, type ChurnBand } from "./churn.rule.js";
import type { Explanation } from "./explanation.js";
import { stageOf, stageSince, type Stage } from "./lifecycle.rule.js";
import { segmentIdsOf, segmentOf, type Segment } from "./segments.rule.js";

/** What last night's run computed of one customer out of the bank's own books. */
export interface Analytics {
  readonly lifecycle: { readonly stage: Stage; readonly since: IsoDate | null };
  readonly churnRisk: {
    readonly value: number;
    readonly scale: string;
    readonly band: ChurnBand;
    readonly explanation: Explanation;
  } | null;
  readonly segments: readonly Segment[];
}

export function analyticsOf(books: Books): Analytics {
  const stage = stageOf(books, BANK_DATE);
  const churn = churnOf(books, BANK_DATE);
  return {
    lifecycle: { stage, since: stageSince(books, stage) },
    churnRisk:
      churn === null
        ? null
        : { value: churn.value, scale: "0–1", band: churn.band, explanation: churnExplanation(churn) },
    segments: segmentIdsOf(books, churn).map((id) => segmentOf(id, books, churn)),
  };
}
