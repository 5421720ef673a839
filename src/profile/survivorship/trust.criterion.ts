import type { Criterion } from "./criterion.js";

/** By the trust in the source as it is, whatever the statement's age. */
export const moreTrusted: Criterion = {
  compare: (left, right) => right.trust - left.trust,
  lost: () => "less trusted",
};

/** By what is left of the trust: a trusted source's old word may be worth less than another's new one. */
export const moreTrustLeft: Criterion = {
  compare: (left, right) => right.trust * right.recency - left.trust * left.recency,
  lost: (loser, winner) => (loser.trust < winner.trust ? "less trusted" : "trusted less by its age"),
};
