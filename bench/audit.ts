import { execFileSync } from "node:child_process";
import { hash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, loadavg, totalmem, tmpdir } from "node:os";
import { join } from "node:path";
import type { AuditedField, DraftEvent } from "../src/audit/event/audit-event.js";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../src/audit/proof/signing-key.js";
import { AuditQuestions } from "../src/audit/questions/audit-questions.js";
import { Sealer } from "../src/audit/seal/sealer.js";
import { openAuditReads } from "../src/audit/store/open-reads.js";
import { openSqliteStore } from "../src/audit/store/sqlite-store.js";
import { AuditTrail } from "../src/audit/trail/audit-trail.js";
import { DigestThreads } from "../src/audit/verify/digest-threads.js";
import { verifyStore } from "../src/audit/verify/verify-store.js";
import type { Instant } from "../src/domain/instant.js";
import { auditConfig } from "../src/platform/config-audit.js";
import { quantile } from "./statistics.js";

/** `node dist/bench/audit.js [events]`: the audit trail alone, on an embedded store. Takes some minutes for a million. */
const EVENTS = Number(process.argv[2] ?? 1_000_000);
const CUSTOMERS = 50_000;
/** Events that come at a time while the trail is filled. */
const TOGETHER = 2_000;
const SPAN_MS = 90 * 86_400_000;
const START = Date.UTC(2026, 2, 1);
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const PATHS = [
  "name",
  "documents.number",
  "mobile",
  "email",
  "address",
  "birthDate",
  "deposits.balance",
  "loans.outstanding",
  "cards.number",
  "tier",
  "status",
  "manager",
];

const folder = mkdtempSync(join(tmpdir(), "audit-bench-"));
const path = join(folder, "audit.sqlite");
const ids = Array.from({ length: CUSTOMERS }, (_, at) =>
  [...hash("sha256", `customer ${at}`, "buffer").subarray(0, 26)].map((byte) => ALPHABET[byte & 31]).join(""),
);
const lists = Array.from({ length: 200 }, (_, list): AuditedField[] =>
  PATHS.filter((_, at) => (list + at) % 5 !== 0).map((name, at) => ({
    path: `customer.${name}`,
    class: at % 3 === 0 ? "C1" : "C2",
    outcome: (list >> (at % 7)) % 2 === 0 ? "MASKED" : "CLEAR",
  })),
);
const operationHash = hash("sha256", "query", "hex");
const pick = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;

function look(at: number): DraftEvent {
  const actor = `staff:RM${Math.floor(Math.random() * 500)}`;
  return {
    at: at as Instant,
    actor: {
      subject: actor,
      role: "RELATIONSHIP_MANAGER",
      roles: ["RELATIONSHIP_MANAGER"],
      orgUnit: "B1",
      actingFor: null,
    },
    channel: "RM_WORKBENCH",
    clientId: "rm-workbench",
    purpose: "RELATIONSHIP_MANAGEMENT",
    action: "READ",
    decision: "ALLOWED",
    operationName: "Customer360",
    operationHash,
    subjects: [
      {
        customerId: pick(ids),
        basis: "OWN_PORTFOLIO",
        level: "STANDARD",
        outsidePortfolio: false,
        watched: false,
        policies: ["reach/own-portfolio"],
        fields: pick(lists),
      },
    ],
    policyVersion: "2026-11-24",
    grantId: null,
    sources: ["core-banking", "loan", "card"].map((source) => ({ source, state: "FRESH", ageSeconds: 12 })),
    durationMs: 48,
    resultCount: 1,
    errors: [],
    detail: {},
  };
}

const seconds = async (act: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await act();
  return (performance.now() - started) / 1_000;
};

const store = await openSqliteStore(path);
let now = START as Instant;
const clock = { now: () => now };
const trail = new AuditTrail(store, { writer: "bench", clock, queueLimit: 10_000, timeoutMs: 60_000 });
const key = new SigningKey(newSigningKeyPem());
const sealer = new Sealer(store, { key, clock, heads: () => trail.heads(), reportLoss: () => undefined });

const cpuBefore = process.cpuUsage();
const ingest = await seconds(async () => {
  // As requests come: the next are at work while those before them are being stored.
  const pending: Promise<unknown>[] = [];
  for (let at = 0; at < EVENTS; at += TOGETHER) {
    const from = START + (at / EVENTS) * SPAN_MS;
    pending.push(Promise.all(Array.from({ length: Math.min(TOGETHER, EVENTS - at) }, () => trail.append(look(from)))));
    if (pending.length >= 4) await pending.shift();
    now = from as Instant;
    if (at % (TOGETHER * 20) !== 0) continue;
    // Days pass between one batch and the next here: an event that a seal left behind would seem to be of a wrong clock.
    await Promise.all(pending.splice(0));
    await sealer.seal();
  }
  await Promise.all(pending);
  await sealer.seal();
});
const cpu = process.cpuUsage(cpuBefore);
const megabytes = Math.round(statSync(path).size / 1024 ** 2);

