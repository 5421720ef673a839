import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import type { Link, RecordKey } from "../domain/membership.js";
import type { IdentityWriter } from "./identity-writer.js";
import type { EventChanges } from "./log/event-log.js";
import { JudgementLog, pairOf, STEWARD, type JudgementDecision, type KeptJudgement } from "./log/judgement-log.js";
import { LinkLog } from "./log/link-log.js";
import { recordName, StatementLog, type StatedRecord } from "./log/statement-log.js";
import { contradictionOf } from "./match/match.rule.js";
import type { Decider } from "./decider.js";
import { ResolutionError } from "./resolution-error.js";
import { Settlement } from "./settlement.js";
import type { IdentityTables } from "./tables.js";
import { undoEvent, type Undone } from "./undo-event.js";

export interface PairJudgement extends Decider {
  readonly left: RecordKey;
  readonly right: RecordKey;
  readonly decision: "POSITIVE" | "NEGATIVE" | "UNSURE";
  /** The newest judgement that the steward has seen of the pair; null when there was none. */
  readonly seen: number | null;
}

export interface Merged {
  readonly event: number;
  readonly survivor: CustomerId;
  readonly former: CustomerId;
}

/** What stewards decide. Each decision is one event that can be undone exactly; two at the same pair cannot both succeed. */
export class Stewardship {
  constructor(
    private readonly writer: IdentityWriter,
    private readonly clock: Clock,
  ) {}

  /** Makes one customer of two. Throws ResolutionError; contradictions have to be named as seen to be overruled. */
  async merge(one: CustomerId, other: CustomerId, decider: Decider, despiteContradiction = false): Promise<Merged> {
    assertReason(decider);
    return this.writer.inTurn(async (store) => {
      const links = new LinkLog(store, this.clock);
      if (one === other) throw new ResolutionError("SAME_CUSTOMER");
      const mine = await membersOf(links, one);
      const theirs = await membersOf(links, other);
      const records = await new StatementLog(store, this.clock).readMany([...mine, ...theirs]);
      const [left, right] = [mine, theirs].map((own) => own.flatMap((link) => records.get(recordName(link)) ?? []));
      const because = this.#contradictions(left ?? [], right ?? []);
      if (because.length > 0 && !despiteContradiction) throw new ResolutionError("RECORDS_CONTRADICT", because);
      const pairs = (left ?? []).flatMap((each) => (right ?? []).map((them) => [each, them] as const));
      const event = await this.#decide(store, pairs, "POSITIVE", { kind: "MERGE", ...decider });
      const survivor = await links.customerOf(mine[0] ?? theirs[0] ?? { source: "crm", recordId: "" });
      if (survivor === null) throw new Error("a customer has records");
      return { event, survivor, former: survivor === one ? other : one };
    });
  }

  /** Says of two records whether they are one customer's. What follows from it takes place at once. */
  async judgePair({ left, right, decision, seen, ...decider }: PairJudgement): Promise<number> {
    assertReason(decider);
    return this.writer.inTurn(async (store) => {
      const records = await new StatementLog(store, this.clock).readMany([left, right]);
      const [one, other] = [records.get(recordName(left)), records.get(recordName(right))];
      if (one === undefined || other === undefined || one.record === other.record) {
        throw new ResolutionError("RECORD_UNKNOWN");
      }
      const held = (await new JudgementLog(store, this.clock).readOf([one.record])).get(
        pairOf(one.record, other.record),
      );
      if ((held?.sequence ?? null) !== seen) throw new ResolutionError("JUDGEMENT_CHANGED");
      return this.#decide(store, [[one, other]], decision, { kind: "JUDGEMENT", ...decider });
    });
  }

  /** The customers whom an event is about; none for an event that is not there. */
  customersOf(event: number): Promise<readonly CustomerId[]> {
    return this.writer.eventsCustomers(event);
  }

  /** Takes back an event, a rule's as well as a steward's: the partition is exactly what it was before it. */
  async unmerge(event: number, decider: Decider): Promise<Undone> {
    assertReason(decider);
    return this.writer.inTurn(async (store) => {
      const { records, ...undone } = await undoEvent(store, this.clock, event, decider);
      await new Settlement(store, this.clock, this.writer.parts).renewDoubts(records);
      return undone;
    });
  }

  async #decide(
    store: Kysely<IdentityTables>,
    pairs: readonly (readonly [StatedRecord, StatedRecord])[],
    decision: Exclude<JudgementDecision, "WITHDRAWN">,
    { kind, by, reason }: Decider & { readonly kind: "MERGE" | "JUDGEMENT" },
  ): Promise<number> {
    const log = new JudgementLog(store, this.clock);
    const records = [...new Set(pairs.flat().map(({ record }) => record))];
    const held = await log.readOf(records);
    const verdicts = pairs.map(([one, other]): EventChanges["verdicts"][number] => ({
      low: Math.min(one.record, other.record),
      high: Math.max(one.record, other.record),
      before: stewardsWord(held.get(pairOf(one.record, other.record))),
      after: decision,
    }));
    await log.add(
      verdicts.map(({ low, high }) => ({
        low,
        high,
        decision,
        rule: STEWARD,
        score: null,
        matchedOn: [],
        against: [],
        decidedBy: by,
        reason,
        event: null,
      })),
    );
    const settlement = new Settlement(store, this.clock, this.writer.parts);
    const event = await settlement.settle(records, { kind, decidedBy: by, reason, verdicts });
    if (event === null) throw new Error("a steward's decision is an event");
    return event;
  }

  #contradictions(left: readonly StatedRecord[], right: readonly StatedRecord[]): string[] {
    const { ring } = this.writer.parts;
    const [mine, theirs] = [left, right].map((records) =>
      records.flatMap(({ prints }) => ring.comparable(prints) ?? []),
    );
    const found = (mine ?? []).flatMap((each) => (theirs ?? []).flatMap((them) => contradictionOf(each, them) ?? []));
    return [...new Set(found)].sort();
  }
}

function stewardsWord(held: KeptJudgement | undefined): JudgementDecision | null {
  return held === undefined || held.rule !== STEWARD ? null : held.decision;
}

async function membersOf(links: LinkLog, customerId: CustomerId): Promise<readonly Link[]> {
  const own = (await links.current([customerId])).get(customerId);
  if (own !== undefined) return own;
  throw new ResolutionError(
    (await links.lastRecordOf(customerId)) === null ? "CUSTOMER_UNKNOWN" : "CUSTOMER_SUPERSEDED",
  );
}

function assertReason({ reason }: Decider): void {
  if (reason.trim() === "") throw new ResolutionError("REASON_MISSING");
}
