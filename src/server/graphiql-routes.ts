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

/** GraphiQL under `/graphiql/`, from our own files, offline. */
export async function graphiqlRoutes(
  app: FastifyInstance,
  { page, operations, personas }: GraphiqlParts,
): Promise<void> {
  app.get("/graphiql", (_, reply) => reply.redirect("/graphiql/", 308));
  app.get("/graphiql/config.json", (_, reply) =>
    reply.header("cache-control", "no-store").send({
      endpoint: "/graphql",
      sandbox: personas === null ? null : { personas: personas() },
      operations: operations(),
    }),
  );
  await app.register(fastifyStatic, {
    root: page,
    prefix: "/graphiql/",
    setHeaders: (reply) => {
      reply.header("content-security-policy", GRAPHIQL_CSP);
      reply.header("x-content-type-options", "nosniff");
      reply.header("referrer-policy", "no-referrer");
    },
  });
}
