import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import { openAuditReads } from "../../../src/audit/store/open-reads.js";
import { verifyStore } from "../../../src/audit/verify/verify-store.js";
import { auditConfig } from "../../../src/platform/config-audit.js";
import { draft } from "./draft.js";

const DIST = fileURLToPath(new URL("../../../dist", import.meta.url));
const SCRIPT = fileURLToPath(new URL("writer-process.mjs", import.meta.url));

export interface KillCounts {
  readonly kills: number;
  readonly acknowledged: number;
  readonly missing: number;
  readonly events: number;
  readonly seals: number;
  readonly verdict: string;
}

/** Kills a writer at random points, again and again on one store, and then looks for every event that it was told of. */
export async function killWriter(folder: string, kills: number): Promise<KillCounts> {
  const store = `${folder}/audit.sqlite`;
  const pem = newSigningKeyPem();
  writeFileSync(`${store}.pem`, pem, { mode: 0o600 });
  const acknowledged = new Map<string, string>();
  for (let kill = 0; kill < kills; kill += 1) await writeUntilKilled(store, acknowledged, kill % 2 === 0 ? "" : SEAL);
  const open = openAuditReads(auditConfig.parse({ store }));
  if (open === null) throw new Error("the writer has not written");
  try {
    let missing = 0;
    for (const [id, hash] of acknowledged) if ((await open.reads.eventById(id))?.hash !== hash) missing += 1;
    const keys = new PublicKeys(new SigningKey(pem).publicPem());
    const { verdict, events, seals } = await verifyStore(open.reads, keys, { from: 1, to: null, withIndex: true });
    return { kills, acknowledged: acknowledged.size, missing, events, seals, verdict };
  } finally {
    await open.close();
  }
}

/** How the writer tells of a seal; everything else that it tells is an event's id and hash. */
const SEAL = "seal ";

/** One life of the writer: killed at a random moment after it has told of anything, or of a seal. */
async function writeUntilKilled(store: string, acknowledged: Map<string, string>, after: string): Promise<void> {
  const child = spawn(process.execPath, [SCRIPT, DIST, store, JSON.stringify(draft())], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  const started = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes(after)) resolve();
    });
    child.once("exit", () => resolve());
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await started;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
  child.kill("SIGKILL");
  await ended;
  if (child.exitCode !== null) throw new Error(`the writer ended by itself with ${child.exitCode}`);
  // A line that was cut off by the kill was told to nobody.
  for (const line of text.split("\n").slice(0, -1)) {
    if (line.startsWith(SEAL)) continue;
    const [id = "", hash = ""] = line.split(" ");
    acknowledged.set(id, hash);
  }
}
