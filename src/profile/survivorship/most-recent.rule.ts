import type { SurvivorshipRule } from "./criterion.js";
import { moreRecent } from "./recency.criterion.js";

export const mostRecent: SurvivorshipRule = {
  description: "The most recent statement survives.",
  criteria: [moreRecent],
  keepsAll: false,
};
