import type { SourceName } from "../../domain/source.js";
import type { SurvivorshipRule } from "./criterion.js";
import type { Weighed } from "./weighed.js";

/** The first source in the order that says anything; one that is not in it comes last. */
export function sourcePriority(order: readonly SourceName[]): SurvivorshipRule {
  const rank = ({ statement }: Weighed): number => {
    const position = order.indexOf(statement.source);
    return position === -1 ? order.length : position;
  };
  return {
    description: `The first source in the bank's order that says anything: ${order.join(", ")}.`,
    criteria: [
      { compare: (left, right) => rank(left) - rank(right), lost: () => "its source comes later in the bank's order" },
    ],
    keepsAll: false,
  };
}
