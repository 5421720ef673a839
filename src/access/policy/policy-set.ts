import { createHash } from "node:crypto";
import { slicesOf } from "./action-scope.js";
import { faultsOf, ParsedPolicies, type CedarAnswer, type CedarQuestion } from "./cedar.js";
import { entitiesNamed } from "./entities-named.js";
import type { PolicyFacts } from "./policy-facts.js";
import { PoliciesRefused, type PolicyProblem } from "./policy-problem.js";
import { lineAtByte, readStatements, type PolicyStatement } from "./policy-statement.js";

/** Texts of policies by their files' names, and the schema that they must fit. */
export interface PolicyTexts {
  readonly schema: string;
  readonly files: ReadonlyMap<string, string>;
}

/** No bank's rules are this many; a folder that holds more is not a folder of policies. */
const MOST_POLICIES = 500;

/** One whole, checked set of policies, ready to be asked. */
export class PolicySet {
  /** In the order of the files' names and of the policies in each. */
  readonly policies: ReadonlyMap<string, PolicyFacts>;
  /** The only units whose staff any policy treats apart. */
  readonly unitsNamed: ReadonlySet<string>;
  /** Actions of one slice get one answer to one question. */
  readonly slices: ReadonlyMap<string, string>;
  readonly #parsed: ParsedPolicies;

  private constructor(
    /** Changes with every change of any text. */
    readonly version: string,
    readonly schema: string,
    statements: readonly PolicyStatement[],
  ) {
    this.policies = new Map(statements.map(({ facts }) => [facts.id, facts]));
    this.unitsNamed = entitiesNamed(
      "Unit",
      [...this.policies.values()].map(({ structure }) => structure),
    );
    this.slices = slicesOf(schema, [...this.policies.values()]);
    this.#parsed = new ParsedPolicies(schema, textsById(statements));
  }

  /** Throws PoliciesRefused with every problem that was found: a set is never taken in part. */
  static compile({ schema, files }: PolicyTexts): PolicySet {
    const problems: PolicyProblem[] = [];
    const texts = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
    const statements = texts.flatMap(([file, text]) => readStatements(file, text, problems));
    if (problems.length === 0) problems.push(...sizeProblems(statements), ...doubleIds(statements));
    if (problems.length === 0) problems.push(...schemaProblems(schema, statements));
    if (problems.length > 0) throw new PoliciesRefused(problems);
    const version = createHash("sha256")
      .update(JSON.stringify([schema, texts]))
      .digest("hex")
      .slice(0, 16);
    return new PolicySet(version, schema, statements);
  }

  ask(question: CedarQuestion, action: string): CedarAnswer {
    return this.#parsed.ask(question, action);
  }

  /** After this it must not be asked any more. */
  putAway(): void {
    this.#parsed.putAway();
  }
}

function textsById(statements: readonly PolicyStatement[]): Readonly<Record<string, string>> {
  return Object.fromEntries(statements.map(({ facts, text }) => [facts.id, text]));
}

function sizeProblems({ length }: readonly PolicyStatement[]): PolicyProblem[] {
  if (length > 0 && length <= MOST_POLICIES) return [];
  const why = length === 0 ? "there is no policy" : `there are more than ${MOST_POLICIES} policies`;
  return [{ file: "(folder)", line: null, policy: null, why }];
}

function doubleIds(statements: readonly PolicyStatement[]): PolicyProblem[] {
  const taken = new Set<string>();
  return statements.flatMap(({ file, line, facts: { id } }) => {
    const isTaken = taken.has(id);
    taken.add(id);
    return isTaken ? [{ file, line, policy: id, why: "another policy has the same @id" }] : [];
  });
}

function schemaProblems(schema: string, statements: readonly PolicyStatement[]): PolicyProblem[] {
  const byId = new Map(statements.map((statement) => [statement.facts.id, statement]));
  return faultsOf(schema, textsById(statements)).map(({ policy, at, why }) => {
    const statement = policy === null ? undefined : byId.get(policy);
    if (statement === undefined) return { file: "(schema)", line: null, policy, why };
    const { file, line, text } = statement;
    return { file, line: line - 1 + (lineAtByte(text, at) ?? 1), policy, why };
  });
}
