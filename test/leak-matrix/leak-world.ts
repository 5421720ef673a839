import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import type { Bank } from "../../sandbox/bank/bank.js";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import type { SubgraphName } from "../../src/graph/subgraph-names.js";
import { startGateway, type Gateway } from "../../src/main/gateway.js";
import { sandboxConfig } from "../../src/main/sandbox-config.js";
import { BUILT_IN } from "../support/access-facts.js";
import { ownIssuer, type OwnIssuer } from "../support/own-issuer.js";
import { auditBytes } from "./audit-bytes.js";
import { CanaryBank, type Canary } from "./canary/canary-bank.js";
import type { Variants } from "./canary/markers.js";
import type { ByteSource } from "./collector.js";
import { consoleBytes } from "./console-bytes.js";
import { cursorBytes } from "./cursor-bytes.js";
import { fileBytes } from "./file-bytes.js";
import { REFEREE, REQUESTER, type Viewer } from "./viewers.js";

const CONTRACTS = fileURLToPath(new URL("../../schema/upstream", import.meta.url));
const EVERYTHING = fileURLToPath(new URL("everything-policy", import.meta.url));

/** A gateway of this world: the product, the product under a policy that shows everything, or one subgraph of the product. */
export type Door = "whole" | "reference" | SubgraphName;

export interface Exchange {
  readonly status: number;
  /** Everything that came back: the status, the headers and the body. */
  readonly bytes: string;
  readonly body: string;
}

