/** One thing that is wrong with a set of policies, and where. */
export interface PolicyProblem {
  readonly file: string;
  readonly line: number | null;
  readonly policy: string | null;
  readonly why: string;
}

/** A set is taken whole or refused whole: this is the refusal, with everything that was found. */
export class PoliciesRefused extends Error {
  override readonly name = "PoliciesRefused";

  constructor(readonly problems: readonly PolicyProblem[]) {
    super(["The policies are refused:", ...problems.map((problem) => `  ${problemLine(problem)}`)].join("\n"));
  }
}

export function problemLine({ file, line, policy, why }: PolicyProblem): string {
  const place = line === null ? file : `${file}:${line}`;
  return policy === null ? `${place}: ${why}` : `${place}: policy ${policy}: ${why}`;
}
