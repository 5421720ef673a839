import { createReadStream, existsSync, createWriteStream, readFileSync } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { exportLines, sealsWithin } from "../../audit/export/write-export.js";
import { checkInclusion, type InclusionProof } from "../../audit/proof/inclusion.js";
import { openSigningKey, publicKeyFileOf } from "../../audit/proof/key-file.js";
import { proveEvent } from "../../audit/proof/prove-event.js";
import { PublicKeys } from "../../audit/proof/signing-key.js";
import { applyRetention } from "../../audit/retention/apply-retention.js";
import { openAuditReads } from "../../audit/store/open-reads.js";
import type { AuditReads } from "../../audit/store/audit-store.js";
import { setUpPostgres } from "../../audit/store/postgres-setup.js";
import { DigestThreads } from "../../audit/verify/digest-threads.js";
import { comparePublished } from "../../audit/verify/compare-published.js";
import { verifyExport } from "../../audit/verify/verify-export.js";
import { verifyStore } from "../../audit/verify/verify-store.js";
import { systemClock } from "../../platform/clock.js";
import { readAuditConfig } from "../../platform/config.js";
import type { AuditConfig } from "../../platform/config-audit.js";
import { recordCommand } from "./record-command.js";
import { printReport } from "./print-report.js";

export interface AuditCommand {
  readonly what: string | undefined;
  /** The event's id, or a file. */
  readonly of: string | undefined;
  readonly config: string | null;
  readonly store?: string | undefined;
  readonly export?: string | undefined;
  readonly out?: string | undefined;
  readonly publicKey?: string | undefined;
  readonly published?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly proofOnly: boolean;
}

/** A command that was not given what it needs: exit status 2. */
export class AuditUsageError extends Error {
  override readonly name = "AuditUsageError";
}

/** 0: whole or done; 1: tampered or not proven; 2: asked wrongly; 3: nothing there to check. */
export async function runAudit(command: AuditCommand): Promise<number> {
  const config = configOf(command);
  switch (command.what) {
    case "verify":
      return verify(command, config);
    case "export":
      return withStore(config, (store) => writeExport(store, command, config));
    case "prove":
      return withStore(config, (store) => prove(store, command));
    case "check-proof":
      return checkProof(command, config);
    case "setup":
      return setUp(config);
    case "retention":
      return retain(config);
    default:
      throw new AuditUsageError("audit takes verify, export, prove, check-proof, setup or retention; see --help");
  }
}

function configOf({ config, store }: AuditCommand): AuditConfig {
  const read = readAuditConfig(config);
  if (store === undefined) return read;
  const { postgres: _, ...embedded } = read;
  return { ...embedded, store };
}

async function withStore(config: AuditConfig, act: (store: AuditReads) => Promise<number>): Promise<number> {
  const open = openAuditReads(config);
  if (open === null) throw new AuditUsageError(`${config.store}: there is no such trail`);
  try {
    return await act(open.reads);
  } finally {
    await open.close();
  }
}

async function verify(command: AuditCommand, config: AuditConfig): Promise<number> {
  const keys = publicKeys(command, config);
  const published = command.published === undefined ? null : readFileSync(command.published, "utf8");
  if (command.export !== undefined) {
    if (!existsSync(command.export)) throw new AuditUsageError(`${command.export}: there is no such file`);
    const lines = createInterface({ input: createReadStream(command.export), crlfDelay: Infinity });
    return printReport(comparePublished(await verifyExport(lines, keys), published, command.until === undefined));
  }
  return withStore(config, async (store) => {
    const range = await rangeOf(store, command);
    if (range === null) return printReport(null);
    const digests = new DigestThreads(config, store);
    try {
      const report = await verifyStore(store, keys, { ...range, withIndex: !command.proofOnly, digests });
      return printReport(comparePublished(report, published, range.to === null));
    } finally {
      await digests.close();
    }
  });
}

