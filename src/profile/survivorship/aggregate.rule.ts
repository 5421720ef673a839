import type { SurvivorshipRule } from "./criterion.js";
import { moreRecent } from "./recency.criterion.js";
import { moreTrusted } from "./trust.criterion.js";
import { betterVerified } from "./verification.criterion.js";

/** Of each value one statement stays whole: its parts are never mixed with another source's. */
export const aggregate: SurvivorshipRule = {
  description: "Everything that is said survives, each value once, as the best verified statement has it.",
  criteria: [betterVerified, moreTrusted, moreRecent],
  keepsAll: true,
};
