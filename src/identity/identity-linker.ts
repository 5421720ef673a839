import type { CustomerId } from "../domain/customer-id.js";
import type { RecordKey } from "../domain/membership.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { SourceName } from "../domain/source.js";
import type { IdentityIndex } from "./identity-index.js";
import { isContradiction, matchParties, type MatchDecision } from "./match.rule.js";
import { stableId } from "./stable-id.js";

/** Which source's record gives a customer its id when several are found at once. */
const ANCHOR_ORDER: readonly SourceName[] = ["core-banking", "loan", "card", "crm"];

interface Reason {
  readonly record: PartyRecord;
  readonly why: MatchDecision | "FIRST_KNOWN";
}

/** Puts found records together into customers by the deterministic rules, and remembers what it has judged. */
export class IdentityLinker {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly index: IdentityIndex,
    private readonly secret: string,
  ) {}

  /**
   * The customers that the sought records belong to, in the order of their first record; `records` holds others too that
   * may be theirs. Whoever only shares a number with them is neither told nor linked: nobody has looked for all of him.
   * One linking at a time in a process.
   */
  link(
    records: readonly PartyRecord[],
    sought: ReadonlySet<PartyRecord>,
    answered: ReadonlySet<SourceName>,
  ): Promise<readonly CustomerId[]> {
    const turn = this.#turn.then(() => this.#link(records, sought, answered));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #link(
    records: readonly PartyRecord[],
    sought: ReadonlySet<PartyRecord>,
    answered: ReadonlySet<SourceName>,
  ): Promise<readonly CustomerId[]> {
    const customers: CustomerId[] = [];
    for (const group of groupsOf(records)) {
      if (!group.some(({ record }) => sought.has(record))) continue;
      const customerId = await this.#customerFor(group);
      for (const { record, why } of group) {
        const key = toKey(record);
        if ((await this.index.customerOf(key)) !== customerId) await this.index.append(key, customerId, why);
      }
      await this.index.markSearched(customerId, [...answered]);
      customers.push(customerId);
    }
    await this.#rememberDoubts(records);
    return [...new Set(customers)];
  }

  /** An id that one of the records already has, the eldest source's first; else a new one from the anchor. */
  async #customerFor(group: readonly Reason[]): Promise<CustomerId> {
    for (const { record } of group) {
      const known = await this.index.customerOf(toKey(record));
      if (known !== null) return known;
    }
    const [anchor] = group;
    if (anchor === undefined) throw new Error("a group has at least one record");
    return stableId(this.secret, anchor.record.source, anchor.record.recordId);
  }

  /** Records that share a number and contradict each other stay apart, and the doubt is kept for a steward. */
  async #rememberDoubts(records: readonly PartyRecord[]): Promise<void> {
    for (const [index, left] of records.entries()) {
      for (const right of records.slice(index + 1)) {
        const judged = matchParties(left, right);
        if (judged?.decision !== "UNSURE") continue;
        const customerId = await this.index.customerOf(toKey(left));
        if (customerId === null || (await this.index.isDoubted(toKey(right), customerId))) continue;
        await this.index.append(toKey(right), customerId, judged);
      }
    }
  }
}

function toKey(record: PartyRecord): RecordKey {
  return { source: record.source, recordId: record.recordId };
}

/** Records joined by at least one positive rule, each with the rule that brought it in; the anchor comes first. */
function groupsOf(records: readonly PartyRecord[]): Reason[][] {
  const inOrder = [...records].sort((left, right) => rank(left) - rank(right));
  const groups: Reason[][] = [];
  for (const record of inOrder) {
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
      // The record may be either one's, but two who contradict each other are not made one by it.
      if (group.some((left) => first.group.some((right) => isContradiction(left.record, right.record)))) continue;
      const [anchor, ...rest] = group;
      if (anchor !== undefined) first.group.push({ record: anchor.record, why }, ...rest);
      groups.splice(groups.indexOf(group), 1);
    }
  }
  return groups;
}

/** A record joins when a rule says so of one member and none of the others contradicts it. */
function reasonToJoin(group: readonly Reason[], record: PartyRecord): MatchDecision | null {
  if (group.some((member) => isContradiction(member.record, record))) return null;
  const judged = group.map((member) => matchParties(member.record, record));
  return judged.find((each) => each !== null) ?? null;
}

function rank(record: PartyRecord): number {
  const position = ANCHOR_ORDER.indexOf(record.source);
  return position === -1 ? ANCHOR_ORDER.length : position;
}
