import { statementsOf } from "./cedar.js";
import { policyFacts, type PolicyFacts } from "./policy-facts.js";
import type { PolicyProblem } from "./policy-problem.js";
import { excessIn } from "./statement.rule.js";

/** One policy as it is written, and where. */
export interface PolicyStatement {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly facts: PolicyFacts;
}

/** Reads one file's policies; what is wrong with it is added to the problems. */
export function readStatements(file: string, text: string, problems: PolicyProblem[]): readonly PolicyStatement[] {
  const excess = excessIn(text);
  if (excess !== null) {
    problems.push({ file, line: lineAt(text, excess.at), policy: null, why: excess.why });
    return [];
  }
  const { statements, faults } = statementsOf(text);
  for (const { at, why } of faults) problems.push({ file, line: lineAtByte(text, at), policy: null, why });
  return placed(text, statements).flatMap(([at, statement]) => {
    const line = lineAt(text, at);
    const read = policyFacts(statement);
    if ("facts" in read) return [{ file, line, text: statement, facts: read.facts }];
    problems.push({ file, line, policy: read.id || null, why: read.why });
    return [];
  });
}

/** The line of a byte within a text, counted from 1; null where no byte was told. */
export function lineAtByte(text: string, at: number | null): number | null {
  return at === null ? null : lineAt(Buffer.from(text).subarray(0, at).toString("utf8"), Infinity);
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

/** Cedar returns the statements sorted by names of its own; here they stand as they are written. */
function placed(text: string, statements: readonly string[]): readonly (readonly [at: number, statement: string])[] {
  const found = statements.map((statement) => [text.indexOf(statement), statement] as const);
  return found.toSorted(([one], [other]) => one - other);
}