async function writeExport(store: AuditReads, command: AuditCommand, config: AuditConfig): Promise<number> {
  const range = await rangeOf(store, command);
  if (range === null) return printReport(null);
  // Before the first line leaves. A file that is named is somebody's copy, which is read and not written.
  if (command.store === undefined)
    await recordCommand(config, "EXPORT", {
      what: "AUDIT_EXPORT",
      since: command.since ?? null,
      until: command.until ?? null,
      fromSeal: range.from,
      toSeal: range.to,
    });
  const out = command.out === undefined ? process.stdout : createWriteStream(command.out);
  for await (const text of exportLines(store, range, systemClock().now())) {
    if (!out.write(text)) await once(out, "drain");
  }
  if (out === process.stdout) return 0;
  out.end();
  await once(out, "close");
  return 0;
}

async function rangeOf(store: AuditReads, { since, until }: AuditCommand) {
  if (since === undefined && until === undefined) return { from: 1, to: null };
  const from = since === undefined ? 0 : toMoment(since, "--since");
  const to = until === undefined ? Number.MAX_SAFE_INTEGER : toMoment(until, "--until");
  if (to <= from) throw new AuditUsageError("--until must be later than --since");
  return sealsWithin(store, from, to);
}

async function prove(store: AuditReads, { of: id }: AuditCommand): Promise<number> {
  if (id === undefined) throw new AuditUsageError("audit prove takes the id of an event");
  const proof = await proveEvent(store, id);
  if (proof === "unknown") throw new AuditUsageError("the trail has no event of that id");
  if (proof === "unsealed") throw new AuditUsageError("the event is not sealed yet: ask again after the next seal");
  process.stdout.write(`${JSON.stringify(proof, null, 2)}\n`);
  return 0;
}

function checkProof(command: AuditCommand, config: AuditConfig): number {
  if (command.of === undefined) throw new AuditUsageError("audit check-proof takes a file");
  const verdict = checkInclusion(
    toJson(readFileSync(command.of, "utf8")) as InclusionProof,
    publicKeys(command, config),
  );
  process.stdout.write(`${verdict}\n`);
  return verdict === "PROVEN" ? 0 : 1;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

async function setUp({ postgres }: AuditConfig): Promise<number> {
  if (postgres?.ownerUrl === undefined)
    throw new AuditUsageError("audit setup needs audit.postgres.url and audit.postgres.ownerUrl");
  const { ownerUrl, url } = postgres;
  const { role } = await setUpPostgres({ ownerUrl, gatewayUrl: url, now: systemClock().now() });
  process.stdout.write(`The audit tables are up to date; ${role} may add to them and read them.\n`);
  return 0;
}

async function retain(config: AuditConfig): Promise<number> {
  const { key } = openSigningKey(config.signingKeyFile, false);
  const removed = await applyRetention(config, key, systemClock().now());
  if (removed.length > 0)
    await recordCommand(config, "RETENTION", {
      what: "MONTHS_REMOVED",
      months: removed.map(({ period }) => period).join(" "),
      events: removed.reduce((sum, { events }) => sum + events, 0),
    });
  for (const { period, events } of removed)
    process.stdout.write(`${period}: ${events} events removed, their seals kept\n`);
  if (removed.length === 0) process.stdout.write("Nothing is older than the trail is kept.\n");
  return 0;
}

/** The key that is named; without one, the gateway's own and those that it had before. */
function publicKeys({ publicKey }: AuditCommand, { signingKeyFile, trustedKeysFile }: AuditConfig): PublicKeys {
  const file = publicKey ?? publicKeyFileOf(signingKeyFile);
  try {
    const former =
      publicKey !== undefined || trustedKeysFile === undefined ? "" : readFileSync(trustedKeysFile, "utf8");
    return new PublicKeys(readFileSync(file, "utf8") + former);
  } catch (error) {
    const isMissing = (error as { code?: string }).code === "ENOENT";
    throw new AuditUsageError(
      `${file}: ${isMissing ? "there is no such file" : "it holds no Ed25519 public key in PEM form"}`,
    );
  }
}

function toMoment(text: string, option: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new AuditUsageError(`${option} takes a moment, such as 2026-06-30T00:00:00Z`);
  return at;
}
