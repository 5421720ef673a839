import type { CustomerId } from "../../domain/customer-id.js";
import { anchorKey } from "../anchor-order.js";
import type { BulkComponent, BulkGroup } from "./bulk-partition.js";
import type { GroupNames } from "./group-names.js";
import type { StatedRecords } from "./stated-records.js";

type Row = readonly (string | number | null)[];

/** Rows of a build that are ready to be written: who belongs to whom, and who is in doubt. */
export class LinkBatch {
  readonly links: Row[] = [];
  readonly judgements: Row[] = [];
  /** Records that somebody has to look at one by one. */
  readonly slow: number[] = [];
  done = 0;

  constructor(private readonly decidedAt: number) {}

  add({ groups, doubts, done }: BulkComponent, records: StatedRecords, names: GroupNames): void {
    this.done = done;
    const named = groups.map((group) => names.of(group));
    if (named.includes(null) || new Set(named).size < named.length) {
      const [firstPlace] = groups[0]?.places ?? [];
      if (firstPlace !== undefined) this.slow.push(records.numbers[firstPlace] ?? 0);
      return;
    }
    for (const [index, group] of groups.entries()) this.#link(group, named[index] ?? null, records, names);
    for (const { low, high, why } of doubts) {
      const [matchedOn, against] = [JSON.stringify(why.matchedOn), JSON.stringify(why.against)];
      this.judgements.push([low, high, "UNSURE", why.rule, why.score, matchedOn, against, "rule", this.decidedAt]);
    }
  }

  #link({ places, why }: BulkGroup, customer: CustomerId | null, records: StatedRecords, names: GroupNames): void {
    for (const place of places) {
      const key = records.keyOf(place);
      if (!names.isNew(key)) continue;
      const reason = why.size === 0 ? undefined : why.get(anchorKey(key));
      const [rule, score] = [reason?.rule ?? "FIRST_KNOWN", reason?.score ?? null];
      const [matchedOn, against] = [JSON.stringify(reason?.matchedOn ?? []), JSON.stringify(reason?.against ?? [])];
      this.links.push([
        key.source,
        key.recordId,
        customer,
        "POSITIVE",
        rule,
        score,
        matchedOn,
        against,
        "rule",
        this.decidedAt,
      ]);
    }
  }
}

export const LINK_COLUMNS = [
  "source",
  "record_id",
  "customer_id",
  "decision",
  "rule",
  "score",
  "matched_on",
  "against",
  "decided_by",
  "decided_at",
] as const;

export const JUDGEMENT_COLUMNS = [
  "low",
  "high",
  "decision",
  "rule",
  "score",
  "matched_on",
  "against",
  "decided_by",
  "decided_at",
] as const;
