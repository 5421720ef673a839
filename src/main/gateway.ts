import type { AddressInfo } from "node:net";
import type { FastifyInstance } from "fastify";
import type { Caller } from "../access/caller.js";
import { Cursors } from "../access/cursors.js";
import { HourlyAllowance } from "../access/hourly-allowance.js";
import { PolicyFieldReader } from "../access/policy-field-reader.js";
import { LookupProofs } from "../access/lookup-proof.js";
import type { RecordKey } from "../domain/membership.js";
import type { DraftEvent } from "../audit/event/audit-event.js";
import { ThirdParties } from "../access/third-parties.js";
import { StatementMarks } from "../access/overrides/statement-marks.js";
import { openAudit } from "../audit/open-audit.js";
import { toInstant, type Clock } from "../domain/instant.js";
import type { RequestContext } from "../graph/context.js";
import { FieldPaths } from "../graph/access/field-paths.js";
import { buildGraph } from "../graph/engine/build-graph.js";
import { buildSubgraph } from "../graph/engine/subgraph-schema.js";
import { GraphServer } from "../graph/engine/graph-server.js";
import type { SubgraphName } from "../graph/subgraph-names.js";
import { FeedFollower } from "../identity/feed/feed-follower.js";
import { FeedLog } from "../identity/feed/feed-log.js";
import { IdentityLinker } from "../identity/identity-linker.js";
import { PossibleRelations } from "../identity/possible-relations.js";
import { ResolutionReader } from "../identity/resolution.js";
import { Stewardship } from "../identity/stewardship.js";
import { IdentityResolver } from "../identity/identity-resolver.js";
import { fixedClock, systemClock } from "../platform/clock.js";
import type { Config } from "../platform/config-schema.js";
import type { Log } from "../platform/log.js";
import { Metrics } from "../platform/metrics.js";
import { TokenVerifier } from "../platform/tokens.js";
import { BusinessHours } from "../profile/business-hours.js";
import { Organisation } from "../profile/organisation.js";
import { RuleBook } from "../profile/survivorship/rule-book.js";
import { ProfileSession } from "../profile/profile-session.js";
import type { RequestDeadlines } from "../profile/request-sources.js";
import type { AssemblyLine } from "../rights/assembly-line.js";
import { buildServer } from "../server.js";
import type { GraphiqlParts } from "../server/graphiql-routes.js";
import { startAccessMasks } from "./access-masks.js";
import { startAccessPolicies } from "./access-policies.js";
import { openAnswerStore } from "./answer-store.js";
import { toMaskRecord, toPolicyRecord } from "./settings-record.js";
import { OpenParts } from "./open-parts.js";
import { toGatewayRecord } from "./gateway-record.js";
import { toRefusedRecord } from "./refused-caller.js";
import { recordLooks } from "./record-look.js";
import { openGrants } from "./grants.js";
import { openIdentity } from "./identity.js";
import { openRights, startAssembly } from "./rights.js";
import { publishSources } from "./source-metrics.js";
import { openOverrides } from "./overrides.js";
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
  /** The folder of the policies that come with the product. */
  readonly policies: string;
}

/**
 * Wires one gateway by hand out of its configuration, and listens. It serves the whole graph, or one subgraph of it. A
 * clock is given by who tells a story in which time passes; no configuration moves one.
 */
export async function startGateway(
  config: Config,
  paths: GatewayPaths,
  log: Log,
  graphiql: GraphiqlParts | null = null,
  subgraph: SubgraphName | null = null,
  clock: Clock = clockOf(config),
): Promise<Gateway> {
  const parts = new OpenParts();
  try {
    const app = await openServer({ config, paths, log, graphiql, subgraph, clock }, parts);
    await app.listen({ host: config.server.host, port: config.server.port });
    const { port } = app.server.address() as AddressInfo;
    return {
      url: `http://${config.server.host}:${port}`,
      stop: async () => {
        const impatience = setTimeout(() => app.server.closeAllConnections(), config.server.shutdownGraceMs);
        await app.close();
        clearTimeout(impatience);
        await parts.close();
      },
    };
  } catch (error) {
    await parts.close();
    throw error;
  }
}

interface Wiring {
  readonly config: Config;
  readonly paths: GatewayPaths;
  readonly log: Log;
  readonly graphiql: GraphiqlParts | null;
  readonly subgraph: SubgraphName | null;
  readonly clock: Clock;
}

