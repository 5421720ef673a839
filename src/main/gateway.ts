import type { AddressInfo } from "node:net";
import { LookupProofs } from "../access/lookup-proof.js";
import { toInstant, type Clock } from "../domain/instant.js";
import { buildGraph } from "../graph/engine/build-graph.js";
import { buildSubgraph } from "../graph/engine/subgraph-schema.js";
import { GraphServer } from "../graph/engine/graph-server.js";
import type { SubgraphName } from "../graph/subgraph-names.js";
import { FeedFollower } from "../identity/feed/feed-follower.js";
import { FeedLog } from "../identity/feed/feed-log.js";
import { IdentityLinker } from "../identity/identity-linker.js";
import { IdentityResolver } from "../identity/identity-resolver.js";
import { fixedClock, systemClock } from "../platform/clock.js";
import type { Config } from "../platform/config-schema.js";
import type { Log } from "../platform/log.js";
import { TokenVerifier } from "../platform/tokens.js";
import { ProfileSession } from "../profile/profile-session.js";
import { buildServer } from "../server.js";
import type { GraphiqlParts } from "../server/graphiql-routes.js";
import { openIdentity } from "./identity.js";
import { openSources } from "./upstreams.js";

/** Where an error of ours arose. Its message stays out of the log: it may quote a value. */
function framesOf(error: unknown): { readonly name: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, frames: [] };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line));
  return { name: error.name, frames: frames.map((line) => line.trim()) };
}

export interface Gateway {
  /** "http://127.0.0.1:4000" */
  readonly url: string;
  /** Takes no more requests, finishes those in flight, then lets go of everything. */
  stop(): Promise<void>;
}

export interface GatewayPaths {
  /** The folder of the upstreams' contracts. */
  readonly contracts: string;
}

/** Wires one gateway by hand out of its configuration, and listens. It serves the whole graph, or one subgraph of it. */
export async function startGateway(
  config: Config,
  paths: GatewayPaths,
  log: Log,
  graphiql: GraphiqlParts | null = null,
  subgraph: SubgraphName | null = null,
): Promise<Gateway> {
  const { fixedAt } = config.clock;
  const clock: Clock = fixedAt === undefined ? systemClock() : fixedClock(toInstant(fixedAt));
  const identity = await openIdentity(config.identity, clock);
  const { index, writer, lookup } = identity;
  const directory = new IdentityResolver(index, new IdentityLinker(index, writer), lookup);
  const open = openSources(config.sources, paths.contracts, clock, log);
  const { sources } = open;
  const feeds = [sources.core, sources.loan, sources.card, sources.crm];
  const feedLog = new FeedLog(index.store, clock);
  const follower = new FeedFollower(feeds, writer, feedLog, log, config.identity.followEveryMs);
  const tokens = new TokenVerifier(config.tokens, clock);
  const graph = new GraphServer({
    schema: subgraph === null ? buildGraph() : buildSubgraph(subgraph),
    introspection: config.server.introspection,
    report: (id, error) => log.error({ id, ...framesOf(error) }, "internal error"),
  });
  await graph.start();
  const { currency, timeZone } = config.bank;
  const proofs = new LookupProofs(config.identity.secret, clock);
  const profile = { sources, directory, clock, proofs, currency, timeZone };
  const app = await buildServer({
    graph,
    tokens,
    log,
    graphiql,
    bodyLimitBytes: config.server.bodyLimitBytes,
    limits: { page: config.server.deadlineMs, gated: config.server.gatedDeadlineMs },
    openSession: (caller, deadlines) => ({
      caller,
      session: new ProfileSession(profile, caller, deadlines),
      sources: sources.register,
    }),
    ready: { tokens: () => tokens.isReady(), identity: () => index.isReachable() },
  });
  const release = async (): Promise<void> => {
    await Promise.all([graph.stop(), follower.stop()]);
    await Promise.all([open.close(), tokens.close(), identity.close()]);
  };
  try {
    await app.listen({ host: config.server.host, port: config.server.port });
  } catch (error) {
    await release();
    throw error;
  }
  follower.start();
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${config.server.host}:${port}`,
    stop: async () => {
      const impatience = setTimeout(() => app.server.closeAllConnections(), config.server.shutdownGraceMs);
      await app.close();
      clearTimeout(impatience);
      await release();
    },
  };
}
