import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { buildSchema, graphql } from "graphql";
import { GRAPHIQL_CSP } from "../../src/server/graphiql-csp.js";
import { builtPage } from "./built-page.js";

const SCHEMA = buildSchema(`
  type Query { customer(id: ID!): Customer }
  "One customer of the bank." type Customer { id: ID! displayName: String maskedFields: [MaskedField!]! }
  type MaskedField { field: String! reason: String! }
`);

const QUERY = `query Customer360($id: ID!) {
  customer(id: $id) {
    id
    displayName
    maskedFields { field reason }
  }
}
`;

const PERSONAS = [
  {
    id: "RM1",
    title: "Relationship manager, Jiangdong",
    channel: "RM_WORKBENCH",
    purposes: ["RELATIONSHIP_MANAGEMENT"],
    token: "token-of-rm1",
  },
  { id: "AN1", title: "Analyst", channel: "RM_WORKBENCH", purposes: ["ANALYTICS", "MARKETING"], token: "token-of-an1" },
];

const OPERATIONS = [
  {
    story: 1,
    name: "WhoIsHere",
    title: "Who stands before me",
    query: `query WhoIsHere($id: ID!) { customer(id: $id) { displayName } }\n`,
    variables: `{ "id": "P1" }`,
    persona: "RM1",
    purpose: "RELATIONSHIP_MANAGEMENT",
  },
  {
    story: 3,
    name: "Customer360",
    title: "Relationship manager's 360 page",
    query: QUERY,
    variables: `{\n  "id": "P1"\n}`,
    persona: "RM1",
    purpose: "RELATIONSHIP_MANAGEMENT",
  },
];

export interface TinyGraph {
  readonly origin: string;
  stop(): Promise<void>;
}

/** The smallest server that the page can stand on: one customer, clear for RM1 and masked for everybody else. */
export async function startTinyGraph(options: { readonly sandbox: boolean }): Promise<TinyGraph> {
  const dist = builtPage();
  const config = {
    endpoint: "/graphql",
    sandbox: options.sandbox ? { personas: PERSONAS } : null,
    operations: OPERATIONS,
  };
  const server = createServer((request, response) => {
    const path = request.url?.split("?")[0] ?? "";
    if (path === "/graphql") void answer(request, response);
    else if (path === "/graphiql/config.json") sendJson(response, 200, config);
    else sendFile(response, dist, path);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const persona = PERSONAS.find(({ token }) => request.headers.authorization === `Bearer ${token}`);
  const purpose = String(request.headers["x-purpose"]);
  if (persona === undefined) return sendJson(response, 401, { errors: [{ message: "Not authenticated." }] });
  if (!persona.purposes.includes(purpose)) {
    return sendJson(response, 403, { errors: [{ message: "The purpose is not among the token's." }] });
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as { query: string; variables?: Record<string, unknown> };
  const isManager = persona.id === "RM1";
  const customer = {
    id: "P1",
    displayName: isManager ? "王建国" : "王**",
    maskedFields: isManager ? [] : [{ field: "displayName", reason: "PURPOSE" }],
  };
  sendJson(
    response,
    200,
    await graphql({
      schema: SCHEMA,
      source: body.query,
      ...(body.variables ? { variableValues: body.variables } : {}),
      rootValue: { customer },
    }),
  );
}

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

function sendFile(response: ServerResponse, dist: string, path: string): void {
  const name = path === "/graphiql/" ? "index.html" : path.replace("/graphiql/", "");
  try {
    const content = readFileSync(join(dist, name));
    response.writeHead(200, {
      "content-security-policy": GRAPHIQL_CSP,
      "content-type": TYPES[extname(name)] ?? "application/octet-stream",
      "x-content-type-options": "nosniff",
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
