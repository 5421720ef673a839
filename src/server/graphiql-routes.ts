import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { GRAPHIQL_CSP } from "./graphiql-csp.js";
import type { StoryOperation } from "./story-operations.js";

/** A persona of the sandbox, ready to be acted as. */
export interface Persona {
  readonly id: string;
  readonly title: string;
  readonly channel: string;
  readonly purposes: readonly string[];
  readonly token: string;
}

export interface GraphiqlParts {
  /** The folder of the built page. */
  readonly page: string;
  readonly operations: () => readonly StoryOperation[];
  /** Null outside the sandbox: then there is no picker, and the page asks for a token. */
  readonly personas: (() => readonly Persona[]) | null;
}

/** Every answer under `/graphiql` carries these, the page's workers included: each obeys its own response's policy. */
const HEADERS = {
  "content-security-policy": GRAPHIQL_CSP,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

/** GraphiQL under `/graphiql/`, from our own files, offline. */
export async function graphiqlRoutes(
  app: FastifyInstance,
  { page, operations, personas }: GraphiqlParts,
): Promise<void> {
  await app.register(async (routes) => {
    routes.addHook("onRequest", async (_, reply) => {
      reply.headers(HEADERS);
    });
    routes.get("/graphiql", (_, reply) => reply.redirect("/graphiql/", 308));
    routes.get("/graphiql/config.json", (_, reply) =>
      reply.header("cache-control", "no-store").send({
        endpoint: "/graphql",
        sandbox: personas === null ? null : { personas: personas() },
        operations: operations(),
      }),
    );
    await routes.register(fastifyStatic, { root: page, prefix: "/graphiql/", dotfiles: "ignore" });
  });
}
