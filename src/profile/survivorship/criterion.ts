import type { Weighed } from "./weighed.js";

/** One thing that a choice goes by. */
export interface Criterion {
  /** Negative where the left is to be preferred, 0 where this does not tell them apart. */
  readonly compare: (left: Weighed, right: Weighed) => number;
  /** In plain words, how a loser is worse by it than the winner. Never what either of them says. */
  readonly lost: (loser: Weighed, winner: Weighed) => string;
}

/** One way to choose: the first criterion that tells two statements apart decides between them. */
export interface SurvivorshipRule {
  readonly description: string;
  readonly criteria: readonly Criterion[];
  /** Whether different values stand beside one another, each once, instead of one before the others. */
  readonly keepsAll: boolean;
}
