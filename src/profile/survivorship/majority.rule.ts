import type { Criterion, SurvivorshipRule } from "./criterion.js";

const saidByMore: Criterion = {
  compare: (left, right) => right.sources - left.sources,
  lost: () => "said by fewer sources",
};

const saidByMoreTrusted: Criterion = {
  compare: (left, right) => right.support - left.support,
  lost: () => "said by sources that are trusted less",
};

export const majority: SurvivorshipRule = {
  description: "What most sources say survives; where as many say otherwise, what the more trusted of them say.",
  criteria: [saidByMore, saidByMoreTrusted],
  keepsAll: false,
};
