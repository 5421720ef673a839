import type { Verification, Statement } from "../domain/statement.js";
import { Sealed } from "../domain/sealed.js";
import type { SourceFacts, SourceName } from "../domain/source.js";

/** The surviving statement of an attribute and those it was preferred to, best first. */
export interface Choice<T> {
  readonly winner: Statement<T>;
  readonly losers: readonly Statement<T>[];
}

/** How much a way of checking is worth; self-declared and unchecked are the same. */
const WEIGHT: Record<Verification, number> = {
  VERIFIED_AUTHORITY: 4,
  VERIFIED_DOCUMENT: 3,
  VERIFIED_OTP: 3,
  DERIVED: 1,
  SELF_DECLARED: 1,
  NONE: 1,
  FAILED_VALIDATION: 0,
};

/** VERIFIED_THEN_RECENT: the better verified, then the more recent, then the more trusted source's, then by source name. */
export function verifiedThenRecent<T>(
  statements: readonly Statement<T>[],
  facts: ReadonlyMap<SourceName, SourceFacts>,
): Choice<T> | null {
  const trustOf = ({ source }: Statement<T>): number => facts.get(source)?.trust ?? 0;
  const [winner, ...losers] = [...statements].sort(
    (left, right) =>
      WEIGHT[right.verification] - WEIGHT[left.verification] ||
      (right.observedAt ?? 0) - (left.observedAt ?? 0) ||
      trustOf(right) - trustOf(left) ||
      (left.source < right.source ? -1 : 1),
  );
  return winner === undefined ? null : { winner, losers };
}

/** SOURCE_PRIORITY: the first source in the order that says anything. */
export function sourcePriority<T>(statements: readonly Statement<T>[], order: readonly SourceName[]): Choice<T> | null {
  const rank = ({ source }: Statement<T>): number => {
    const position = order.indexOf(source);
    return position === -1 ? order.length : position;
  };
  const [winner, ...losers] = [...statements].sort(
    (left, right) => rank(left) - rank(right) || (left.recordId < right.recordId ? -1 : 1),
  );
  return winner === undefined ? null : { winner, losers };
}

/** The statements that say the same, once each, in the order given. */
export function distinct<T>(statements: readonly Statement<T>[], normalise: (value: T) => unknown): Statement<T>[] {
  const kept: Statement<T>[] = [];
  for (const statement of statements) {
    if (!kept.some((each) => Sealed.same(each.value, statement.value, normalise))) kept.push(statement);
  }
  return kept;
}
