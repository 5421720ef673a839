import type { SurvivorshipRule } from "./criterion.js";
import { moreTrustLeft } from "./trust.criterion.js";

export const highestTrust: SurvivorshipRule = {
  description: "The most trusted source survives, by what its statement's age has left of the trust.",
  criteria: [moreTrustLeft],
  keepsAll: false,
};
