import type { ApolloServerPlugin, HTTPGraphQLRequest, HTTPGraphQLResponse } from "@apollo/server";

const wellFormed = new WeakSet<HTTPGraphQLRequest>();

/** Remembers the requests that carry an operation, whether or not it can be read. */
export const noteWellFormed: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveSource: ({ request }) => {
        if (request.http !== undefined) wellFormed.add(request.http);
        return Promise.resolve();
      },
    }),
};

/**
 * The status as GraphQL over HTTP wants it: in `application/json`, which anything on the way may have written, 200 for
 * every well-formed request, whatever is wrong with the operation itself. `application/graphql-response+json` keeps 400.
 */
export function statusOf(request: HTTPGraphQLRequest, { status, headers }: HTTPGraphQLResponse): number {
  const isPlainJson = headers.get("content-type")?.startsWith("application/json") ?? false;
  return status === 400 && isPlainJson && wellFormed.has(request) ? 200 : (status ?? 200);
}
