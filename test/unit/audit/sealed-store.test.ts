import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import { exportLines } from "../../../src/audit/export/write-export.js";
import { checkInclusion, type InclusionProof } from "../../../src/audit/proof/inclusion.js";
import { proveEvent } from "../../../src/audit/proof/prove-event.js";
import { newSigningKeyPem, PublicKeys, SigningKey } from "../../../src/audit/proof/signing-key.js";
import { removeMonths } from "../../../src/audit/retention/remove-months.js";
import { Sealer } from "../../../src/audit/seal/sealer.js";
import type { AuditReads, AuditStore } from "../../../src/audit/store/audit-store.js";
import type { AuditTables } from "../../../src/audit/store/audit-tables.js";
import { SqliteReads } from "../../../src/audit/store/sqlite-reads.js";
import { openSqliteStore } from "../../../src/audit/store/sqlite-store.js";
import { AuditTrail } from "../../../src/audit/trail/audit-trail.js";
import { DigestThreads } from "../../../src/audit/verify/digest-threads.js";
import { auditConfig } from "../../../src/platform/config-audit.js";
import { verifyExport } from "../../../src/audit/verify/verify-export.js";
import { verifyStore } from "../../../src/audit/verify/verify-store.js";
import { openDurable, overDatabase } from "../../../src/platform/embedded-database.js";
import { ensureProgram } from "../../support/ensure-program.js";
import { draft, subject } from "../../support/audit/draft.js";
import { temporaryFolder } from "../../support/audit/temporary-folder.js";
import { NOON } from "../../support/audit/trail.js";
import { nth } from "../../support/nth.js";

const PYTHON_VERIFIER = fileURLToPath(new URL("../../support/audit/verify-export.py", import.meta.url));
const WHOLE = { from: 1, to: null, withIndex: true };
const DAY = 86_400_000;

interface World {
  readonly folder: string;
  readonly file: string;
  readonly key: SigningKey;
  readonly keys: PublicKeys;
  readonly store: AuditReads;
  readonly ids: readonly string[];
  readonly writer: string;
}

interface RunningWorld extends World {
  readonly store: AuditStore;
  readonly trail: AuditTrail;
}

/** A trail of three seals over two months, and one event that is not sealed yet. */
async function runningWorld(folder: string): Promise<RunningWorld> {
  const file = `${folder}/audit.sqlite`;
  const store = await openSqliteStore(file);
  let now = NOON;
  const clock = { now: () => now };
  const trail = new AuditTrail(store, { writer: "gateway", clock, queueLimit: 1_000, timeoutMs: 60_000 });
  const key = new SigningKey(newSigningKeyPem());
  const sealer = new Sealer(store, { key, clock, heads: () => trail.heads(), reportLoss: () => undefined });
  const ids: string[] = [];
  for (const [round, count] of [5, 4, 6].entries()) {
    const receipts = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        trail.append(draft({ subjects: [subject(round * 10 + index), subject(99)] })),
      ),
    );
    ids.push(...receipts.map(({ id }) => id));
    now = (now + DAY) as Instant;
    if (round < 2) await sealer.seal();
  }
  await trail.append(draft({ operationName: "客户" }));
  await sealer.seal();
  await trail.append(draft());
  return {
    folder,
    file,
    key,
    keys: new PublicKeys(key.publicPem()),
    store,
    ids,
    trail,
    writer: nth(trail.heads(), 0).writer,
  };
}

let written: World;

beforeAll(async () => {
  const world = await runningWorld(mkdtempSync(join(tmpdir(), "audit-sealed-")));
  await world.store.close();
  written = world;
});
afterAll(() => rmSync(written.folder, { recursive: true, force: true }));

/** A copy of that trail, for one test to do with as it likes. */
function sealedWorld(): World {
  const folder = temporaryFolder();
  const file = `${folder}/audit.sqlite`;
  copyFileSync(written.file, file);
  const database = openDurable(file);
  onTestFinished(() => database.close());
  return { ...written, folder, file, store: new SqliteReads(database) };
}

