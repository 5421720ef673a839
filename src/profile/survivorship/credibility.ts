import type { SourceName } from "../../domain/source.js";
import { saySame, type Choice } from "./choose.js";
import type { AttributeStatement } from "./stated.js";

/** One factor of the product, with what it adds to the figure or takes from it. */
export interface CredibilityFactor {
  readonly name: "TRUST" | "RECENCY" | "AGREEMENT";
  readonly value: number;
  readonly contribution: number;
  readonly source: SourceName | null;
}

export interface Credibility {
  /** 0 to 1, to two places. */
  readonly value: number;
  readonly factors: readonly CredibilityFactor[];
}

/** The survivor's trust × what its age has left × the trusted share of the sources that say the same of it. */
export function credibilityOf({ winner, ranked }: Choice<AttributeStatement>): Credibility {
  const voices = new Map<string, { readonly trust: number; readonly agrees: boolean }>();
  for (const each of ranked) {
    if (each.subject !== winner.subject) continue;
    const agrees = saySame(each, winner);
    // A source that says it twice has one voice, one that says two things has two.
    const said = ranked.findIndex((other) => saySame(other, each));
    const key = `${said} ${each.statement.source}`;
    const before = voices.get(key);
    if (before === undefined || before.trust < each.trust) voices.set(key, { trust: each.trust, agrees });
  }
  const all = [...voices.values()].sort((left, right) => left.trust - right.trust);
  const total = all.reduce((sum, { trust }) => sum + trust, 0);
  const agreeing = all.reduce((sum, { trust, agrees }) => sum + (agrees ? trust : 0), 0);
  const agreement = total === 0 ? 0 : agreeing / total;
  const { trust, recency } = winner;
  const { source } = winner.statement;
  return {
    value: rounded(trust * recency * agreement, 2),
    factors: [
      { name: "TRUST", value: trust, contribution: trust, source },
      { name: "RECENCY", value: recency, contribution: trust * recency - trust, source },
      { name: "AGREEMENT", value: agreement, contribution: trust * recency * (agreement - 1), source: null },
    ],
  };
}

export function rounded(value: number, places: number): number {
  return Number(value.toFixed(places)) + 0;
}
