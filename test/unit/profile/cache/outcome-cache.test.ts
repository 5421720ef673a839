import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Instant } from "../../../../src/domain/instant.js";
import type { Outcome } from "../../../../src/domain/outcome.js";
import type { CacheRule } from "../../../../src/domain/source.js";
import { cacheMetrics } from "../../../../src/platform/cache/cache-metrics.js";
import { LocalLevel } from "../../../../src/platform/cache/local-level.js";
import { startDeadline } from "../../../../src/platform/deadline.js";
import { Metrics } from "../../../../src/platform/metrics.js";
import { KeptAnswers } from "../../../../src/profile/cache/kept-answers.js";
import { question, type Operation } from "../../../../src/profile/cache/operation.js";
import { OutcomeCache } from "../../../../src/profile/cache/outcome-cache.js";
import type { KeptRecord } from "../../../../src/profile/cache/record-codec.js";
import type { Asking, Fetch } from "../../../../src/profile/cache/slot.js";
import { loan } from "../../../../src/sources/loan/source.js";
import { openLevel, type TestLevel } from "../../../support/cache-level.js";
import { pick } from "../../../support/pick.js";
import { startRedis, type TestRedis } from "../../../support/redis.js";

const THINGS: Operation<{ readonly of: string }> = {
  source: "loan",
  name: "loans",
  namesRecord: true,
  recordsIn: ({ of }) => [of],
};

const RULE: CacheRule = {
  scope: "per-caller",
  freshSeconds: 600,
  absentSeconds: 60,
  whileRevalidatingSeconds: 0,
  ifErrorSeconds: 600,
};

const deadline = startDeadline(60_000);
let redis: TestRedis;
let levels: TestLevel[];

beforeAll(async () => {
  redis = await startRedis();
  levels = [await openLevel({ mode: "single", url: redis.url }), await openLevel({ mode: "single", url: redis.url })];
});
afterAll(async () => {
  deadline.release();
  for (const { connections } of levels) connections.close();
  await redis.stop();
});

/** A process: its own memory, and the shared level of all. */
function processOn({ level, keys }: TestLevel, rule: CacheRule | undefined): OutcomeCache {
  const none = { localBytes: () => 0, localEntries: () => 0, isShared: () => true };
  const metrics = cacheMetrics(new Metrics(), none);
  const local = new LocalLevel<KeptRecord>(10_000_000);
  const kept = new KeptAnswers({ keys, local, shared: level, clock: { now: () => 5 as Instant }, metrics });
  return new OutcomeCache({ kept, keys, facts: () => loan, rule: () => rule, metrics });
}

const asking = (subject: string, purpose: string, policy: Asking["policy"] = "CACHE_OK"): Asking => ({
  policy,
  deadline,
  caller: { subject, purpose },
});

describe("the cache of outcomes", () => {
  const step = fc.record({
    process: fc.nat({ max: 1 }),
    subject: fc.constantFrom("staff:a", "staff:b", "customer:1", "per-caller"),
    purpose: fc.constantFrom("MARKETING", "CREDIT_APPROVAL", ""),
    keys: fc.uniqueArray(fc.constantFrom("1", "2", "11", "12", ""), { minLength: 1, maxLength: 5 }),
    policy: fc.constantFrom<Asking["policy"]>("CACHE_OK", "CACHE_OK", "PREFER_LIVE", "REQUIRE_LIVE"),
    restart: fc.boolean(),
  });

  it("gives nobody what was said to another caller, for another purpose or of another customer, when a source tells them apart", async () => {
    const counts = { answers: 0, calls: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), { maxLength: 6 }), async (waves) => {
        await redis.client.flushall();
        const processes = levels.map((level) => processOn(level, RULE));
        for (const wave of waves) {
          await Promise.all(
            wave.map(async ({ process, subject, purpose, keys, policy, restart }) => {
              const level = pick(levels, process);
              if (restart) processes[process] = processOn(level, RULE);
              const fetch: Fetch = (open) => {
                counts.calls += open.length;
                return Promise.resolve(
                  open.map(({ args }): Outcome<unknown> => {
                    const value = { of: args.at(-1), said: `${subject}|${purpose}|${args.at(-1)}` };
                    return { kind: "known", source: "loan", asOf: 5 as Instant, retrievedAt: 5 as Instant, value };
                  }),
                );
              };
              const questions = keys.map((key) => question(THINGS, key));
              const cache = pick(processes, process);
              const answers = await cache.ask(questions, fetch, asking(subject, purpose, policy));
              for (const [index, answer] of answers.entries()) {
                counts.answers += 1;
                expect(answer).toMatchObject({ value: { said: `${subject}|${purpose}|${keys[index]}` } });
              }
            }),
          );
        }
      }),
      { numRuns: 60 },
    );
    process.stdout.write(
      `isolation of callers: ${counts.answers} answers, ${counts.calls} of them asked for, none astray\n`,
    );
    expect(counts.calls).toBeLessThan(counts.answers);
  }, 60_000);

  it("keeps nothing where there is no rule", async () => {
    const cache = processOn(pick(levels, 0), undefined);
    let calls = 0;
    const fetch: Fetch = (open) => {
      calls += 1;
      return Promise.resolve(
        open.map(() => ({ kind: "absent", source: "loan", asOf: 5 as Instant, retrievedAt: 5 as Instant })),
      );
    };
    for (let n = 0; n < 3; n += 1) await cache.ask([question(THINGS, "1")], fetch, asking("a", "b"));
    expect(calls).toBe(3);
  });

  it("passes a mistake of ours on to all who wait, and is none the worse for it", async () => {
    const cache = processOn(pick(levels, 0), { ...RULE, scope: "shared" });
    const failing: Fetch = () => Promise.reject(new TypeError("ours"));
    const asked = [1, 2].map(() => cache.ask([question(THINGS, "mistake")], failing, asking("a", "b")));
    for (const each of asked) await expect(each).rejects.toThrow("ours");
    const value = { of: "mistake" };
    const good: Fetch = () =>
      Promise.resolve([{ kind: "known", source: "loan", asOf: 5 as Instant, retrievedAt: 5 as Instant, value }]);
    expect(await cache.ask([question(THINGS, "mistake")], good, asking("a", "b"))).toMatchObject([{ kind: "known" }]);
  });
});
