import {
  createSourceEventStream,
  execute,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from "graphql";
import type { StreamMessage } from "../audit/follow-audit.js";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import type { RecordLook } from "./finished-answer.js";
import { toLookRecord } from "./look-record.js";
import { MOST_TOKENS, operationLimits } from "./operation-limits.js";

export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Delivery {
  /** By which the subscriber says later that he has had it; null for what is no message. */
  readonly id: string | null;
  readonly payload: { readonly data?: unknown; readonly errors?: readonly GraphQLFormattedError[] };
}

type Format = (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
type Args = Omit<ExecutionArgs, "rootValue">;

const NOTHING_SEEN = { seen: new Map(), masked: [], grants: new Set<string>() } as const;

/**
 * Runs subscriptions: the same limits, the same errors and the same record as for every other operation. That somebody
 * listens is on record before he hears anything; what he hears is executed for him anew each time, under what is in force
 * by then.
 */
export class Subscriptions {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly record: RecordLook,
    private readonly format: Format,
  ) {}

  /** `fresh` makes the context of one message. Ends when the subscriber is gone, or with an error that says why. */
  async *run(
    request: SubscriptionRequest,
    context: RequestContext,
    fresh: () => RequestContext,
  ): AsyncGenerator<Delivery> {
    let document: DocumentNode | undefined;
    const answer = await this.#open(request, context).catch((error: unknown) => ({ errors: [toGraphQLError(error)] }));
    if ("document" in answer) document = answer.document;
    const errors = "errors" in answer ? (answer.errors ?? []).map((error) => this.#told(error)) : [];
    try {
      const operation = document && getOperationAST(document, request.operationName);
      const answered = { document, operation: operation ?? undefined, errors, trail: NOTHING_SEEN, tookMs: 0 };
      await this.record(toLookRecord(context, await context.session.ownId(), answered));
    } catch (error) {
      yield { id: null, payload: { errors: [this.#told(toGraphQLError(error))] } };
      return;
    }
    if (!("stream" in answer) || answer.stream === undefined) {
      yield { id: null, payload: { errors } };
      return;
    }
    for await (const message of answer.stream) yield await this.#deliver(message, answer.args, fresh());
  }

  async #open({ query, operationName, variables }: SubscriptionRequest, contextValue: RequestContext) {
    const document = parse(query, { maxTokens: MOST_TOKENS });
    const invalid = validate(this.schema, document, [...specifiedRules, operationLimits]);
    if (invalid.length > 0) return { document, errors: invalid };
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
      return {
        document,
        errors: [toGraphQLError(new CallerMistake("INVALID_ARGUMENT", "Only subscriptions are streamed."))],
      };
    const args: Args = { schema: this.schema, document, operationName, variableValues: variables, contextValue };
    const stream = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in stream)) return { document, errors: stream.errors ?? [] };
    return { document, args, stream: stream as AsyncIterable<StreamMessage> };
  }

  async #deliver(message: StreamMessage, args: Args, contextValue: RequestContext): Promise<Delivery> {
    const result = await execute({ ...args, contextValue, rootValue: message });
    const errors = result.errors?.map((error) => this.#told(error));
    return { id: message.id, payload: { data: result.data ?? null, ...(errors && { errors }) } };
  }

  #told(error: GraphQLError): GraphQLFormattedError {
    const code = error.originalError ? undefined : "GRAPHQL_VALIDATION_FAILED";
    const formatted = error.toJSON();
    // What went wrong before anything was executed has no place in an answer, and is told by what it was.
    const cause = error.path === undefined ? (error.originalError ?? error) : error;
    return this.format(code === undefined ? formatted : { ...formatted, extensions: { code } }, cause);
  }
}

function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError("", { originalError: error instanceof Error ? error : new Error("not an error") });
}
