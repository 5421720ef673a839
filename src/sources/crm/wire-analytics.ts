import { toCalendarDate, toInstant } from "../../domain/instant.js";
import type {
  EvaluationRecord,
  ExplanationRecord,
  FactorRecord,
  ScoreRecord,
  SegmentRecord,
} from "../../domain/records/evaluation.js";
import { seal } from "../../domain/sealed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { toExplainingText } from "./explaining-text.js";
import type { CrmAnalytics, CrmExplanation, CrmFactor, CrmScore, CrmSegment } from "./wire.generated.js";

/** `ownName` is the customer's, which no explanation may tell. */
export function toEvaluation(wire: WireRecord<CrmAnalytics>, ownName: string | null): EvaluationRecord {
  const lifecycle = wire.inner("lifecycle");
  return {
    stage: lifecycle.leaf("stage", seal<string>),
    since: lifecycle.leaf("since", (day) => seal(toCalendarDate(day))),
    churnRisk: wire.nested("churnRisk", (score) => toScore(score, ownName)),
    segments: wire.elements("segments", (segment) => toSegment(segment, ownName)),
  };
}

function toScore(wire: WireRecord<CrmScore>, ownName: string | null): ScoreRecord {
  return {
    value: wire.leaf("value", seal<number>),
    scale: wire.leaf("scale", asIs),
    band: wire.leaf("band", seal<string>),
    explanation: wire.nested("explanation", (explanation) => toExplanation(explanation, ownName)),
  };
}

function toSegment(wire: WireRecord<CrmSegment>, ownName: string | null): SegmentRecord {
  return {
    id: wire.required("segmentId", asIs),
    name: wire.leaf("name", seal<string>),
    kind: wire.leaf("kind", seal<string>),
    explanation: wire.nested("explanation", (explanation) => toExplanation(explanation, ownName)),
  };
}

function toExplanation(wire: WireRecord<CrmExplanation>, ownName: string | null): ExplanationRecord {
  return {
    summary: wire.leaf("summary", (text) => toExplainingText(text, ownName)),
    factors: wire.elements("factors", (factor) => toFactor(factor, ownName)),
    modelId: wire.leaf("modelId", asIs),
    modelVersion: wire.leaf("modelVersion", asIs),
    computedAt: wire.leaf("computedAt", toInstant),
    inputsAsOf: wire.leaf("inputsAsOf", toInstant),
  };
}

function toFactor(wire: WireRecord<CrmFactor>, ownName: string | null): FactorRecord {
  return {
    name: wire.required("name", asIs),
    value: wire.leaf("value", (text) => toExplainingText(text, ownName)),
    weight: wire.leaf("weight", asIs),
    contribution: wire.leaf("contribution", seal<number>),
    source: wire.leaf("source", asIs),
    direction: wire.leaf("direction", seal<string>),
  };
}
