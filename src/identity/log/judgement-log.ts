import type { Kysely, Selectable } from "kysely";
import type { Clock, Instant } from "../../domain/instant.js";
import type { IdentityTables } from "../tables.js";

export type JudgementDecision = "POSITIVE" | "NEGATIVE" | "UNSURE" | "WITHDRAWN";

/** What is held of two records, by whom and why. */
export interface Judgement {
  readonly low: number;
  readonly high: number;
  readonly decision: JudgementDecision;
  readonly rule: string;
  readonly score: number | null;
  readonly matchedOn: readonly string[];
  readonly against: readonly string[];
  readonly decidedBy: string;
  readonly reason: string | null;
  readonly event: number | null;
}

export interface KeptJudgement extends Judgement {
  readonly sequence: number;
  readonly decidedAt: Instant;
}

/** The rule under which a steward's word is written down. */
export const STEWARD = "STEWARD";

/** What has been judged of pairs of records. Rows are only added; the newest of a pair counts. */
export class JudgementLog {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  async add(judgements: readonly Judgement[]): Promise<void> {
    for (let at = 0; at < judgements.length; at += 100) {
      const decided_at = this.clock.now();
      await this.store
        .insertInto("judgement")
        .values(
          judgements.slice(at, at + 100).map((each) => ({
            low: Math.min(each.low, each.high),
            high: Math.max(each.low, each.high),
            decision: each.decision,
            rule: each.rule,
            score: each.score,
            matched_on: JSON.stringify(each.matchedOn),
            against: JSON.stringify(each.against),
            decided_by: each.decidedBy,
            decided_at,
            reason: each.reason,
            event: each.event,
          })),
        )
        .execute();
    }
  }

  /** The newest judgement of every pair that one of the records is in, by `low-high`; withdrawn ones among them. */
  async readOf(records: readonly number[]): Promise<Map<string, KeptJudgement>> {
    const newest = new Map<string, KeptJudgement>();
    for (let at = 0; at < records.length; at += 400) {
      const some = records.slice(at, at + 400);
      const rows = await this.store
        .selectFrom("judgement")
        .selectAll()
        .where((where) => where.or([where("low", "in", some), where("high", "in", some)]))
        .execute();
      for (const row of rows) {
        const pair = pairOf(row.low, row.high);
        if ((newest.get(pair)?.sequence ?? 0) < row.sequence) newest.set(pair, toJudgement(row));
      }
    }
    return newest;
  }
}

export function pairOf(one: number, other: number): string {
  return `${Math.min(one, other)}-${Math.max(one, other)}`;
}

function toJudgement(row: Selectable<IdentityTables["judgement"]>): KeptJudgement {
  return {
    sequence: row.sequence,
    low: row.low,
    high: row.high,
    decision: row.decision as JudgementDecision,
    rule: row.rule,
    score: row.score,
    matchedOn: JSON.parse(row.matched_on) as string[],
    against: JSON.parse(row.against) as string[],
    decidedBy: row.decided_by,
    decidedAt: row.decided_at as Instant,
    reason: row.reason,
    event: row.event,
  };
}