export interface Sent {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface LeakWorld {
  readonly sandbox: Sandbox;
  readonly canaries: readonly Canary[];
  readonly bank: CanaryBank;
  /** Whatever leaves the process on other ways than as an answer. A further way is one more of these. */
  readonly sources: readonly ByteSource[];
  tokenOf(viewer: Viewer): string;
  readonly ask: (door: Door, viewer: Viewer, sent: Sent) => Promise<Exchange>;
  send(door: Door, path: string, request: RequestInit): Promise<Exchange>;
  /** The id of the one request for access that the table names; every door knows it. Null under other policies. */
  request(): Promise<string | null>;
  /** Bytes with every cursor written as what is sealed into it. */
  opened(bytes: string): string;
  /** How many events of the trail have been looked through. */
  readonly events: number;
  stop(): Promise<void>;
}

export interface LeakWorldOptions {
  /** A folder of policies in the place of the product's own. */
  readonly policies?: string;
  readonly variants?: Variants;
  /** Settings of the cache; the product's own unless told. */
  readonly cache?: object;
  /** Something more through which bytes leave, by those settings. */
  readonly further?: ByteSource;
}

const UNSPARED = { resilience: { callsPerMinute: 100_000, callsPerDay: 100_000_000 } };

/** What is otherwise than in the fixture: somebody is confidential, so that there is somebody to keep quiet about. */
const CHANGES = { "10000024": { confidentiality: "VIP" } } as const;

/** The bank of canaries, and gateways in front of it that start when they are first asked. */
export async function openLeakWorld({ policies, variants, cache, further }: LeakWorldOptions = {}): Promise<LeakWorld> {
  let bank: CanaryBank | undefined;
  const sandbox = await startSandbox({
    latency: "none",
    size: 1,
    bank: (made: Bank) => (bank = new CanaryBank(made, CHANGES, variants)).bank,
  });
  if (bank === undefined) throw new Error("the sandbox has made no bank");
  const canaryBank = bank;
  const issuer = await ownIssuer();
  await issuer.listen();
  const folder = mkdtempSync(join(tmpdir(), "leak-world-"));
  const logBytes = loggedBytes();
  const doors = new Map<Door, Promise<Gateway>>();
  const audit = auditBytes();
  const cursors = cursorBytes();
  const grantStore = join(folder, "grants.sqlite");
  const open = (door: Door): Promise<Gateway> => {
    const made = sandboxConfig(sandbox, {
      server: { deadlineMs: 20_000 },
      identityStore: join(folder, "identity.sqlite"),
      auditStore: join(folder, `audit-${door}.sqlite`),
      grantStore,
      // On a busy machine a second request would go out now and then, and calls would differ for no reason.
      resilience: { hedgeShare: 0 },
      // Thousands of questions in minutes: registries that are paid by the call would be spared, and show nothing.
      sources: Object.fromEntries(["tianyancha", "qichacha", "gleif"].map((registry) => [registry, UNSPARED])),
      ...(cache && { cache }),
    });
    const config = { ...made, audit: { ...made.audit, signingKeyFile: join(folder, `audit-${door}.pem`) } };
    audit.watch(config.audit);
    const chosen = door === "reference" ? EVERYTHING : policies;
    const access = { ...config.access, ...(chosen !== undefined && { policies: chosen }) };
    return startGateway(
      { ...config, access, tokens: issuer.settings },
      { contracts: CONTRACTS, policies: BUILT_IN },
      pino({ level: "trace", base: null }, logBytes.sink),
      null,
      door === "whole" || door === "reference" ? null : door,
    );
  };
  const at = (door: Door): Promise<Gateway> => {
    const known = doors.get(door) ?? open(door);
    doors.set(door, known);
    return known;
  };
  const console = consoleBytes();
  const send = async (door: Door, path: string, request: RequestInit): Promise<Exchange> => {
    const response = await fetch(`${(await at(door)).url}${path}`, request);
    const body = await response.text();
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return { status: response.status, body, bytes: `${response.status} ${response.statusText}\n${headers}\n\n${body}` };
  };
  const ask: LeakWorld["ask"] = (door, viewer, sent) =>
    send(door, "/graphql", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${tokenFor(issuer, viewer)}`,
        "x-purpose": viewer.purpose,
      },
      body: JSON.stringify(sent),
    });
  let requested: Promise<string | null> | undefined;
  return {
    sandbox,
    bank: canaryBank,
    canaries: canaryBank.canaries,
    sources: [
      logBytes,
      console,
      audit,
      cursors,
      fileBytes("grants' store", grantStore),
      ...(further === undefined ? [] : [further]),
    ],
    tokenOf: (viewer) => tokenFor(issuer, viewer),
    ask,
    send,
    request: () =>
      (requested ??= policies === undefined ? requestOn(ask, "10000001", REQUESTER) : Promise.resolve(null)),
    opened: (bytes) => cursors.opened(bytes),
    get events() {
      return audit.events;
    },
    stop: async () => {
      console.restore();
      cursors.restore();
      await audit.stop();
      await Promise.all([...doors.values()].map(async (door) => (await door).stop()));
      await Promise.all([sandbox.stop(), issuer.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks for access to a document's number of this customer, as whoever may; the id of the request. */
export async function requestOn(
  ask: LeakWorld["ask"],
  number: string,
  requester: Viewer,
  emergency = false,
): Promise<string> {
  const find = `{ customersByIdentifier(identifier: { type: CIF, value: "${number}" }) { edges { node { id } } } }`;
  const found = JSON.parse((await ask("reference", REFEREE, { query: find })).body) as {
    data: { customersByIdentifier: { edges: { node: { id: string } }[] } };
  };
  const [edge] = found.data.customersByIdentifier.edges;
  const input = { subjectId: edge?.node.id, fields: ["documents.number"], reason: "a case", minutes: 30, emergency };
  const query = "mutation ($input: AccessGrantInput!) { requestAccess(input: $input) { id } }";
  const { body } = await ask("whole", requester, { query, variables: { input } });
  const { data } = JSON.parse(body) as { data: { requestAccess: { id: string } } | null };
  if (data === null) throw new Error(`access could not be asked for: ${body.slice(0, 300)}`);
  return data.requestAccess.id;
}

function tokenFor(issuer: OwnIssuer, { subject, roles, orgUnit, channel, purpose }: Viewer): string {
  return issuer.sign(
    issuer.claims({
      sub: subject,
      roles,
      org_unit: orgUnit ?? undefined,
      channel,
      purposes: [purpose],
      azp: channel.toLowerCase(),
    }),
  );
}

/** Every line that the gateways write, at every level. */
function loggedBytes(): ByteSource & { readonly sink: Writable } {
  let lines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _, done) => {
      // A moment in milliseconds has the digits of many an amount.
      lines.push(chunk.toString("utf8").replace(/"time":\d+/u, ""));
      done();
    },
  });
  return {
    name: "log",
    sink,
    take: () => {
      const taken = lines;
      lines = [];
      return Promise.resolve(taken);
    },
  };
}
