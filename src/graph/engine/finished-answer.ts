import type { ApolloServerPlugin } from "@apollo/server";
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { toIsoText } from "../../domain/instant.js";
import type { FreshnessRecord } from "../../domain/freshness.js";
import type { RequestContext } from "../context.js";
import { planAnswer, type AnswerPlan } from "./answer-plan.js";
import { finishAnswer, type MaskedPlaces } from "./answer-trail.js";

const NOTHING_MASKED: readonly MaskedPlaces[] = [];

/**
 * The last step of every answer: disclosed values are printed, and the answer tells under `extensions.c360` what was masked
 * in it, place by place, and which sources were asked and what came of it.
 */
export function finishedAnswer(schema: GraphQLSchema): ApolloServerPlugin<RequestContext> {
  const plans = new AnswerPlans(schema);
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response, contextValue: { session }, operation, document }) => {
          if (response.body.kind !== "single") return Promise.resolve();
          const { singleResult } = response.body;
          const { data, errors } = singleResult;
          const masked =
            data && operation && document
              ? finishAnswer(data, plans.of(operation, document), errors).masked
              : NOTHING_MASKED;
          const asked = session.sources.asked();
          const c360 = {
            ...(session.viewAs !== null && { viewAs: session.viewAs }),
            ...(masked.length > 0 && { masked }),
            ...(asked.length > 0 && { sources: asked.map(toShownSource) }),
          };
          if (Object.keys(c360).length > 0) singleResult.extensions = { ...singleResult.extensions, c360 };
          return Promise.resolve();
        },
      }),
  };
}

/** The plan of each operation, made once as long as its document is kept. */
class AnswerPlans {
  readonly #plans = new WeakMap<OperationDefinitionNode, AnswerPlan>();

  constructor(private readonly schema: GraphQLSchema) {}

  of(operation: OperationDefinitionNode, { definitions }: DocumentNode): AnswerPlan {
    let plan = this.#plans.get(operation);
    if (plan === undefined) {
      const fragments = definitions.filter(
        (each): each is FragmentDefinitionNode => each.kind === Kind.FRAGMENT_DEFINITION,
      );
      plan = planAnswer(this.schema, operation, Object.fromEntries(fragments.map((each) => [each.name.value, each])));
      this.#plans.set(operation, plan);
    }
    return plan;
  }
}

function toShownSource({ source, state, asOf, ageSeconds, servedFrom, reason }: FreshnessRecord) {
  return { source, state, asOf: asOf === null ? null : toIsoText(asOf), ageSeconds, servedFrom, reason };
}
