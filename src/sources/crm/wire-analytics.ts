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
import type { CrmAnalytics, CrmExplanation, CrmFactor, CrmScore, CrmSegment } from "./wire.generated.js";

export function toEvaluation(wire: WireRecord<CrmAnalytics>): EvaluationRecord {
  const lifecycle = wire.inner("lifecycle");
  return {
    stage: lifecycle.leaf("stage", seal<string>),
    since: lifecycle.leaf("since", (day) => seal(toCalendarDate(day))),
    churnRisk: wire.nested("churnRisk", toScore),
    segments: wire.elements("segments", toSegment),
  };
}

function toScore(wire: WireRecord<CrmScore>): ScoreRecord {
  return {
    value: wire.leaf("value", seal<number>),
    scale: wire.leaf("scale", asIs),
    band: wire.leaf("band", seal<string>),
    explanation: wire.nested("explanation", toExplanation),
  };
}

function toSegment(wire: WireRecord<CrmSegment>): SegmentRecord {
  return {
    id: wire.required("segmentId", asIs),
    name: wire.leaf("name", seal<string>),
    kind: wire.leaf("kind", seal<string>),
    explanation: wire.nested("explanation", toExplanation),
  };
}

function toExplanation(wire: WireRecord<CrmExplanation>): ExplanationRecord {
  return {
    summary: wire.leaf("summary", seal<string>),
    factors: wire.elements("factors", toFactor),
    modelId: wire.leaf("modelId", asIs),
    modelVersion: wire.leaf("modelVersion", asIs),
    computedAt: wire.leaf("computedAt", toInstant),
    inputsAsOf: wire.leaf("inputsAsOf", toInstant),
  };
}

function toFactor(wire: WireRecord<CrmFactor>): FactorRecord {
  return {
    name: wire.required("name", asIs),
    value: wire.leaf("value", seal<string>),
    weight: wire.leaf("weight", asIs),
    contribution: wire.leaf("contribution", seal<number>),
    source: wire.leaf("source", asIs),
    direction: wire.leaf("direction", seal<string>),
  };
}
