import { Sealed } from "../../domain/sealed.js";
import type { Statement } from "../../domain/statement.js";
import type { Criterion, SurvivorshipRule } from "./criterion.js";
import { TIE_BREAK } from "./tie-break.rule.js";
import type { Weighed } from "./weighed.js";

/** A statement as the choice left it. */
export interface Ranked<S extends Statement<unknown>> extends Weighed<S> {
  readonly survives: boolean;
  /** Whether it says what the survivor of its subject says. */
  readonly agrees: boolean;
  /** In plain words, without a value; null for what survives and for what agrees with it. */
  readonly lostBecause: string | null;
}

/** What survives of an attribute, and everything that it was chosen among. Nothing is edited, nothing dropped. */
export interface Choice<S extends Statement<unknown>> {
  readonly winner: Ranked<S>;
  /** All of them, best first; the winner is the first. */
  readonly ranked: readonly Ranked<S>[];
}

/**
 * Chooses by a rule. Where a steward has chosen, what he chose comes first whatever the rule says. The same statements give
 * the same choice in whichever order they come.
 */
export function choose<S extends Statement<unknown>>(
  weighed: readonly Weighed<S>[],
  { criteria, keepsAll }: SurvivorshipRule,
  chosen: S | null = null,
): Choice<S> | null {
  const order = [...criteria, ...TIE_BREAK];
  const isChosen = ({ statement }: Weighed<S>): boolean => statement === chosen;
  const [first, ...others] = [...weighed].sort(
    (left, right) => Number(isChosen(right)) - Number(isChosen(left)) || compareBy(order, left, right),
  );
  if (first === undefined) return null;
  const survivors: Weighed<S>[] = [first];
  const ranked = others.map((each): Ranked<S> => {
    const same = survivors.find((survivor) => saySame(survivor, each));
    if (same !== undefined) return { ...each, survives: false, agrees: true, lostBecause: null };
    if (keepsAll && !(isChosen(first) && first.subject === each.subject)) {
      survivors.push(each);
      return { ...each, survives: true, agrees: true, lostBecause: null };
    }
    const why = isChosen(first) ? "a data steward chose another" : wordsFor(each, first, criteria);
    return { ...each, survives: false, agrees: false, lostBecause: why };
  });
  const winner = { ...first, survives: true, agrees: true, lostBecause: null };
  return { winner, ranked: [winner, ...ranked] };
}

/** Whether two statements are about the same and say the same. */
export function saySame(left: Weighed, right: Weighed): boolean {
  return left.subject === right.subject && Sealed.same(left.normal, right.normal);
}

function compareBy(order: readonly Criterion[], left: Weighed, right: Weighed): number {
  for (const { compare } of order) {
    const difference = compare(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Everything of the rule by which the loser is worse, what decided last; where the rule is silent, what broke the tie. */
function wordsFor(loser: Weighed, winner: Weighed, criteria: readonly Criterion[]): string {
  const worse = criteria.filter(({ compare }) => compare(loser, winner) > 0).toReversed();
  const told = worse.length > 0 ? worse : TIE_BREAK.filter(({ compare }) => compare(loser, winner) > 0).slice(0, 1);
  return told.map(({ lost }) => lost(loser, winner)).join(" and ");
}
