import type { Fingerprint } from "../features/fingerprint.js";
import type { Frequencies, MatchModel } from "./match-model.js";
import { scoreOf, type MatchScore } from "./match-score.js";
import { contradictionOf, matchByRule, type MatchDecision } from "./match.rule.js";

/** Everything that the rules and the score say of two records. */
export interface PairVerdict {
  readonly decision: MatchDecision | null;
  /** What keeps them apart whatever else agrees; null when nothing does. */
  readonly contradiction: string | null;
  /** How strongly they belong together; of rules that decide, a fixed strength. */
  readonly bits: number;
}

/** Judges pairs of records: the rules first, the score for the rest. */
export class PairJudge {
  constructor(
    readonly model: MatchModel,
    private readonly frequencies: Frequencies,
  ) {}

  judge(left: Fingerprint, right: Fingerprint): PairVerdict {
    const byRule = matchByRule(left, right);
    if (byRule?.decision === "POSITIVE") return { decision: byRule, contradiction: null, bits: RULE_BITS };
    const contradiction = contradictionOf(left, right);
    if (contradiction !== null) return { decision: null, contradiction, bits: -RULE_BITS };
    if (byRule !== null) return { decision: byRule, contradiction: null, bits: 0 };
    if (left.kind === "ORGANIZATION") return { decision: null, contradiction: null, bits: 0 };
    const score = scoreOf(left, right, this.model, this.frequencies);
    const bits = Math.max(-RULE_BITS, Math.min(RULE_BITS, score.bits));
    return { decision: this.#toDecision(score), contradiction: null, bits };
  }

  #toDecision({ probability, matchedOn, against }: MatchScore): MatchDecision | null {
    const { link, review } = this.model;
    if (probability < review) return null;
    const isEnough = probability >= link && matchedOn.some((kind) => !SHARED_BY_NAMESAKES.has(kind));
    const decision = isEnough ? "POSITIVE" : "UNSURE";
    return { decision, rule: "P", score: probability, matchedOn, against };
  }
}

/**
 * Namesakes born on one day exist in every large bank, and how many depends on fashions that no frequency shows: unless
 * something else agrees as well, a steward is asked, however rare the name seems.
 */
const SHARED_BY_NAMESAKES: ReadonlySet<string> = new Set(["LEGAL_NAME", "BIRTH_DATE"]);

/** No single pair outweighs this much: a million to one. */
const RULE_BITS = 20;
