import type { SurvivorshipRule } from "./criterion.js";
import { moreRecent } from "./recency.criterion.js";
import { betterVerified } from "./verification.criterion.js";

export const verifiedThenRecent: SurvivorshipRule = {
  description: "The better verified survives; among equally verified ones the more recent.",
  criteria: [betterVerified, moreRecent],
  keepsAll: false,
};
