import { SENSITIVE_KINDS, type SensitiveKind } from "../vocabulary.js";
import { expectedRendering, factsOfRow, type ExpectedDecision, type ExpectedRuling } from "./expected-decisions.js";
import type { PolicyEngine } from "./policy-engine.js";

/** Each way in which a set decides otherwise than its table expects, one line each. */
export function differencesFrom(
  rows: readonly (ExpectedDecision | ExpectedRuling)[],
  engine: PolicyEngine,
): readonly string[] {
  return rows.flatMap((row) =>
    ("operation" in row ? rulingDifferences(row, engine) : decisionDifferences(row, engine)).map(
      (difference) => `${row.case}: ${difference}`,
    ),
  );
}

function rulingDifferences(row: ExpectedRuling, engine: PolicyEngine): string[] {
  const { caller, ...facts } = factsOfRow(row);
  const { allowed, policies } = engine.decideOperation(caller, row.operation, facts, row.businessHours);
  const decided = allowed ? "allowed" : "denied";
  if (decided === row.expect) return [];
  return [`${row.operation} is ${decided} (by ${policies.join(", ")}); expected: ${row.expect}`];
}

function decisionDifferences(row: ExpectedDecision, engine: PolicyEngine): string[] {
  const { expect } = row;
  const terms = engine.decide(factsOfRow(row));
  const by = ` (by ${terms.policies.join(", ")})`;
  const found: string[] = [];
  const compare = (what: string, decided: string, expected: string | undefined) => {
    if (expected !== undefined && decided !== expected) found.push(`${what} is ${decided}${by}; expected: ${expected}`);
  };
  compare("level", terms.level, expect.level);
  compare("basis", terms.basis, expect.basis);
  const honoured = (counts: boolean | undefined) => (counts === undefined ? undefined : counts ? "counted" : "ignored");
  compare("a grant", honoured(terms.grantsHonoured) ?? "", honoured(expect.grants));
  const opens = (kind: SensitiveKind) => (terms.requestable.has(kind) ? "opens it" : "opens nothing");
  for (const kind of SENSITIVE_KINDS) {
    const expected = expectedRendering(row, kind);
    if (expected === undefined) found.push(`the table forgets ${kind}`);
    compare(kind, terms.rendering.get(kind) ?? "DENIED", expected);
    if (expected !== undefined && expected !== "CLEAR") compare(`a grant for ${kind}`, opens(kind), opening(row, kind));
    compare(`the reason for ${kind}`, terms.reasons.get(kind) ?? "none", expect.reasons[kind]);
  }
  return found;
}

/** Undefined where the table does not ask. */
function opening({ expect: { closedToGrants } }: ExpectedDecision, kind: SensitiveKind): string | undefined {
  if (closedToGrants === undefined) return undefined;
  return closedToGrants === "OTHERS" || closedToGrants.includes(kind) ? "opens nothing" : "opens it";
}
