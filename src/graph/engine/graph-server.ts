import { ApolloServer, HeaderMap, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import type { GraphQLSchema } from "graphql";
import type { RequestContext } from "../context.js";
import { finishedAnswer, recordUnread, type RecordLook } from "./finished-answer.js";
import { errorFormatter, type ReportInternal } from "./format-error.js";
import { MOST_TOKENS, noSubscriptions, operationLimits } from "./operation-limits.js";
import { Subscriptions } from "./subscriptions.js";
import { noteWellFormed, statusOf } from "./well-formed.js";

export interface GraphServerOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly report: ReportInternal;
  readonly record: RecordLook;
}

/** Executes operations that arrive over HTTP. Who calls has been settled before, and arrives as the context. */
export class GraphServer {
  readonly #apollo: ApolloServer<RequestContext>;
  readonly #handled = new WeakSet<RequestContext["session"]>();
  readonly subscriptions: Subscriptions;
  readonly #format: ReturnType<typeof errorFormatter>;

  constructor(private readonly options: GraphServerOptions) {
    const { schema, introspection, report, record } = options;
    const format = (this.#format = errorFormatter(report));
    this.subscriptions = new Subscriptions(schema, record, format);
    this.#apollo = new ApolloServer<RequestContext>({
      schema,
      introspection,
      // Where the graph may not be listed, it is not to be guessed from "did you mean" either.
      hideSchemaDetailsFromClientErrors: !introspection,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      persistedQueries: false,
      // No cookie ever authenticates a request, so a bearer token is itself the proof that no form sent it.
      csrfPrevention: { requestHeaders: ["authorization", "x-apollo-operation-name", "apollo-require-preflight"] },
      parseOptions: { maxTokens: MOST_TOKENS },
      validationRules: [operationLimits, noSubscriptions],
      formatError: format,
      // The cache-control plugin listens at every field of every answer, for a header that says "no-store" in the end.
      plugins: [
        noteWellFormed,
        finishedAnswer(schema, record, format, this.#handled),
        ApolloServerPluginCacheControlDisabled(),
        ...(isSubgraph(schema) ? [tracesForRouters] : []),
      ],
    });
  }

  async start(): Promise<void> {
    await this.#apollo.start();
  }

  async execute(httpGraphQLRequest: HTTPGraphQLRequest, context: RequestContext): Promise<HTTPGraphQLResponse> {
    const response = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest,
      context: () => Promise.resolve(context),
    });
    const answer = { ...response, status: statusOf(httpGraphQLRequest, response) };
    return this.#handled.has(context.session) ? answer : this.#unread(context, answer);
  }

  /** What was refused before it was read as an operation is on record like every other refusal. */
  async #unread(context: RequestContext, answer: HTTPGraphQLResponse): Promise<HTTPGraphQLResponse> {
    try {
      await recordUnread(context, this.options.record, "BAD_REQUEST");
      return answer;
    } catch (error) {
      const headers = new HeaderMap([["content-type", "application/json; charset=utf-8"]]);
      const string = JSON.stringify({ errors: [this.#format({ message: "" }, error)] });
      return { status: 200, headers, body: { kind: "complete", string } };
    }
  }

  async stop(): Promise<void> {
    await this.#apollo.stop();
  }
}

/** Timings for a router that asks for them. What went wrong is not in them: the errors of the answer say what may be said. */
const tracesForRouters = ApolloServerPluginInlineTrace({ includeErrors: { masked: true } });

function isSubgraph(schema: GraphQLSchema): boolean {
  return schema.getQueryType()?.getFields()["_service"] !== undefined;
}
