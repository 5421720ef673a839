import type { KeyRing } from "./features/key-ring.js";
import type { MatchModel } from "./match/match-model.js";

/** What it takes to match records: the same for every way in which they come. */
export interface MatchingParts {
  readonly ring: KeyRing;
  readonly model: MatchModel;
  /** Our customer ids are derived with it. */
  readonly secret: string;
}
