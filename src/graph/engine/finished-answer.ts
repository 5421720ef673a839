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

/** What came before any operation was read: an address, a header or a body that is none. */
export async function recordUnread(context: RequestContext, record: RecordLook, code: string): Promise<void> {
  const errors = [{ message: "", extensions: { code } }];
  const unread = { document: undefined, operation: undefined, errors, trail: NOTHING_SEEN, tookMs: 0 };
  await record(toLookRecord(context, await context.session.ownId(), unread));
}

const NOTHING_SEEN: AnswerTrail = { seen: new Map(), masked: [], grants: new Set() };

/**
 * The last step of every answer: disclosed values are printed, the answer tells under `extensions.c360` what was masked in
 * it, place by place, and which sources were asked. Before any of it leaves, every use of a grant is counted and what was
 * seen is on record; where that cannot be done, one error leaves in the place of the answer. `handled` learns of each session
 * that came so far; of the context it would be given a copy.
 */
export function finishedAnswer(
  schema: GraphQLSchema,
  record: RecordLook,
  format: FormatError,
  handled: WeakSet<RequestContext["session"]>,
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
            data && operation && document
              ? finishAnswer(data, plans.of(operation, document), errors, contextValue.blanks)
              : NOTHING_SEEN;
          handled.add(session);
          const put = async (seen: AnswerTrail, said: readonly GraphQLFormattedError[]): Promise<void> => {
            const tookMs = performance.now() - startedAt;
            const answered = { document, operation, errors: said, trail: seen, tookMs };
            await record(toLookRecord(contextValue, await session.ownId(), answered));
          };
          const withhold = (error: unknown) => {
            const withheld = format({ message: "" }, error);
            response.body = { kind: "single", singleResult: { data: null, errors: [withheld] } };
            return withheld;
          };
          try {
            if (trail.grants.size > 0) await grants.use(caller, [...trail.grants]);
          } catch (error) {
            // Nothing of the answer leaves, and that it was refused is on record.
            const withheld = withhold(error);
            await put(NOTHING_SEEN, [withheld]).catch(withhold);
            return;
          }
          try {
            await put(trail, errors);
          } catch (error) {
            withhold(error);
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
