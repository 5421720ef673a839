import type { AuditReads } from "../store/audit-store.js";
import type { TrailItem } from "../verify/trail-check.js";
import { trailItems, type SealRange } from "../verify/trail-items.js";
import { endEnvelope, eventEnvelope, removalEnvelope, sealEnvelope } from "./envelope.js";

/** The lines of an export: whole seals and their events, so that it can be checked by itself. */
export async function* exportLines(reads: AuditReads, range: SealRange, at: number): AsyncGenerator<string> {
  const counts = { events: 0, seals: 0 };
  for await (const items of trailItems(reads, range)) {
    let text = "";
    for (const item of items) {
      if (item.kind === "event") counts.events += 1;
      if (item.kind === "seal") counts.seals += 1;
      if (item.kind !== "tail") text += `${toLine(item)}\n`;
    }
    if (text !== "") yield text;
  }
  yield `${endEnvelope(at, counts)}\n`;
}

function toLine(item: Exclude<TrailItem, { kind: "tail" }>): string {
  if (item.kind === "event") return eventEnvelope(item.event);
  return item.kind === "seal" ? sealEnvelope(item.signed) : removalEnvelope(item.signed);
}

/** The seals whose events may be of this span of time; null where none can be. A span before the first seal is checked with it: what was removed must not look like what never was. */
export async function sealsWithin(reads: AuditReads, from: number, to: number): Promise<SealRange | null> {
  let first: number | null = null;
  let last: number | null = null;
  let next = 1;
  for (;;) {
    const seals = await reads.seals(next, 500);
    for (const { record } of seals) {
      if (first === null && record.sealedAt >= from) first = record.number;
      // The first one made after the span may still hold events of it.
      if (first !== null && last === null && record.sealedAt >= to) last = record.number;
    }
    const end = seals.at(-1);
    if (end === undefined) break;
    next = end.record.number + 1;
  }
  return first === null ? null : { from: first, to: last };
}
