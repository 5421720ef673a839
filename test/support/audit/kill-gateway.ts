import { writeFileSync } from "node:fs";
import { stringify } from "yaml";
import type { Sandbox } from "../../../sandbox/main.js";
import type { AuditEvent } from "../../../src/audit/event/audit-event.js";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import type { AuditReads } from "../../../src/audit/store/audit-store.js";
import { openAuditReads } from "../../../src/audit/store/open-reads.js";
import { verifyStore } from "../../../src/audit/verify/verify-store.js";
import { sandboxConfig } from "../../../src/main/sandbox-config.js";
import { auditConfig } from "../../../src/platform/config-audit.js";
import { runProgram } from "../program.js";
import { post } from "../world.js";

export interface GatewayKills {
  readonly kills: number;
  readonly answered: number;
  /** Answers that a client holds and the trail does not know, or knows of another customer or number. */
  readonly missing: number;
  readonly events: number;
  readonly verdict: string;
}

interface Held {
  readonly name: string;
  readonly customerId: string;
}

const AT_ONCE = 6;
const LATEST_MS = 250;

/** A name for each request, without digits: an event does not keep those. */
function nameOf(count: number): string {
  let letters = "";
  for (let rest = count; rest > 0; rest = Math.floor(rest / 26)) letters += String.fromCharCode(97 + (rest % 26));
  return `Look_${letters}`;
}

/**
 * Kills a gateway at random points while clients ask it, and starts it anew on the same trail, again and again; then looks
 * for the event of every answer that reached somebody.
 */
export async function killGateway(sandbox: Sandbox, folder: string, kills: number): Promise<GatewayKills> {
  const store = `${folder}/audit.sqlite`;
  const config = `${folder}/gateway.yaml`;
  const pem = newSigningKeyPem();
  writeFileSync(`${folder}/key.pem`, pem, { mode: 0o600 });
  const { audit, ...rest } = sandboxConfig(sandbox, {
    identityStore: `${folder}/identity.sqlite`,
    server: { deadlineMs: 20_000 },
    log: { level: "info" },
  });
  // Sealed every second, so that kills come while it is sealed as well.
  const own = { ...audit, store, signingKeyFile: `${folder}/key.pem`, sealEverySeconds: 1, timeoutMs: 10_000 };
  writeFileSync(config, stringify(JSON.parse(JSON.stringify({ ...rest, audit: own }))));
  const held: Held[] = [];
  let asked = 0;
  const token = sandbox.tokenFor("RM1");
  const ask = async (url: string): Promise<void> => {
    const name = nameOf((asked += 1));
    const query = `query ${name} { customersByIdentifier(identifier: { type: CIF, value: "10000001" }) { edges { node { id displayName } } } }`;
    const answer = await post(url, { token, purpose: "RELATIONSHIP_MANAGEMENT", query }).catch(() => null);
    const customerId: unknown = answer?.data?.customersByIdentifier?.edges[0]?.node.id;
    if (typeof customerId === "string") held.push({ name, customerId: customerId.replace(/^cus_/, "") });
  };
  for (let kill = 0; kill < kills; kill += 1) {
    const gateway = runProgram(["serve", "--config", config]);
    const [, url = ""] = await gateway.waitFor(/"url":"([^"]+)"/);
    const before = held.length;
    const killed = new AbortController();
    const clients = Array.from({ length: AT_ONCE }, async () => {
      while (!killed.signal.aborted) await ask(url);
    });
    while (held.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * LATEST_MS));
    gateway.signal("SIGKILL");
    killed.abort();
    await gateway.ended;
    await Promise.all(clients);
  }
  const open = openAuditReads(auditConfig.parse({ store }));
  if (open === null) throw new Error("the gateway has not written");
  try {
    const keys = new PublicKeys(new SigningKey(pem).publicPem());
    const { verdict, events } = await verifyStore(open.reads, keys, { from: 1, to: null, withIndex: true });
    return { kills, answered: held.length, missing: await countMissing(open.reads, held), events, verdict };
  } finally {
    await open.close();
  }
}

async function countMissing(reads: AuditReads, held: readonly Held[]): Promise<number> {
  const clear = new Map<string, string>();
  for (let cursor: string | null = null; ;) {
    const events: Awaited<ReturnType<AuditReads["readAfter"]>> = await reads.readAfter(cursor, 1_000);
    for (const { canonical } of events) {
      const { operationName, subjects } = JSON.parse(canonical) as AuditEvent;
      const [subject] = subjects;
      if (operationName !== null && subject !== undefined) clear.set(operationName, subject.customerIds.join());
    }
    const last = events.at(-1);
    if (last === undefined) return held.filter(({ name, customerId }) => clear.get(name) !== customerId).length;
    cursor = last.cursor;
  }
}
