import type { Books } from "./books.js";
import type { ChurnRisk } from "./churn.rule.js";
import { churnExplanation } from "./churn.rule.js";
import { explained, type Explanation } from "./explanation.js";

export type SegmentId = "CHURN_RISK_HIGH" | "MORTGAGE_NO_WEALTH";

export interface Segment {
  readonly segmentId: SegmentId;
  readonly name: string;
  readonly kind: string;
  readonly explanation: Explanation;
}

const NAMES: Readonly<Record<SegmentId, { readonly name: string; readonly kind: string }>> = {
  CHURN_RISK_HIGH: { name: "流失高危", kind: "RETENTION" },
  MORTGAGE_NO_WEALTH: { name: "有房贷无理财", kind: "CROSS_SELL" },
};

export function segmentIdsOf(books: Books, churn: ChurnRisk | null): SegmentId[] {
  const ids: SegmentId[] = [];
  if (churn?.band === "HIGH") ids.push("CHURN_RISK_HIGH");
  if (mortgages(books) > 0 && wealthProducts(books) === 0) ids.push("MORTGAGE_NO_WEALTH");
  return ids;
}

export function segmentOf(segmentId: SegmentId, books: Books, churn: ChurnRisk | null): Segment {
  const explanation = segmentId === "CHURN_RISK_HIGH" && churn !== null ? churnExplanation(churn) : crossSell(books);
  return { segmentId, ...NAMES[segmentId], explanation };
}

function crossSell(books: Books): Explanation {
  const factor = { weight: 0.5, contribution: 0.5, direction: "RAISES" } as const;
  return explained({ modelId: "segment-rules", modelVersion: "1.0" }, "A mortgage and no wealth product.", [
    { name: "mortgage", value: String(mortgages(books) > 0), source: "loan", ...factor },
    { name: "wealth", value: String(wealthProducts(books)), source: "core-banking", ...factor },
  ]);
}

function mortgages({ loans }: Books): number {
  return loans.filter(({ kind, status }) => kind === "MORTGAGE" && status === "ACTIVE").length;
}

function wealthProducts({ investments }: Books): number {
  return investments.filter(({ kind, status }) => kind === "WEALTH_PRODUCT" && status === "ACTIVE").length;
}
