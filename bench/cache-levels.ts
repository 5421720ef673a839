import type { Instant } from "../src/domain/instant.js";
import type { Outcome } from "../src/domain/outcome.js";
import { seal } from "../src/domain/sealed.js";
import { CacheKeys } from "../src/platform/cache/cache-keys.js";
import { cacheMetrics } from "../src/platform/cache/cache-metrics.js";
import { LocalLevel } from "../src/platform/cache/local-level.js";
import { startDeadline } from "../src/platform/deadline.js";
import { Metrics } from "../src/platform/metrics.js";
import { KeptAnswers } from "../src/profile/cache/kept-answers.js";
import { CORE_PARTY, question } from "../src/profile/cache/operation.js";
import { OutcomeCache } from "../src/profile/cache/outcome-cache.js";
import { decodeRecord, encodeRecord, type KeptRecord } from "../src/profile/cache/record-codec.js";
import { coreBanking } from "../src/sources/core-banking/source.js";

/** A record of about the size of a customer's. */
function party(recordId: string) {
  return {
    source: "core-banking",
    recordId,
    kind: "PERSON",
    status: "ACTIVE",
    name: seal(`王建国${recordId}`),
    birthDate: seal("1985-04-12"),
    nationality: "CN",
    occupation: "工程师",
    annualIncome: seal({ amount: "320000.00", currency: "CNY" }),
    documents: [
      {
        type: "RESIDENT_ID",
        number: seal(`99010119850412${recordId}`),
        issuer: "海港市公安局",
        validTo: null,
        verifiedWithAuthorityAt: 0,
      },
    ],
    contacts: [
      {
        kind: "MOBILE",
        value: seal("13912345678"),
        verification: "VERIFIED",
        observedAt: 0,
        preferred: true,
        doNotContact: false,
      },
    ],
    guardians: [],
    wards: [],
    registration: null,
    confidentiality: "NORMAL",
    observedAt: null,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

/** A cache on a clock that the benchmark moves on. */
function openCache(maxBytes: number) {
  const time = { now: 0 };
  const clock = { now: () => time.now as Instant };
  const local = new LocalLevel<KeptRecord>(maxBytes);
  const keys = new CacheKeys("a secret of the benchmark, and of nothing else");
  const metrics = cacheMetrics(new Metrics(), { localBytes: () => 0, localEntries: () => 0, isShared: () => false });
  const kept = new KeptAnswers({ keys, local, shared: null, clock, metrics });
  const rule = coreBanking.cache["party"];
  const cache = new OutcomeCache({ kept, keys, facts: () => coreBanking, rule: () => rule, metrics });
  const deadline = startDeadline(600_000);
  const asking = { policy: "CACHE_OK", deadline, caller: { subject: "staff:a", purpose: "MARKETING" } } as const;
  const ask = (ids: readonly string[]) =>
    cache.ask(
      ids.map((id) => question(CORE_PARTY, id)),
      (open) => {
        const at = clock.now();
        const known = (id: string): Outcome<unknown> => ({
          kind: "known",
          source: "core-banking",
          asOf: at,
          retrievedAt: at,
          value: party(id),
        });
        return Promise.resolve(open.map(({ args }) => known(args.at(-1) ?? "")));
      },
      asking,
    );
  return { time, local, ask, release: () => deadline.release() };
}

export interface HitPath {
  /** Microseconds for one question of a batch of fifty that are kept locally. */
  readonly localHitUs: number;
  /** Microseconds to read one such record back from its bytes, as a shared hit must. */
  readonly decodeUs: number;
  readonly recordBytes: number;
}

export async function measureHitPath(): Promise<HitPath> {
  const { ask, release } = openCache(64 * 1024 * 1024);
  const ids = Array.from({ length: 50 }, (_, n) => String(1_000 + n));
  await ask(ids);
  const rounds = 4_000;
  const run = async (): Promise<number> => {
    const startedAt = performance.now();
    for (let n = 0; n < rounds; n += 1) await ask(ids);
    return ((performance.now() - startedAt) * 1000) / (rounds * ids.length);
  };
  await run();
  const localHitUs = await run();
  release();
  const outcome = {
    kind: "known",
    source: "core-banking",
    asOf: 0 as Instant,
    retrievedAt: 0 as Instant,
    value: party("1000"),
  } as const;
  const bytes = encodeRecord({ outcome, isPartial: false });
  const startedAt = performance.now();
  for (let n = 0; n < 100_000; n += 1) decodeRecord(bytes);
  return { localHitUs, decodeUs: ((performance.now() - startedAt) * 1000) / 100_000, recordBytes: bytes.length };
}

export interface Soak {
  readonly keys: number;
  readonly boundMb: number;
  readonly mostMb: number;
  readonly entries: number;
  /** What the heap grew by, with all that is kept in it. */
  readonly heapMb: number;
}

/** A day of customers, each looked at once, in fast-forward. */
export async function measureDay(boundMb: number, keys: number): Promise<Soak> {
  const before = heapMb();
  const { ask, local, time, release } = openCache(boundMb * 1024 * 1024);
  let most = 0;
  const batch = 50;
  for (let at = 0; at < keys; at += batch) {
    time.now = Math.floor((at / keys) * 86_400_000);
    await ask(Array.from({ length: batch }, (_, n) => String(10_000_000 + at + n)));
    most = Math.max(most, local.bytes);
  }
  const grown = heapMb() - before;
  const entries = local.size;
  release();
  return { keys, boundMb, mostMb: most / 1024 / 1024, entries, heapMb: grown };
}

function heapMb(): number {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}