/** Somebody who owns the file changes it past its guards. */
function tamper(file: string, ...statements: readonly string[]): void {
  const database = new DatabaseSync(file);
  for (const { name } of database.prepare("select name from sqlite_master where type = 'trigger'").all())
    database.exec(`drop trigger ${String(name)}`);
  for (const statement of statements) database.exec(statement);
  database.close();
}

async function exported({ store }: World): Promise<string> {
  let text = "";
  for await (const lines of exportLines(store, { from: 1, to: null }, NOON)) text += lines;
  return text;
}

async function* linesOf(text: string): AsyncGenerator<string> {
  yield* text.split("\n").filter((line) => line !== "");
}

const found = (report: { readonly findings: readonly { readonly kind: string; readonly position: string }[] }) =>
  report.findings.map(({ kind, position }) => `${kind} ${position}`);

describe("a sealed store", () => {
  it("is whole as it was written, month by month", async () => {
    const { store, keys } = sealedWorld();
    const report = await verifyStore(store, keys, WHOLE);
    expect(report).toMatchObject({ verdict: "WHOLE", events: 17, seals: 3, unsealed: 1, findings: [] });
    const seals = await store.seals(1, 10);
    expect(seals.map(({ record }) => [record.period, record.count])).toEqual([
      ["2026-06", 5],
      ["2026-07", 4],
      ["2026-07", 7],
    ]);
  });

  it.each<[string, (writer: string) => string[], (writer: string) => string]>([
    [
      "an edited event",
      (w) => [
        `update audit_event set canonical = replace(canonical, '"B1"', '"B2"') where writer = '${w}' and sequence = 7`,
      ],
      (w) => `CHANGED ${w}#7`,
    ],
    [
      "a removed event",
      (w) => [`delete from audit_event where writer = '${w}' and sequence = 7`],
      (w) => `MISSING ${w}#7`,
    ],
    [
      "a removed last event",
      (w) => [`delete from audit_event where writer = '${w}' and sequence = 9`],
      (w) => `MISSING ${w}#9`,
    ],
    [
      "an event slipped in under another writer",
      () => [
        "insert into audit_event select 999, tx, period, 'X', at, recorded_at, 'forged', 3, actor, purpose, action, decision, grant_id, outside, canonical, hash from audit_event where position = 1",
      ],
      () => "MISSING forged#1",
    ],
    [
      "an event slipped in before the first",
      (w) => [
        `insert into audit_event select 999, tx, period, 'X', at, recorded_at, writer, 0, actor, purpose, action, decision, grant_id, outside, canonical, hash from audit_event where writer = '${w}' and sequence = 1`,
      ],
      (w) => `INSERTED ${w}#0`,
    ],
    [
      "two events that changed places",
      (w) => [
        `create temp table pair as select sequence, canonical, hash from audit_event where writer = '${w}' and sequence in (2, 4)`,
        `update audit_event set (canonical, hash) = (select canonical, hash from pair where pair.sequence = 6 - audit_event.sequence) where writer = '${w}' and sequence in (2, 4)`,
      ],
      (w) => `CHANGED ${w}#2`,
    ],
    [
      "an event hidden from its customer",
      (w) => [
        `delete from audit_subject where position = (select position from audit_event where writer = '${w}' and sequence = 3)`,
      ],
      (w) => `INDEX_MISMATCH ${w}#3`,
    ],
    [
      "an event given to another member of staff",
      (w) => [`update audit_event set actor = 'staff:RM2' where writer = '${w}' and sequence = 3`],
      (w) => `INDEX_MISMATCH ${w}#3`,
    ],
    [
      "a field's outcome made harmless",
      () => ["update audit_shape set outcome = 'MASKED' where outcome = 'CLEAR'"],
      (w) => `INDEX_MISMATCH ${w}#16`,
    ],
    [
      "a customer lent a look that nobody took",
      () => [
        "insert into audit_subject select period, 'nobody', position, shape, at, outside from audit_subject limit 1",
      ],
      () => "INDEX_MISMATCH index",
    ],
    ["a removed seal", () => ["delete from audit_seal where number = 2"], () => "SEAL_MISSING seal 2"],
    [
      "a seal made to claim more events than anybody could count to",
      () => [`update audit_seal set record = replace(record, '"last":5', '"last":9007199254740991') where number = 1`],
      () => "SEAL_CHANGED seal 1",
    ],
  ])("does not hide %s", async (_, statements, expected) => {
    const { file, store, keys, writer } = sealedWorld();
    tamper(file, ...statements(writer));
    const report = await verifyStore(store, keys, WHOLE);
    expect(report.verdict).toBe("TAMPERED");
    expect(found(report)).toContain(expected(writer));
  });

  it("is told whole or tampered alike by several threads that share its seals", async () => {
    const { file, store, keys, writer } = sealedWorld();
    const verified = async () => {
      const digests = new DigestThreads(auditConfig.parse({ store: file }), store, 1);
      onTestFinished(() => digests.close());
      return verifyStore(store, keys, { ...WHOLE, digests });
    };
    expect(await verified()).toMatchObject({ verdict: "WHOLE", events: 17, unsealed: 1, findings: [] });
    tamper(
      file,
      `update audit_event set canonical = replace(canonical, '"B1"', '"B2"') where writer = '${writer}' and sequence = 7`,
      "update audit_event set actor = 'staff:RM2' where sequence = 3",
    );
    expect(found(await verified()).sort()).toEqual([`CHANGED ${writer}#7`, `INDEX_MISMATCH ${writer}#3`]);
  });

  it("knows when an acknowledged event was cut off before it was sealed", async () => {
    const { file, store, key, trail, writer } = await runningWorld(temporaryFolder());
    onTestFinished(() => store.close());
    const lost: string[] = [];
    const clock = { now: () => NOON };
    const sealer = new Sealer(store, {
      key,
      clock,
      heads: () => trail.heads(),
      reportLoss: (writer) => lost.push(writer),
    });
    tamper(file, "delete from audit_subject where position = 17", "delete from audit_event where position = 17");
    await sealer.seal();
    expect(lost).toEqual([writer]);
    expect(sealer.lostWriters).toEqual(lost);
  });

  it("proves each event to somebody who has the proof and a public key, and nothing else", async () => {
    const { store, ids, keys } = sealedWorld();
    for (const id of ids) {
      const proof = JSON.parse(JSON.stringify(await proveEvent(store, id))) as InclusionProof;
      expect(checkInclusion(proof, keys)).toBe("PROVEN");
      const forged = { ...proof, event: { ...proof.event, actor: { ...proof.event.actor, subject: "staff:RM2" } } };
      expect(checkInclusion(forged, keys)).toBe("EVENT_CHANGED");
      expect(checkInclusion({ ...proof, leafIndex: proof.leafIndex + 1 }, keys)).not.toBe("PROVEN");
      const stranger = new PublicKeys(new SigningKey(newSigningKeyPem()).publicPem());
      expect(checkInclusion(proof, stranger)).toBe("UNKNOWN_KEY");
    }
    expect(await proveEvent(store, "01J00000000000000000000000")).toBe("unknown");
    expect(checkInclusion({} as InclusionProof, keys)).toBe("UNREADABLE");
  });

  it("removes a month whose time is over, and what stays is proven to the last link", async () => {
    const { file, store, key, keys } = sealedWorld();
    const owner = overDatabase<AuditTables>(openDurable(file));
    onTestFinished(() => owner.destroy());
    const now = Date.UTC(2031, 6, 2);
    const removed = await removeMonths(owner, { dialect: "sqlite", key, now, keepMonths: 60 });
    expect(removed).toMatchObject([{ period: "2026-06", events: 5, lastSeal: 1 }]);
    expect(await verifyStore(store, keys, WHOLE)).toMatchObject({
      verdict: "WHOLE",
      events: 12,
      removedPeriods: ["2026-06"],
    });
    await expect(async () => owner.deleteFrom("audit_event").execute()).rejects.toThrow(/only ever added to/);
    // Removing more than its time allows, without a signed word of it, is found.
    tamper(
      file,
      "delete from audit_subject where period = '2026-07'",
      "delete from audit_event where period = '2026-07'",
    );
    expect((await verifyStore(store, keys, WHOLE)).verdict).toBe("TAMPERED");
    // July holds an event that no seal closes over: it is not removed, however old.
    expect(await removeMonths(owner, { dialect: "sqlite", key, now: now + 400 * DAY, keepMonths: 6 })).toEqual([]);
  });
});

