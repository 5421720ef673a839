import { Sealed } from "../../domain/sealed.js";
import type { Criterion } from "./criterion.js";
import { moreRecent } from "./recency.criterion.js";
import { moreTrusted } from "./trust.criterion.js";
import type { Weighed } from "./weighed.js";

const inOrder = (of: (each: Weighed) => string, lost: string): Criterion => ({
  compare: (left, right) => compare(of(left), of(right)),
  lost: () => lost,
});

/**
 * Decides what no rule decides: the more trusted, then the more recent, then by the names of source and record. Last of all
 * by the value itself, so that the choice never hangs on the order in which sources answered.
 */
export const TIE_BREAK: readonly Criterion[] = [
  moreTrusted,
  moreRecent,
  inOrder(({ statement }) => statement.source, "equal in all; another source comes first by its name"),
  inOrder(({ statement }) => statement.recordId, "equal in all; another record comes first by its number"),
  inOrder(({ subject }) => subject, "equal in all; another kind comes first by its name"),
  {
    compare: (left, right) => compareSealed(left.normal, right.normal),
    lost: () => "equal in all; in order of values",
  },
  {
    compare: (left, right) => compareSealed(left.statement.value, right.statement.value),
    lost: () => "equal in all; in order of values",
  },
  inOrder(({ statement }) => statement.verification, "equal in all; in order of names"),
];

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function compareSealed(left: Sealed<unknown>, right: Sealed<unknown>): number {
  const isLess = (first: Sealed<unknown>, second: Sealed<unknown>): boolean =>
    Sealed.combine([first, second], ([one, other]) => String(one) < String(other)).answers((less) => less);
  return isLess(left, right) ? -1 : Number(isLess(right, left));
}
