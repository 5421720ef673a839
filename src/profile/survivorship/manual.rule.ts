import type { SurvivorshipRule } from "./criterion.js";
import { verifiedThenRecent } from "./verified-then-recent.rule.js";

/** Where a steward has not chosen, something must still be shown: what would be by the most careful rule. */
export const manual: SurvivorshipRule = {
  ...verifiedThenRecent,
  description: "A data steward chooses; until he has, the better verified survives, then the more recent.",
};
