import type { ClassType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { Outcome } from "../../domain/outcome.js";
import type { ArrangementRecord, HolderRecord } from "../../domain/records/arrangement.js";
import { SourceFault } from "../../domain/source-fault.js";
import { disclose } from "../disclose.js";
import { toGlobalId, type NodeType } from "../global-id.js";
import type { Freshness } from "../shared/freshness.type.js";
import type { Arrangement } from "./arrangement.type.js";
import { Holder } from "./holder.type.js";

/** One arrangement as the viewer sees it. */
export function toArrangement<View extends Arrangement>(
  type: ClassType<View>,
  typeName: NodeType,
  record: ArrangementRecord,
  decision: Decision,
  freshness: Freshness,
): View {
  const view = disclose(type, record, decision);
  view.id = toGlobalId(typeName, record.recordId);
  view.numberDisplay = Disclosed.alwaysMasked(decision, numberKindOf(record), record.number);
  view.holders = record.holders instanceof SourceFault ? record.holders : record.holders.map(toHolder);
  view.freshness = freshness;
  view.seen = { record, decision };
  return view;
}

/** Nodes that an outcome of a section holds; none where it is absent or unavailable. */
export function itemsOf<T>(outcome: Outcome<{ readonly items: readonly T[] }>): readonly T[] {
  return outcome.kind === "known" ? outcome.value.items : [];
}

/** How many there are: null where the source could not be read, or not whole. */
export function countOf(
  outcome: Outcome<{ readonly items: readonly unknown[]; readonly gaps: readonly unknown[] }>,
  count: number,
): number | null {
  if (outcome.kind === "unavailable") return null;
  return outcome.kind === "known" && outcome.value.gaps.length > 0 ? null : count;
}

function numberKindOf({ kind }: ArrangementRecord): "CARD_NUMBER" | "ACCOUNT_NUMBER" {
  return kind === "CREDIT_CARD" ? "CARD_NUMBER" : "ACCOUNT_NUMBER";
}

function toHolder(record: HolderRecord): Holder {
  return Object.assign(new Holder(), { role: record.role, sharePercent: record.sharePercent, record });
}
