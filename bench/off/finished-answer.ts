import type { ApolloServerPlugin } from "@apollo/server";
import { Kind, type FragmentDefinitionNode, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import { Disclosed } from "../../src/access/disclosed.js";
import type { RequestContext } from "../../src/graph/context.js";
import { planAnswer, type PlannedLevel } from "../../src/graph/engine/answer-plan.js";

type Bag = Record<string, unknown>;

/** Prints disclosed values in their places and does nothing else: no trail, no list of what was masked. */
export function finishedAnswer(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const plans = new WeakMap<OperationDefinitionNode, PlannedLevel>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response, operation, document, contextValue: { session } }) => {
          if (response.body.kind !== "single" || !operation || !document) return Promise.resolve();
          const { singleResult } = response.body;
          let plan = plans.get(operation);
          if (plan === undefined) {
            const fragments = document.definitions
              .filter((each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION)
              .map((each) => [each.name.value, each] as const);
            plan = planAnswer(schema, operation, Object.fromEntries(fragments)).root;
            plans.set(operation, plan);
          }
          if (singleResult.data) print(singleResult.data, plan);
          // What the sources answered is told either way: it is no matter of access.
          singleResult.extensions = { c360: { sources: session.sources.asked() } };
          return Promise.resolve();
        },
      }),
  };
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
