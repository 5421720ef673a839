import type { AccessFacts } from "./access-facts.js";
import { actionsInScope } from "./action-scope.js";
import type { CedarQuestion } from "./cedar.js";
import { BANK_OPERATIONS } from "./operations.js";
import type { PolicyFacts } from "./policy-facts.js";
import type { PolicySet } from "./policy-set.js";
import { questionOfBank, questionOfCustomer } from "./question.js";
import { questionsIn, someQuestionsIn, spaceOf, WHOLE_SPACE } from "./question-space.js";

/** What is wrong with where a policy stands among the others. */
export interface RuleFinding {
  readonly policy: string;
  /** `unreachable`: it never decides anything. `shadowed`: whatever it permits, others permit as well. */
  readonly what: "unreachable" | "shadowed";
  /** The policies that permit the same. */
  readonly by: readonly string[];
}

/** How many questions are tried of a policy that nothing in its own space has made decide. */
const TRIED_AT_RANDOM = 3_000;

/**
 * Looks for permits that never matter and forbids that never apply, over the questions that each can tell apart. A forbid
 * that only repeats what is not permitted anyway is a safety net, and none of these.
 */
export function ruleFindings(set: PolicySet): readonly RuleFinding[] {
  return [...set.policies.values()].flatMap(
    (policy) => findingOf(set, policy, actionsInScope(set.schema, policy)) ?? [],
  );
}

function findingOf(set: PolicySet, policy: PolicyFacts, actions: readonly string[]): RuleFinding | null {
  const others = new Set<string>();
  let decides = false;
  for (const because of decisionsWith(set, policy, actions)) {
    decides = true;
    if (policy.effect === "forbid" || because.length === 1) return null;
    for (const id of because) if (id !== policy.id) others.add(id);
  }
  if (!decides) return { policy: policy.id, what: "unreachable", by: [] };
  return { policy: policy.id, what: "shadowed", by: [...others].toSorted((one, other) => (one < other ? -1 : 1)) };
}

/** By what each question was decided that this policy had a part in: first its own questions, then some of all. */
function* decisionsWith(set: PolicySet, policy: PolicyFacts, actions: readonly string[]) {
  let isFound = false;
  const decide = (facts: AccessFacts, action: string) => {
    const { allowed, because } = set.ask(asked(set, facts, action), action);
    return allowed === (policy.effect === "permit") && because.includes(policy.id) ? because : null;
  };
  for (const facts of questionsIn(spaceOf(policy))) {
    for (const action of actions) {
      const because = decide(facts, action);
      isFound ||= because !== null;
      if (because !== null) yield because;
    }
  }
  if (isFound) return;
  let turn = 0;
  for (const facts of someQuestionsIn(WHOLE_SPACE, TRIED_AT_RANDOM)) {
    const because = decide(facts, actions[turn++ % actions.length] ?? "");
    if (because !== null) yield because;
  }
}

const OF_THE_BANK: ReadonlySet<string> = new Set(BANK_OPERATIONS);

function asked(set: PolicySet, facts: AccessFacts, action: string): CedarQuestion {
  return OF_THE_BANK.has(action)
    ? questionOfBank(facts.caller, facts.businessHours, set.unitsNamed).toCedar()
    : questionOfCustomer(facts, set.unitsNamed).toCedar();
}
