import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { Disclosed } from "../../src/access/disclosed.js";
import { planAnswer, type PlannedLevel } from "../../src/graph/engine/answer-plan.js";
import type { AnswerTrail } from "../../src/graph/engine/answer-trail.js";
import type * as real from "../../src/graph/engine/finished-answer.js";
import { toLookRecord } from "../../src/graph/engine/look-record.js";

type Bag = Record<string, unknown>;
type Real = typeof real;

/**
 * Prints disclosed values in their places, and does nothing else about them: no trail, no list of what was masked. The event
 * of the operation is stored all the same, with nothing seen: what storing costs is measured by the audit's own benchmark.
 */
export const finishedAnswer: Real["finishedAnswer"] = (schema, record, _format, handled) => {
  const plans = new WeakMap<OperationDefinitionNode, PlannedLevel>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ response, operation, document, contextValue }) => {
          if (response.body.kind !== "single" || !operation || !document) return;
          const { session } = contextValue;
          const { singleResult } = response.body;
          if (singleResult.data) print(singleResult.data, planOf(plans, schema, operation, document));
          handled.add(session);
          const { errors = [] } = singleResult;
          const answered = { document, operation, errors, trail: NOTHING_SEEN, tookMs: 0 };
          await record(toLookRecord(contextValue, await session.ownId(), answered));
          // What the sources answered is told either way: it is no matter of access.
          singleResult.extensions = { c360: { sources: session.sources.asked() } };
        },
      }),
  };
};

export const recordUnread: Real["recordUnread"] = () => Promise.resolve();

const NOTHING_SEEN: AnswerTrail = { seen: new Map(), masked: [], grants: new Set() };

function planOf(
  plans: WeakMap<OperationDefinitionNode, PlannedLevel>,
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): PlannedLevel {
  let plan = plans.get(operation);
  if (plan === undefined) {
    const fragments = document.definitions
      .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
      .map((each) => [each.name.value, each] as const);
    plan = planAnswer(schema, operation, Object.fromEntries(fragments)).root;
    plans.set(operation, plan);
  }
  return plan;
}

function print(value: unknown, level: PlannedLevel): void {
  const { leaves, branches } = level;
  if (Array.isArray(value)) {
    for (const each of value) print(each, level);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  const bag = value as Bag;
  for (const key of leaves.keys()) bag[key] = printed(bag[key]);
  for (const [key, below] of branches) print(bag[key], below);
}

function printed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(printed);
  return value instanceof Disclosed ? value.printed : value;
}
