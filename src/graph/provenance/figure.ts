import { Disclosed } from "../../access/disclosed.js";
import type { Decision } from "../../access/decision.js";
import type { Instant } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import { Explanation, Factor, Score } from "../evaluation/explanation.type.js";

/** One part of a figure about the bank's data, with what it adds. */
export interface FigurePart {
  readonly name: string;
  readonly value: string;
  readonly weight: number;
  readonly contribution: number;
  readonly source: SourceName | null;
}

export interface Figure {
  readonly value: number | null;
  readonly summary: string;
  readonly model: string;
  readonly version: string;
  readonly parts: readonly FigurePart[];
}

/** Explains a figure that the gateway computed itself, in the shape in which every figure is explained. */
export function toExplanation(figure: Figure, decision: Decision, now: Instant): Explanation {
  return Object.assign(new Explanation(), {
    summary: Disclosed.ofData(decision, figure.summary),
    factors: figure.parts.map((part) => toFactor(part, decision)),
    modelId: figure.model,
    modelVersion: figure.version,
    computedAt: now,
    inputsAsOf: now,
    maskedFields: [],
  });
}

export function toScore(figure: Figure, decision: Decision, now: Instant): Score {
  const { value } = figure;
  return Object.assign(new Score(), {
    value: value === null ? null : Disclosed.ofData(decision, Number(value.toFixed(4))),
    scale: "0–1",
    band: value === null ? null : Disclosed.ofData(decision, value < 0.5 ? "LOW" : value < 0.8 ? "MEDIUM" : "HIGH"),
    explanation: toExplanation(figure, decision, now),
    maskedFields: [],
  });
}

function toFactor({ name, value, weight, contribution, source }: FigurePart, decision: Decision): Factor {
  return Object.assign(new Factor(), {
    name,
    value: Disclosed.ofData(decision, value),
    weight,
    contribution: Disclosed.ofData(decision, Number(contribution.toFixed(4)) + 0),
    source,
    direction: Disclosed.ofData(decision, contribution > 0 ? "RAISES" : contribution < 0 ? "LOWERS" : "NEUTRAL"),
    maskedFields: [],
  });
}
