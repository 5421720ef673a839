import type { Criterion } from "./criterion.js";

/** What nobody dated is older than whatever is dated. */
export const moreRecent: Criterion = {
  compare: (left, right) => (right.statement.observedAt ?? 0) - (left.statement.observedAt ?? 0),
  lost: ({ statement }) => (statement.observedAt === null ? "undated" : "older"),
};
