import { ApolloServer, type HTTPGraphQLRequest, type HTTPGraphQLResponse } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { RequestContext } from "../context.js";
import { errorFormatter, type ReportInternal } from "./format-error.js";
import { MOST_TOKENS, operationLimits } from "./operation-limits.js";
import { sourcesExtension } from "./sources-extension.js";

export interface GraphServerOptions {
  readonly schema: GraphQLSchema;
  readonly introspection: boolean;
  readonly report: ReportInternal;
}

/** Executes operations that arrive over HTTP. Who calls has been settled before, and arrives as the context. */
export class GraphServer {
  readonly #apollo: ApolloServer<RequestContext>;

  constructor({ schema, introspection, report }: GraphServerOptions) {
    this.#apollo = new ApolloServer<RequestContext>({
      schema,
      introspection,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      persistedQueries: false,
      // No cookie ever authenticates a request, so a bearer token is itself the proof that no form sent it.
      csrfPrevention: { requestHeaders: ["authorization", "x-apollo-operation-name", "apollo-require-preflight"] },
      parseOptions: { maxTokens: MOST_TOKENS },
      validationRules: [operationLimits],
      formatError: errorFormatter(report),
      // The cache-control plugin listens at every field of every answer, for a header that says "no-store" in the end.
      plugins: [sourcesExtension, ApolloServerPluginCacheControlDisabled()],
    });
  }

  async start(): Promise<void> {
    await this.#apollo.start();
  }

  execute(httpGraphQLRequest: HTTPGraphQLRequest, context: RequestContext): Promise<HTTPGraphQLResponse> {
    return this.#apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context: () => Promise.resolve(context) });
  }

  async stop(): Promise<void> {
    await this.#apollo.stop();
  }
}