const latencies: number[] = [];
const RATE = 500;
await seconds(async () => {
  const started = performance.now();
  const running: Promise<void>[] = [];
  for (let sent = 0; sent < RATE * 20;) {
    const due = Math.floor(((performance.now() - started) / 1_000) * RATE);
    for (; sent < due; sent += 1) {
      const from = performance.now();
      running.push(trail.append(look(now)).then(() => void latencies.push(performance.now() - from)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
});
await sealer.seal();

const questions = new AuditQuestions(store, { mostDays: 400, mostPerPage: 200 });
const asked: number[] = [];
for (let at = 0; at < 300; at += 1) {
  const from = START + Math.random() * (SPAN_MS - 30 * 86_400_000);
  const question = { from, to: from + 30 * 86_400_000, customerId: pick(ids) };
  const started = performance.now();
  await Promise.all([questions.page(question, { first: 50 }), questions.total(question)]);
  asked.push(performance.now() - started);
}
const inClear: number[] = [];
for (let at = 0; at < 20; at += 1) {
  const from = START + Math.random() * (SPAN_MS - 30 * 86_400_000);
  const started = performance.now();
  await questions.page(
    { from, to: from + 30 * 86_400_000, path: "customer.documents.number", outcomes: ["CLEAR"] },
    { first: 50 },
  );
  inClear.push(performance.now() - started);
}
await trail.close();
await store.close();

const open = openAuditReads(auditConfig.parse({ store: path }));
if (open === null) throw new Error("the trail is gone");
const keys = new PublicKeys(key.publicPem());
const all = { from: 1, to: null };
let verdict = "";
const total = EVENTS + latencies.length;
const cpuAt = process.cpuUsage();
// As `audit verify` does it.
const verified = async (withIndex: boolean): Promise<void> => {
  const digests = new DigestThreads(auditConfig.parse({ store: path }), open.reads);
  ({ verdict } = await verifyStore(open.reads, keys, { ...all, withIndex, digests }));
  await digests.close();
};
const proof = await seconds(() => verified(false));
const proofCpu = process.cpuUsage(cpuAt);
const whole = await seconds(() => verified(true));
await open.close();
rmSync(folder, { recursive: true });

const results = {
  machine: {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim(),
    load: loadavg().map((each) => Math.round(each * 10) / 10),
    at: new Date().toISOString(),
  },
  events: EVENTS,
  megabytes,
  ingestPerSecond: Math.round(EVENTS / ingest),
  ingestCpuMicroseconds: Math.round((cpu.user + cpu.system) / EVENTS),
  appendMs: { rate: RATE, p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) },
  subjectMs: { p50: quantile(asked, 0.5), p95: quantile(asked, 0.95) },
  fieldInClearMs: { p50: quantile(inClear, 0.5), p95: quantile(inClear, 0.95) },
  verifyCpuMicroseconds: Math.round(((proofCpu.user + proofCpu.system) / total) * 10) / 10,
  verifyPerSecond: { proof: Math.round(total / proof), withIndex: Math.round(total / whole) },
  verdict,
};
const { machine } = results;
const text = `# Measured ${machine.at.slice(0, 16).replace("T", " ")} UTC: the audit trail

${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB; Node ${machine.node}; commit ${machine.commit}; load average ${machine.load.join(", ")} from other work on the machine.

Embedded store, ${EVENTS} events of 90 days, ${CUSTOMERS} customers, 500 members of staff, 200 lists of fields; ${megabytes} MB on disk.

| what | measured | promised |
| --- | --- | --- |
| ingest, durable, chained and sealed | ${results.ingestPerSecond} events/s, ${results.ingestCpuMicroseconds} µs of CPU each | ≥ 20,000 |
| append at ${RATE}/s, p50 / p99 | ${results.appendMs.p50.toFixed(2)} / ${results.appendMs.p99.toFixed(2)} ms | |
| one customer, 30 days, page and total, p50 / p95 | ${results.subjectMs.p50.toFixed(1)} / ${results.subjectMs.p95.toFixed(1)} ms | p95 ≤ 200 ms |
| a field in clear, 30 days, first page, p50 / p95 | ${results.fieldInClearMs.p50.toFixed(0)} / ${results.fieldInClearMs.p95.toFixed(0)} ms | |
| verify: chains, trees, signatures | ${results.verifyPerSecond.proof} events/s, ${results.verifyCpuMicroseconds} µs of CPU each | ≥ 200,000 |
| verify: with the index | ${results.verifyPerSecond.withIndex} events/s | |

The trail that was measured verifies as ${verdict}.
`;
const target = new URL("../../bench/results/", import.meta.url);
mkdirSync(target, { recursive: true });
const file = new URL(`${machine.at.slice(0, 10)}-audit-trail`, target).pathname;
writeFileSync(`${file}.json`, `${JSON.stringify(results, null, 2)}\n`);
writeFileSync(`${file}.md`, text);
process.stdout.write(text);
