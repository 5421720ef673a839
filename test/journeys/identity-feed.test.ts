import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../sandbox/main.js";
import { toInstant } from "../../src/domain/instant.js";
import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { FeedFollower } from "../../src/identity/feed/feed-follower.js";
import { FeedLog } from "../../src/identity/feed/feed-log.js";
import { openIdentity, keysOf } from "../../src/main/identity.js";
import { ingestAll } from "../../src/main/identity-ingest.js";
import { ProgressLine } from "../../src/main/progress-line.js";
import { sandboxConfig, FIXTURE_TIME } from "../../src/main/sandbox-config.js";
import { openSources } from "../../src/main/upstreams.js";
import { fixedClock } from "../../src/platform/clock.js";
import { createLog } from "../../src/platform/log.js";

const folder = mkdtempSync(join(tmpdir(), "identity-feed-"));
const file = join(folder, "identity.sqlite");
const paths = { contracts: "schema/upstream" };
const clock = fixedClock(toInstant(FIXTURE_TIME));
const silent = createLog({ level: "silent", to: "stderr" });
const shown: string[] = [];
let sandbox: Sandbox;
const config = () => sandboxConfig(sandbox, { identityStore: file, log: { level: "silent" } });
const ingest = () =>
  ingestAll(config(), paths, { restart: false, threads: 0 }, new ProgressLine({ write: (text) => shown.push(text) }));

beforeAll(async () => {
  sandbox = await startSandbox({ size: 1_500, latency: "none" });
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true });
});

describe("the feed of four systems", () => {
  it("stops where a source stops, goes on from there, and says how far it is", async () => {
    sandbox.control.setFaults("card", { errorRate: 1 });
    const first = await ingest();
    expect(first.map(({ source, isComplete, fault }) => [source, isComplete, fault])).toEqual([
      ["core-banking", true, null],
      ["loan", true, null],
      ["card", false, expect.stringMatching(/^SOURCE_/u)],
      ["crm", true, null],
    ]);
    sandbox.control.clearFaults("card");
    const second = await ingest();
    expect(second.every(({ isComplete }) => isComplete)).toBe(true);
    expect(second.map(({ changed }) => changed > 0)).toEqual([false, false, true, false]);
    const third = await ingest();
    expect(third.map(({ changed }) => changed)).toEqual([0, 0, 0, 0]);
    expect(shown.join("")).toMatch(/core-banking {3}\[#+-*\] \d+ % of \d+, \d+\/s/u);
  }, 240_000);

  it("puts the records of 王建国 together, and finds him by every number of his", async () => {
    const identity = await openIdentity(config().identity, clock);
    const lookup = new ExactLookup(identity.index.store, new KeyRing(keysOf(config().identity)));
    const [id] = await lookup.find({ type: "RESIDENT_ID", value: "990101198504120012" });
    const membership = await identity.index.read(id ?? ("" as never));
    expect(membership?.links.map(({ source, recordId }) => `${source} ${recordId}`).sort()).toEqual([
      "card C-77001",
      "core-banking 10000001",
      "crm 8801",
      "loan L-5501",
    ]);
    for (const query of [
      { type: "CIF", value: "10000001" },
      { type: "CARD_CUSTOMER", value: "C-77001" },
      { type: "CARD_PAN", value: sandbox.bank.card("CC-701")?.pan ?? "" },
      { type: "ACCOUNT_NUMBER", value: sandbox.bank.account("DA-101")?.accountNumber ?? "" },
    ] as const) {
      expect(await lookup.find(query), query.type).toEqual([id]);
    }
    // His son's record in the CRM carries the father's mobile: both are found, and they are two.
    expect(await lookup.find({ type: "MOBILE", value: "13900005678" })).toContain(id);
    expect((await lookup.find({ type: "MOBILE", value: "13900005678" })).length).toBeGreaterThan(1);
    expect(await lookup.find({ type: "RESIDENT_ID", value: "990101198504120013" })).toEqual([]);
    await identity.close();
  });

  it("is followed: what a source changes is found by its new number", async () => {
    const identity = await openIdentity(config().identity, clock);
    const open = openSources(config(), paths.contracts, clock, silent);
    const feedLog = new FeedLog(identity.index.store, clock);
    const { core, loan, card, crm } = open.sources;
    const follower = new FeedFollower([core, loan, card, crm], identity.writer, feedLog, silent, 20);
    follower.start();
    const [id] = await identity.lookup.find({ type: "CIF", value: "10000001" });
    sandbox.bank.alter("card", "C-77001", { mobile: "13911112222" });
    const found = async (value: string) => identity.lookup.find({ type: "MOBILE", value });
    await expect.poll(() => found("13911112222"), { timeout: 15_000 }).toEqual([id]);
    sandbox.bank.alter("card", "C-77001", { removed: true });
    await expect.poll(() => found("13911112222"), { timeout: 15_000 }).toEqual([]);
    expect((await identity.index.read(id ?? ("" as never)))?.links).toHaveLength(4);
    await follower.stop();
    await Promise.all([open.close(), identity.close()]);
  });
});
