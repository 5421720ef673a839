import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import http from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AuditEvent } from "../../../src/audit/event/audit-event.js";
import { openAudit, type Audit } from "../../../src/audit/open-audit.js";
import type { Instant } from "../../../src/domain/instant.js";
import { PublicKeys } from "../../../src/audit/proof/signing-key.js";
import { followTrail } from "../../../src/audit/stream/follow-trail.js";
import { runAudit, type AuditCommand } from "../../../src/main/audit/run-audit.js";
import { systemClock } from "../../../src/platform/clock.js";
import { auditConfig } from "../../../src/platform/config-audit.js";
import { createLog } from "../../../src/platform/log.js";
import { draft, subject } from "../../support/audit/draft.js";
import { startRedis } from "../../support/audit/redis.js";
import { temporaryFolder } from "../../support/audit/temporary-folder.js";
import { nth } from "../../support/nth.js";

async function audit(folder: string, changes: object = {}): Promise<Audit> {
  const config = auditConfig.parse({
    store: `${folder}/audit.sqlite`,
    signingKeyFile: `${folder}/key.pem`,
    timeoutMs: 30_000,
    sealEverySeconds: 86_400,
    ...changes,
  });
  return openAudit(config, {
    clock: systemClock(),
    log: createLog({ level: "silent", to: "stderr" }),
    mayMakeKey: true,
    timeZone: "Asia/Shanghai",
  });
}

const command = (folder: string, changes: Partial<AuditCommand>): AuditCommand => ({
  what: "verify",
  of: undefined,
  config: null,
  store: `${folder}/audit.sqlite`,
  publicKey: `${folder}/key.pub.pem`,
  proofOnly: false,
  ...changes,
});

describe("a running trail", () => {
  it("makes a key for development that nobody else can read, and none where it may not", async () => {
    const folder = temporaryFolder();
    await (await audit(folder)).close();
    expect(statSync(`${folder}/key.pem`).mode & 0o077).toBe(0);
    expect(new PublicKeys(readFileSync(`${folder}/key.pub.pem`, "utf8")).keyIds).toHaveLength(1);
    const config = auditConfig.parse({ store: `${folder}/none.sqlite`, signingKeyFile: `${folder}/none.pem` });
    await expect(
      openAudit(config, {
        clock: systemClock(),
        log: createLog({ level: "silent", to: "stderr" }),
        mayMakeKey: false,
        timeZone: "UTC",
      }),
    ).rejects.toThrow(/ENOENT/);
    expect(existsSync(`${folder}/none.pem`)).toBe(false);
  });

  it("publishes each seal where it is told to, also to a place that was away", async () => {
    const folder = temporaryFolder();
    const redis = await startRedis(folder);
    onTestFinished(() => redis.stop());
    const port = await reservedPort();
    const publish = {
      file: `${folder}/roots.ndjson`,
      webhook: `http://127.0.0.1:${port}/roots`,
      redis: { url: redis.url, stream: "roots" },
    };
    const one = await audit(folder, { publish });
    await one.trail.append(draft());
    await one.sealNow();
    expect(one.concerns()).toMatchObject({
      unpublished: [`webhook:http://127.0.0.1:${port}/roots`],
      isAvailable: true,
    });
    const taken: { readonly id: string; readonly data: unknown }[] = [];
    const place = http.createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        taken.push(JSON.parse(body) as (typeof taken)[number]);
        response.end();
      });
    });
    await new Promise<void>((resolve) => place.listen(port, "127.0.0.1", resolve));
    onTestFinished(() => void place.close());
    await one.trail.append(draft());
    await one.sealNow();
    expect(one.concerns().unpublished).toEqual([]);
    await one.close();
    expect(taken.map(({ id }) => id)).toEqual(["seal-1", "seal-2"]);
    const lines = readFileSync(publish.file, "utf8").trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(taken.map(({ data }) => data));
    expect(await redis.client.xlen("roots")).toBe(2);
    // What was published cannot be taken back: a trail without its second seal is not the one that was.
    expect(await runAudit(command(folder, { published: publish.file }))).toBe(0);
    writeFileSync(publish.file, `${lines.join("\n")}\n${nth(lines, 1).replace('"number":2', '"number":3')}\n`);
    expect(await runAudit(command(folder, { published: publish.file }))).toBe(1);
  });

  it("streams every event to Redis, over an outage and a restart", async () => {
    const folder = temporaryFolder();
    let redis = await startRedis(folder);
    onTestFinished(() => redis.stop());
    const { url } = redis;
    const stream = { url, stream: "events" };
    const ids = async () =>
      new Set(
        (await redis.client.xrange("events", "-", "+")).map(
          ([, fields]) => (JSON.parse(fields[3] ?? "{}") as { data: { id: string } }).data.id,
        ),
      );
    const one = await audit(folder, { stream });
    const receipts = await Promise.all(Array.from({ length: 30 }, () => one.trail.append(draft())));
    await expect.poll(async () => (await ids()).size, { timeout: 20_000 }).toBe(30);
    await redis.stop();
    receipts.push(await one.trail.append(draft()));
    redis = await startRedis(folder, Number(new URL(url).port));
    // This server keeps nothing, so everything is sent anew.
    await expect.poll(async () => (await ids()).size, { timeout: 20_000 }).toBe(31);
    await one.close();
    const two = await audit(folder, { stream });
    receipts.push(await two.trail.append(draft()));
    await expect.poll(async () => (await ids()).size, { timeout: 40_000 }).toBe(32);
    await two.close();
    expect(await ids()).toEqual(new Set(receipts.map(({ id }) => id)));
    expect(await redis.client.xlen("events")).toBe(32);
  }, 90_000);

  it("gives a follower everything from his cursor on, however slow he is", async () => {
    const one = await audit(temporaryFolder());
    onTestFinished(() => one.close());
    const end = new AbortController();
    const first = await one.trail.append(draft());
    const after = await one.store.latestCursor();
    const seen: string[] = [];
    const following = (async () => {
      const events = followTrail(one.store, {
        after,
        signal: end.signal,
        onCommitted: (each) => one.trail.onCommitted(each),
        pollMs: 60_000,
        batch: 3,
      });
      for await (const batch of events) {
        seen.push(...batch.map(({ id }) => id));
        await new Promise((resolve) => setTimeout(resolve, 5));
        if (seen.length === 20) end.abort();
      }
    })();
    const receipts = await Promise.all(Array.from({ length: 20 }, () => one.trail.append(draft())));
    await following;
    expect(seen).toEqual(receipts.map(({ id }) => id));
    expect(seen).not.toContain(first.id);
  });
});

