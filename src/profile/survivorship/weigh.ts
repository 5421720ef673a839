import type { Instant } from "../../domain/instant.js";
import { Sealed } from "../../domain/sealed.js";
import type { SourceFacts, SourceName } from "../../domain/source.js";
import type { Statement } from "../../domain/statement.js";
import type { SurvivorshipSettings } from "../../platform/config-survivorship.js";
import { recencyOf } from "./recency.js";
import type { Weighed } from "./weighed.js";

/** A statement as it comes to be weighed. */
export interface Unweighed<S extends Statement<unknown>> {
  readonly statement: S;
  readonly normal: Sealed<string>;
  readonly subject: string;
  readonly isDefective: boolean;
}

export interface Scales {
  readonly facts: ReadonlyMap<SourceName, Pick<SourceFacts, "trust">>;
  readonly recency: SurvivorshipSettings["recency"];
  readonly now: Instant;
}

/** What is left of a source's trust in a statement that something is wrong with. */
const DEFECTIVE = 0.5;

/** Puts trust, age and company to each statement. A source without facts is not trusted at all. */
export function weigh<S extends Statement<unknown>>(
  statements: readonly Unweighed<S>[],
  { facts, recency, now }: Scales,
): Weighed<S>[] {
  const alone = statements.map(({ statement, normal, subject, isDefective }) => ({
    statement,
    normal,
    subject,
    trust: (facts.get(statement.source)?.trust ?? 0) * (isDefective ? DEFECTIVE : 1),
    recency: recencyOf(statement.observedAt, now, recency),
  }));
  return alone.map((each) => {
    const strongest = new Map<SourceName, number>();
    for (const other of alone) {
      if (other.subject !== each.subject || !Sealed.same(other.normal, each.normal)) continue;
      const { source } = other.statement;
      strongest.set(source, Math.max(strongest.get(source) ?? 0, other.trust * other.recency));
    }
    // In one order whatever came first: sums of fractions hang on it.
    const support = [...strongest.values()].sort((left, right) => left - right).reduce((sum, trust) => sum + trust, 0);
    return { ...each, sources: strongest.size, support };
  });
}
