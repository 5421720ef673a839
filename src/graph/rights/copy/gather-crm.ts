import { toIsoText, type Instant } from "../../../domain/instant.js";
import type { Leaf } from "../../../domain/outcome.js";
import type { ConsentRecord } from "../../../domain/records/coverage.js";
import type { EvaluationRecord, SegmentRecord } from "../../../domain/records/evaluation.js";
import { seal } from "../../../domain/sealed.js";
import { SourceFault } from "../../../domain/source-fault.js";
import type { HeldRecords } from "../../../profile/held-records.js";
import { disclose } from "../../disclose.js";
import { Lifecycle, Segment } from "../../evaluation/evaluation.type.js";
import type { Gathered } from "./gathered.js";
import { HeldInteraction, HeldRating } from "./held.type.js";
import type { Printing } from "./print-holdings.js";

/** What the customer has agreed to, what the bank's analytics say of him, and how he rated its service. */
export function gatherCrm(outcome: HeldRecords["crm"][number], printing: Printing, gathered: Gathered): void {
  const { decision, printed } = printing;
  gathered.elements("consents", outcome, ({ consents }) => consents, printConsent);
  gathered.elements(
    "evaluation",
    outcome,
    ({ evaluation }) => (evaluation instanceof SourceFault ? evaluation : evaluation === null ? [] : [evaluation]),
    (record) => printEvaluation(record, printing),
  );
  gathered.elements(
    "rating",
    outcome,
    ({ serviceScore }) => (serviceScore === null ? [] : [{ serviceScore }]),
    (record) => printed.print(HeldRating, disclose(HeldRating, record, decision), "crm.rating"),
  );
}

/** Contacts, complaints and cases; their titles are free text, in which others may be named. */
export function gatherInteractions(
  outcome: HeldRecords["interactions"],
  { decision, others, printed }: Printing,
  gathered: Gathered,
): void {
  gathered.list("interactions", outcome, (record) => {
    const { text, isChanged } = others.withoutNames(record.title);
    const view = disclose(HeldInteraction, { ...record, title: text }, decision);
    if (isChanged) others.mark(view, "title");
    return printed.print(HeldInteraction, view, "crm.interactions");
  });
}

function printEvaluation(record: EvaluationRecord, { decision, printed }: Printing): object {
  const { segments } = record;
  const printSegment = (segment: SegmentRecord) =>
    printed.print(Segment, disclose(Segment, { ...segment, id: seal(segment.id) }, decision), "crm.segments");
  return {
    ...printed.print(Lifecycle, disclose(Lifecycle, record, decision), "crm.lifecycle"),
    segments: segments instanceof SourceFault ? { unavailable: segments.code } : segments.map(printSegment),
  };
}

/** The graph labels a consent public as a whole: to whoever reaches the customer. */
function printConsent(record: ConsentRecord): object {
  const { grantedAt, withdrawnAt, expiresAt } = record;
  return {
    ...Object.fromEntries(Object.entries(record).map(([field, value]) => [field, printLeaf(value)])),
    grantedAt: printMoment(grantedAt),
    withdrawnAt: printMoment(withdrawnAt),
    expiresAt: printMoment(expiresAt),
  };
}

function printLeaf(value: unknown): unknown {
  return value instanceof SourceFault ? { unavailable: value.code } : value;
}

function printMoment(moment: Leaf<Instant>): unknown {
  return typeof moment === "number" ? toIsoText(moment) : printLeaf(moment);
}
