import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { getStitchedSchemaFromSupergraphSdl } from "@graphql-tools/federation";
import { composeServices } from "@theguild/federation-composition";
import { graphql, parse, type GraphQLSchema } from "graphql";

export interface RoutedSubgraph {
  readonly name: string;
  readonly url: string;
  readonly document: string;
}

export interface Router {
  readonly url: string;
  /** What consumers see of the composed graph. */
  readonly schema: GraphQLSchema;
  /** The subgraph of each request that was made so far. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

/** What a caller's request says of him; a router forwards it and adds nothing. */
const FORWARDED = ["authorization", "x-purpose", "x-view-as"] as const;

interface RouterContext {
  readonly headers: IncomingHttpHeaders;
}

/** A Federation 2 router over running subgraphs: composes them, plans, and forwards who asks. Knows nothing of this graph. */
export async function startRouter(subgraphs: readonly RoutedSubgraph[], wanted = 0): Promise<Router> {
  const asked: string[] = [];
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: composed(subgraphs),
    httpExecutorOpts: ({ name }) => ({
      headers: (request) => forwarded((request?.context as RouterContext | undefined)?.headers ?? {}),
      fetch: (url, init) => {
        asked.push(name.toLowerCase());
        return fetch(url, init);
      },
    }),
  });
  const server = createServer((request, response) => void answer(schema, request, response));
  await new Promise<void>((resolve) => {
    server.listen(wanted, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    schema,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function composed(subgraphs: readonly RoutedSubgraph[]): string {
  const services = subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: parse(document) }));
  const { errors, supergraphSdl } = composeServices(services);
  if (errors) throw new Error(`the subgraphs do not compose: ${errors.map(({ message }) => message).join("; ")}`);
  return supergraphSdl;
}

function forwarded(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    FORWARDED.flatMap((name): [string, string][] => {
      const value = headers[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}

async function answer(schema: GraphQLSchema, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables?: Record<string, unknown> };
  const contextValue: RouterContext = { headers: request.headers };
  const result = await graphql({ schema, source: body.query, variableValues: body.variables, contextValue });
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(result));
}
