import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/main.js";
import type { Clock } from "../../src/domain/instant.js";
import { startGateway } from "../../src/main/gateway.js";
import { graphiqlForSandbox, graphiqlForTokens, type GraphiqlPaths } from "../../src/main/graphiql.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { BUILT_IN } from "./access-facts.js";
import { builtPage } from "./built-page.js";
import { recordingLog, type LogLine } from "./recording-log.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The data that an operation brought back, read by paths as a test tells its story. */
// The shape of an answer is what a journey asserts; declaring it first would only say the same twice.
// oxlint-disable-next-line typescript/no-explicit-any
export type Data = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came, for tests that look for what must not be in it. */
  readonly text: string;
  readonly data: Data;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Data;
  }[];
  readonly extensions: Data;
}

/** Somebody with a token who asks the gateway over HTTP, like any client. */
export interface Asker {
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
}

export interface AskerOptions {
  readonly purpose?: string;
  readonly purposes?: readonly string[];
  /** In whose place he asks to look, such as `TELLER; COUNTER_SERVICE`. */
  readonly viewAs?: string;
}

export interface World {
  readonly url: string;
  readonly sandbox: Sandbox;
  /** What the gateway has logged so far. */
  readonly logged: readonly LogLine[];
  as(persona: string, options?: AskerOptions): Asker;
  /** Our own id of a customer, found by his customer number as his manager would. */
  customerId(customerNumber: string, manager: string): Promise<string>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly sandbox?: SandboxOptions;
  readonly server?: object;
  readonly lists?: object;
  readonly cursors?: object;
  /** A bank that is there already, and stays when this gateway goes. */
  readonly beside?: Sandbox;
  readonly identityStore?: string;
  readonly grantStore?: string;
  readonly auditStore?: string;
  /** Settings of requests of people for their own data; all in memory unless told. */
  readonly rights?: object;
  /** For stories in which time passes; the fixture's moment, standing still, unless told. */
  readonly clock?: Clock;
  readonly resilience?: object;
  /** Settings of single sources, laid over those of the sandbox. */
  readonly sources?: Readonly<Record<string, object>>;
  /** Settings of the cache. Off unless given: journeys that count calls want every answer live. */
  readonly cache?: object;
  /** The settings under `access`: policies, candidates, masks. */
  readonly access?: object;
  /** Serves the page at /graphiql, as `demo` does (with the sandbox's personas) or as `serve` does (for a token). */
  readonly graphiql?: "personas" | "token";
  /** Another issuer than the sandbox's own. */
  readonly tokens?: { readonly issuer: string; readonly audience: string; readonly jwksUri: string };
}

/** A whole bank and a gateway on it, in this process, over real HTTP on free ports. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { beside, server = {}, graphiql, tokens, clock, cache = { enabled: false }, ...settings } = options;
  const sandbox = beside ?? (await startSandbox({ latency: "none", size: 1_000, ...options.sandbox }));
  // Otherwise the first list of the whole bank waits for its figures, on a busy machine for too long.
  await sandbox.prepareLists();
  const { log, lines } = recordingLog();
  const config = sandboxConfig(sandbox, { ...settings, server: { deadlineMs: 5_000, ...server }, cache });
  const withPersonas = graphiql === "personas" ? graphiqlForSandbox(sandbox, pagePaths()) : null;
  const page = graphiql === "token" ? graphiqlForTokens(pagePaths()) : withPersonas;
  const gateway = await startGateway(
    { ...config, ...(tokens && { tokens }) },
    { contracts: `${ROOT}schema/upstream`, policies: BUILT_IN },
    log,
    page,
    null,
    clock,
  );
  await withPersonas?.meetCustomers(gateway.url);
  const as = askingAt(gateway.url, sandbox);
  return {
    url: gateway.url,
    sandbox,
    logged: lines,
    as,
    customerId: async (customerNumber, manager) => {
      const { data } = await as(manager).ask(FIND, { identifier: { type: "CIF", value: customerNumber } });
      return data.customersByIdentifier.edges[0].node.id;
    },
    stop: async () => {
      await gateway.stop();
      if (beside === undefined) await sandbox.stop();
    },
  };
}

function pagePaths(): GraphiqlPaths {
  return { stories: `${ROOT}schema/operations/stories`, graphiql: builtPage() };
}

/** Everybody of the sandbox bank, each with his token, in front of the server at `url`. */
export function askingAt(url: string, sandbox: Sandbox): World["as"] {
  return (persona, { purpose, purposes, viewAs } = {}) => {
    const token = sandbox.tokenFor(persona, purposes === undefined ? {} : { purposes: [...purposes] as never });
    const stated = purpose ?? sandbox.personas().find(({ id }) => id === persona)?.purposes[0];
    return {
      ask: (query, variables) =>
        post(url, { token, ...(stated !== undefined && { purpose: stated }), viewAs, query, variables }),
    };
  };
}

const FIND = `query Find($identifier: IdentifierInput!) {
  customersByIdentifier(identifier: $identifier) { edges { node { id } } }
}`;

/** The operation of a story, as GraphiQL offers it. */
export function story(file: string): string {
  return readFileSync(`${ROOT}schema/operations/stories/${file}.graphql`, "utf8");
}

export interface Post {
  readonly token?: string | undefined;
  /** The whole header, instead of a token. */
  readonly authorization?: string | undefined;
  readonly purpose?: string | undefined;
  readonly viewAs?: string | undefined;
  readonly query: string;
  readonly variables?: Record<string, unknown> | undefined;
}

/** One operation over HTTP; the answer is read whatever its status. */
export async function post(url: string, { token, purpose, viewAs, query, variables, ...given }: Post): Promise<Answer> {
  const authorization = token === undefined ? given.authorization : `Bearer ${token}`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(authorization !== undefined && { authorization }),
      ...(purpose !== undefined && { "x-purpose": purpose }),
      ...(viewAs !== undefined && { "x-view-as": viewAs }),
    },
    body: JSON.stringify({ query, ...(variables !== undefined && { variables }) }),
  });
  const text = await response.text();
  const body = JSON.parse(text) as Partial<Answer>;
  return {
    status: response.status,
    headers: response.headers,
    text,
    data: body.data ?? null,
    errors: body.errors ?? [],
    extensions: body.extensions ?? {},
  };
}
