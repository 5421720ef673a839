import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RedisPlace } from "../../../../src/platform/cache/redis-connection.js";
import { openLevel } from "../../../support/cache-level.js";
import { ensureProgram } from "../../../support/ensure-program.js";
import { freePort, startRedis } from "../../../support/redis.js";

/** Everything that the level does, once. */
async function tryOut(place: RedisPlace): Promise<void> {
  const { level, keys, connections } = await openLevel(place, { limitMs: 5_000 });
  try {
    const subjects = Array.from({ length: 10 }, (_, n) => keys.ofSubject("loan", String(n)));
    const reads = subjects.map((subject, n) => ({ key: keys.ofEntry(["loan", String(n)]), subject }));
    const claim = await level.claim(reads, "a token", 10_000);
    expect(claim?.isClaimed).toEqual(reads.map(() => true));
    expect((await level.claim(reads, "another", 10_000))?.isClaimed).toEqual(reads.map(() => false));
    const writes = reads.map(({ key, subject }) => ({
      key,
      content: Buffer.from(key),
      subjects: [subject],
      ttlMs: 9_000,
    }));
    await level.write(writes, claim?.stamp ?? 0);
    await level.release(
      reads.map(({ key }) => key),
      "a token",
    );
    const read = await level.read(reads);
    expect(read?.entries.map((each) => each?.content.toString())).toEqual(reads.map(({ key }) => key));
    await level.bury(subjects);
    expect((await level.read(reads))?.entries).toEqual(reads.map(() => null));
  } finally {
    connections.close();
  }
}

it("is one server", async () => {
  const redis = await startRedis();
  try {
    await tryOut({ mode: "single", url: redis.url });
  } finally {
    await redis.stop();
  }
});

it("is a cluster", async () => {
  const redis = await startRedis([
    "--cluster-enabled",
    "yes",
    "--cluster-announce-ip",
    "127.0.0.1",
    "--cluster-port",
    String(await freePort()),
  ]);
  try {
    await redis.client.cluster("ADDSLOTSRANGE", 0, 16_383);
    await expect.poll(() => redis.client.cluster("INFO"), { timeout: 15_000 }).toContain("cluster_state:ok");
    await tryOut({ mode: "cluster", urls: [redis.url] });
  } finally {
    await redis.stop();
  }
});

it("is whatever a sentinel names", async () => {
  const redis = await startRedis();
  const folder = mkdtempSync(join(tmpdir(), "test-sentinel-"));
  const port = await freePort();
  const file = join(folder, "sentinel.conf");
  writeFileSync(file, `port ${port}\nbind 127.0.0.1\ndir ${folder}\nsentinel monitor bank 127.0.0.1 ${redis.port} 1\n`);
  const program = await ensureProgram({ command: "redis-server", debianPackage: "redis-server" });
  const sentinel = spawn(program, [file, "--sentinel"], { stdio: "ignore" });
  try {
    await tryOut({ mode: "sentinel", name: "bank", urls: [`redis://127.0.0.1:${port}`] });
  } finally {
    sentinel.kill("SIGKILL");
    await redis.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