describe("the audit commands", () => {
  it("verify, export and prove, and their status tells", async () => {
    const folder = temporaryFolder();
    const one = await audit(folder);
    const { id } = await one.trail.append(draft({ subjects: [subject(3)] }));
    await one.close();
    expect(await runAudit(command(folder, {}))).toBe(0);
    const out = `${folder}/export.ndjson`;
    expect(await runAudit(command(folder, { what: "export", out }))).toBe(0);
    expect(await runAudit(command(folder, { export: out }))).toBe(0);
    writeFileSync(out, readFileSync(out, "utf8").replace('"B1"', '"B2"'));
    expect(await runAudit(command(folder, { export: out }))).toBe(1);
    writeFileSync(out, "");
    expect(await runAudit(command(folder, { export: out }))).toBe(3);
    expect(await runAudit(command(folder, { since: "2100-01-01" }))).toBe(3);
    const stranger = temporaryFolder();
    await (await audit(stranger)).close();
    expect(await runAudit(command(folder, { publicKey: `${stranger}/key.pub.pem` }))).toBe(1);
    await expect(runAudit(command(folder, { publicKey: `${folder}/key.pem` }))).rejects.toThrow(
      /no Ed25519 public key/,
    );
    await expect(runAudit(command(folder, { store: `${folder}/none` }))).rejects.toThrow(/no such trail/);
    await expect(runAudit(command(folder, { since: "yesterday" }))).rejects.toThrow(/takes a moment/);
    await expect(runAudit(command(folder, { what: "prove", of: "none" }))).rejects.toThrow(/no event of that id/);
    writeFileSync(`${folder}/proof.json`, "{");
    expect(await runAudit(command(folder, { what: "check-proof", of: `${folder}/proof.json` }))).toBe(1);
    expect(await runAudit(command(folder, { what: "prove", of: id }))).toBe(0);
  });
});

describe("what a command does to a trail", () => {
  it("is on record in it: that it was exported, and that months of it were removed", async () => {
    const folder = temporaryFolder();
    const one = await audit(folder);
    await one.trail.append(draft({ at: Date.UTC(2020, 0, 5) as Instant }));
    await one.sealNow();
    await one.trail.append(draft());
    await one.close();
    const config = `${folder}/gateway.yaml`;
    const settings = { store: `${folder}/audit.sqlite`, signingKeyFile: `${folder}/key.pem` };
    writeFileSync(config, JSON.stringify({ audit: settings }));
    const of = (what: string, more: Partial<AuditCommand> = {}) =>
      runAudit(command(folder, { what, config, store: undefined, ...more }));
    expect(await of("export", { out: `${folder}/export.ndjson`, since: "2026-01-01" })).toBe(0);
    expect(await of("retention")).toBe(0);
    expect(await of("retention")).toBe(0);
    const two = await audit(folder);
    onTestFinished(() => two.close());
    const events = (await two.store.readAfter(null, 10)).map(({ canonical }) => JSON.parse(canonical) as AuditEvent);
    expect(events.map(({ action, detail }) => ({ action, detail })).slice(-2)).toEqual([
      { action: "EXPORT", detail: expect.objectContaining({ what: "AUDIT_EXPORT", since: "2026-01-01" }) as unknown },
      { action: "RETENTION", detail: { what: "MONTHS_REMOVED", months: "2020-01", events: 1 } },
    ]);
    await two.sealNow();
    expect(await of("verify")).toBe(0);
  });
});

async function reservedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
