import type { ApolloServerPlugin } from "@apollo/server";
import type { DraftEvent } from "../../audit/event/audit-event.js";
import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { toIsoText } from "../../domain/instant.js";
import type { FreshnessRecord } from "../../domain/freshness.js";
import type { RequestContext } from "../context.js";
import { planAnswer, type AnswerPlan } from "./answer-plan.js";
import { finishAnswer, type AnswerTrail } from "./answer-trail.js";
import { toLookRecord } from "./look-record.js";

/** Puts the event of one operation on record. Throws AuditUnavailable, and then the answer must not leave. */
export type RecordLook = (event: DraftEvent) => Promise<void>;

type FormatError = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;

const NOTHING_SEEN: AnswerTrail = { seen: new Map(), masked: [], grants: new Set() };

/**
 * The last step of every answer: disclosed values are printed, the answer tells under `extensions.c360` what was masked in
 * it, place by place, and which sources were asked. Before any of it leaves, every use of a grant is counted and what was
 * seen is on record; where that cannot be done, one error leaves in the place of the answer.
 */
export function finishedAnswer(
  schema: GraphQLSchema,
  record: RecordLook,
  format: FormatError,
): ApolloServerPlugin<RequestContext> {
  const plans = new AnswerPlans(schema);
  return {
    requestDidStart: () => {
      const startedAt = performance.now();
      return Promise.resolve({
        willSendResponse: async ({ response, contextValue, operation, document }) => {
          if (response.body.kind !== "single") throw new Error("this graph has no incremental answers");
          const { session, grants, caller } = contextValue;
          const { data, errors = [] } = response.body.singleResult;
          const trail =
            data && operation && document ? finishAnswer(data, plans.of(operation, document), errors) : NOTHING_SEEN;
          try {
            if (trail.grants.size > 0) await grants.use(caller, [...trail.grants]);
            const tookMs = performance.now() - startedAt;
            await record(await toLookRecord(contextValue, { document, operation, errors, trail, tookMs }));
          } catch (error) {
            response.body = { kind: "single", singleResult: { data: null, errors: [format({ message: "" }, error)] } };
            return;
          }
          const { singleResult } = response.body;
          const asked = session.sources.asked();
          const c360 = {
            ...(session.viewAs !== null && { viewAs: session.viewAs }),
            ...(trail.masked.length > 0 && { masked: trail.masked }),
            ...(asked.length > 0 && { sources: asked.map(toShownSource) }),
          };
          if (Object.keys(c360).length > 0) singleResult.extensions = { ...singleResult.extensions, c360 };
        },
      });
    },
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

function toShownSource({ source, state, asOf, ageSeconds, servedFrom, reason, part }: FreshnessRecord) {
  return {
    source,
    state,
    asOf: asOf === null ? null : toIsoText(asOf),
    ageSeconds,
    servedFrom,
    reason,
    ...(part !== null && { part }),
  };
}