/** Everything that a request meets, from the stores upwards; what is opened on the way is closed with `parts`. */
async function openServer(
  { config, paths, log, graphiql, subgraph, clock }: Wiring,
  parts: OpenParts,
): Promise<FastifyInstance> {
  const { currency, timeZone } = config.bank;
  const audit = await openAudit(config.audit, { clock, log, mayMakeKey: true, timeZone });
  parts.add(() => audit.close());
  const onRecord = (change: DraftEvent): void => {
    audit.trail.append(change).catch(() => log.error({}, "a change of settings is not on record"));
  };
  const policies = startAccessPolicies({
    settings: config.access,
    builtIn: paths.policies,
    log,
    onEvent: (event, version) => onRecord(toPolicyRecord(event, version)),
  });
  parts.add(() => policies.stop());
  const masks = startAccessMasks({
    file: config.access.masks,
    log,
    onEvent: (event) => onRecord(toMaskRecord(event, policies.version)),
  });
  parts.add(() => masks.stop());
  const granting = await openGrants(config.grants, policies, clock, log);
  parts.add(() => granting.close());
  const rights = await openRights(config, clock);
  parts.add(() => rights.close());
  const overriding = await openOverrides(config.survivorship.overrides, clock, log);
  parts.add(() => overriding.close());
  const identity = await openIdentity(config.identity, clock);
  parts.add(() => identity.close());
  const { index, writer, lookup } = identity;
  const upstreams = openSources(config, paths.contracts, clock, log);
  parts.add(() => upstreams.close());
  const { sources } = upstreams;
  const feeds = [sources.core, sources.loan, sources.card, sources.crm];
  const feedLog = new FeedLog(index.store, clock);
  const follower = new FeedFollower(feeds, writer, feedLog, log, config.identity.followEveryMs);
  parts.add(() => follower.stop());
  const metrics = new Metrics();
  publishSources(metrics, sources.register);
  const { answers, cache } = openAnswerStore(config.cache, sources.register, { clock, log, metrics });
  if (cache !== null) parts.add(() => cache.close());
  const tokens = new TokenVerifier(config.tokens, clock);
  parts.add(() => tokens.close());
  const whole = buildGraph();
  const fieldPaths = new FieldPaths(whole);
  const graph = new GraphServer({
    schema: subgraph === null ? whole : buildSubgraph(subgraph),
    introspection: config.server.introspection,
    record: recordLooks(audit.trail, config.audit.buffer),
    report: (id, error) => log.error({ id, ...framesOf(error) }, "internal error"),
  });
  await graph.start();
  parts.add(() => graph.stop());
  const directory = new IdentityResolver(index, new IdentityLinker(index, writer), lookup);
  const profile = {
    sources,
    directory,
    policy: policies,
    masks: masks.inForce,
    answers,
    organisation: new Organisation(sources.crm),
    businessHours: new BusinessHours(timeZone, config.bank.businessHours),
    clock,
    proofs: new LookupProofs(config.identity.secret, clock),
    grants: granting.desk,
    kindsAt: (field: string) => fieldPaths.kindsAt(field),
    overrides: overriding.desk,
    marks: new StatementMarks(config.identity.secret),
    book: new RuleBook(config.survivorship),
    currency,
    timeZone,
  };
  const { secret = config.identity.secret, formerSecrets, lifetimeSeconds } = config.cursors;
  const cursors = new Cursors({ current: secret, former: formerSecrets, lifetimeSeconds }, clock);
  const shared = {
    walks: new HourlyAllowance(config.lists.rowsPerHour, clock),
    lookUps: new HourlyAllowance(config.lists.lookupsPerHour, clock),
    searches: new HourlyAllowance(config.lists.searchesPerHour, clock),
    fieldPolicies: new PolicyFieldReader(policies.engine),
    sources: sources.register,
    grants: granting.desk,
    resolutions: new ResolutionReader(index.store, clock),
    relations: new PossibleRelations(index.store, clock, writer.parts),
    stewardship: new Stewardship(writer, clock),
    audit: audit.desk,
    fieldPaths,
    rights: { desk: rights.desk, begin: () => assembly?.begin() },
    overrides: overriding.desk,
    completeness: config.survivorship.completeness,
  };
  const openSession = (caller: Caller, deadlines: RequestDeadlines): RequestContext => ({
    caller,
    session: new ProfileSession(profile, caller, deadlines),
    cursors: cursors.of(caller),
    acts: [],
    blanks: [],
    gone: NEVER,
    lastEventId: null,
    ...shared,
  });
  const givesPackages = subgraph === null || subgraph === "rights";
  const assembly: AssemblyLine | null = givesPackages
    ? startAssembly({
        settings: config.rights,
        desk: rights.desk,
        openSession,
        thirdParties: new ThirdParties(policies, profile.masks),
        audit,
        auditLimits: config.audit.query,
        grants: granting.desk,
        clock,
        log,
      })
    : null;
  parts.add(() => assembly?.stop());
  follower.start();
  await audit.trail.append(toGatewayRecord("STARTED", config, policies.version));
  parts.add(() => audit.trail.append(toGatewayRecord("STOPPED", config, policies.version)).catch(() => undefined));
  return buildServer({
    graph,
    tokens,
    log,
    graphiql,
    metrics,
    changes: cache && { ...cache, secrets: config.cache.webhook, clock, log },
    bodyLimitBytes: config.server.bodyLimitBytes,
    limits: { page: config.server.deadlineMs, gated: config.server.gatedDeadlineMs },
    openSession,
    packages: givesPackages ? { record: (event) => audit.trail.append(event) } : null,
    recordRefused: async (claims, refusal, viewAs = null) => {
      const idOf = (record: RecordKey) => directory.idOf(record);
      await audit.trail.append(await toRefusedRecord(claims, refusal, { idOf, viewAs, version: policies.version }));
    },
    ready: { audit: () => audit.isReady(), tokens: () => tokens.isReady(), identity: () => index.isReachable() },
    degraded: cache === null ? {} : { cache: () => cache.trouble() },
  });
}

/** An answer of one piece is cut short by its deadlines; only a stream has a caller who may go. */
const NEVER = new AbortController().signal;

function clockOf({ clock: { fixedAt } }: Config): Clock {
  return fixedAt === undefined ? systemClock() : fixedClock(toInstant(fixedAt));
}