describe("an export", () => {
  it("is whole by itself, in two languages", async () => {
    const world = sealedWorld();
    const text = await exported(world);
    expect(await verifyExport(linesOf(text), world.keys)).toMatchObject({ verdict: "WHOLE", events: 17, unsealed: 1 });
    expect(await inPython(world, text)).toBe("WHOLE 17");
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ["edited", (lines) => lines.map((line, at) => (at === 3 ? line.replace('"B1"', '"B2"') : line)), /^CHANGED .*#3$/],
    ["robbed of a line", (lines) => lines.toSpliced(3, 1), /^MISSING .*#3$/],
    ["given a line twice", (lines) => lines.toSpliced(3, 0, nth(lines, 3)), /^INSERTED .*#3$/],
    ["put into another order", (lines) => lines.with(3, nth(lines, 4)).with(4, nth(lines, 3)), /^REORDERED .*#3$/],
    ["cut off", (lines) => lines.slice(0, -3), /^TRUNCATED/],
    [
      "cut off within a line",
      (lines) => [...lines.slice(0, -3), nth(lines, lines.length - 3).slice(0, 40)],
      /^UNREADABLE/,
    ],
    ["cut off and given another end", (lines) => [...lines.slice(0, 9), nth(lines, lines.length - 1)], /^TRUNCATED/],
    [
      "of another key",
      (lines) => lines.map((line) => line.replace(/"keyId":"[0-9a-f]+"/, '"keyId":"0123456789abcdef"')),
      /^UNKNOWN_KEY seal 1$/,
    ],
  ])("that was %s is found out, in two languages", async (_, change, expected) => {
    const world = sealedWorld();
    const text = `${change((await exported(world)).trimEnd().split("\n")).join("\n")}\n`;
    const report = await verifyExport(linesOf(text), world.keys);
    expect(report.verdict).toBe("TAMPERED");
    expect(found(report).join("\n")).toMatch(new RegExp(expected, "m"));
    expect(await inPython(world, text)).toMatch(/^TAMPERED/);
  });

  it("may hold anything, and the answer is a report", async () => {
    const { keys } = sealedWorld();
    const rubbish = [
      "null",
      "[]",
      "{",
      '{"type":"com.customergraph.audit.seal.v1","data":{"record":{"ranges":[{"writer":"x","first":1,"last":9007199254740991}]}}}',
      '{"type":"com.customergraph.audit.event.v1","data":null}',
    ];
    const report = await verifyExport(linesOf(rubbish.join("\n")), keys);
    expect(found(report)).toEqual([1, 2, 3, 4, 5].map((line) => `UNREADABLE line ${line}`).concat("TRUNCATED line 5"));
    expect(await verifyExport(linesOf(""), keys)).toMatchObject({ verdict: "EMPTY" });
  });
});

async function inPython({ folder, key }: World, text: string): Promise<string> {
  const python = await ensureProgram({ command: "python3", debianPackage: "python3" });
  writeFileSync(`${folder}/export.ndjson`, text);
  writeFileSync(`${folder}/public.pem`, key.publicPem());
  expect(readFileSync(`${folder}/public.pem`, "utf8")).toContain("PUBLIC KEY");
  return new Promise((resolve) => {
    execFile(python, [PYTHON_VERIFIER, `${folder}/export.ndjson`, `${folder}/public.pem`], (_, stdout) =>
      resolve(stdout.trim()),
    );
  });
}
