import type { PartyRecord } from "../domain/records/party.js";
import type { SourceName } from "../domain/source.js";
import { areContradictory, matchParties, type MatchDecision } from "./match.rule.js";

/** A record, and the rule that brought it to the others of its group. */
export interface Reason {
  readonly record: PartyRecord;
  readonly why: MatchDecision | "FIRST_KNOWN";
}

/** Records that the rules take for one customer; the first is the one that gives a new customer his id. */
export type RecordGroup = readonly Reason[];

/** Which source's record gives a customer its id when several are found at once. */
const ANCHOR_ORDER: readonly SourceName[] = ["core-banking", "loan", "card", "crm"];

/** Records in one order, however they were found: so the same records always make the same customers under the same ids. */
export function inAnchorOrder(records: readonly PartyRecord[]): PartyRecord[] {
  return [...records].sort((left, right) => rank(left) - rank(right) || (left.recordId < right.recordId ? -1 : 1));
}

/** Records joined by at least one positive rule, none of which speaks against another. */
export function groupsOf(records: readonly PartyRecord[]): RecordGroup[] {
  const groups: Reason[][] = [];
  for (const record of inAnchorOrder(records)) {
    const joined = groups.flatMap((group) => {
      const why = reasonToJoin(group, record);
      return why === null ? [] : [{ group, why }];
    });
    const [first, ...others] = joined;
    if (first === undefined) {
      groups.push([{ record, why: "FIRST_KNOWN" }]);
      continue;
    }
    first.group.push({ record, why: first.why });
    for (const { group, why } of others) {
      // The record fits both, but they do not fit each other: it stays with the first alone.
      if (group.some((member) => first.group.some((each) => speaksAgainst(each.record, member.record)))) continue;
      const [anchor, ...rest] = group;
      if (anchor !== undefined) first.group.push({ record: anchor.record, why }, ...rest);
      groups.splice(groups.indexOf(group), 1);
    }
  }
  return groups;
}

/** Whether two groups cannot be one customer. */
export function areRivals(left: RecordGroup, right: RecordGroup): boolean {
  return left !== right && left.some((mine) => right.some((theirs) => areContradictory(mine.record, theirs.record)));
}

/** A record joins when a rule says so of one member and none of the others speaks against it. */
function reasonToJoin(group: RecordGroup, record: PartyRecord): MatchDecision | null {
  if (group.some((member) => speaksAgainst(member.record, record))) return null;
  for (const member of group) {
    const judged = matchParties(member.record, record);
    if (judged !== null) return judged;
  }
  return null;
}

function speaksAgainst(left: PartyRecord, right: PartyRecord): boolean {
  return areContradictory(left, right) || matchParties(left, right)?.decision === "UNSURE";
}

function rank(record: PartyRecord): number {
  const position = ANCHOR_ORDER.indexOf(record.source);
  return position === -1 ? ANCHOR_ORDER.length : position;
}
