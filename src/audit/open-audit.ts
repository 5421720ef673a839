import { readFileSync } from "node:fs";
import type { Clock } from "../domain/instant.js";
import type { AuditConfig } from "../platform/config-audit.js";
import type { Log } from "../platform/log.js";
import { RedisStream } from "../platform/redis-stream.js";
import { systemEvent } from "./event/system-event.js";
import { openSigningKey } from "./proof/key-file.js";
import { newSigningKeyPem, SigningKey } from "./proof/signing-key.js";
import { fileTarget } from "./publish/file-target.js";
import { Publisher } from "./publish/publisher.js";
import { redisTarget } from "./publish/redis-target.js";
import type { RootTarget } from "./publish/root-target.js";
import { webhookTarget } from "./publish/webhook-target.js";
import { AuditDesk } from "./questions/audit-desk.js";
import { Inspector } from "./inspect/inspector.js";
import { AuditQuestions } from "./questions/audit-questions.js";
import { Sealer } from "./seal/sealer.js";
import { openAuditStore } from "./store/open-store.js";
import type { AuditStore } from "./store/audit-store.js";
import { RedisRelay } from "./stream/redis-relay.js";
import { AuditTrail } from "./trail/audit-trail.js";

/** A gateway's trail, running: it is written, sealed, published and streamed until it is closed. */
export interface Audit {
  readonly trail: AuditTrail;
  readonly store: AuditStore;
  readonly desk: AuditDesk;
  /** Whether events can be stored. Where the last could not, it is tried, so that a trail that is well again is found so. */
  isReady(): Promise<boolean>;
  /** Seals and publishes what there is, now instead of at the next interval. */
  sealNow(): Promise<void>;
  /** What there is to worry about, by this process's own knowledge. */
  concerns(): {
    readonly lostWriters: readonly string[];
    readonly unpublished: readonly string[];
    readonly isAvailable: boolean;
  };
  close(): Promise<void>;
}

export interface AuditParts {
  readonly clock: Clock;
  readonly log: Log;
  /** Whether a missing key may be made: for development, where nobody has laid one. */
  readonly mayMakeKey: boolean;
  /** The bank's, for what its hours are. */
  readonly timeZone: string;
}

/** A trail that goes with its process needs no key that outlives it. */
function isEphemeral({ store, postgres }: AuditConfig): boolean {
  return store === ":memory:" && postgres === undefined;
}

/** Opens the trail that the configuration describes. Throws when the store or the key cannot be opened: no gateway runs without its trail. */
export async function openAudit(config: AuditConfig, { clock, log, mayMakeKey, timeZone }: AuditParts): Promise<Audit> {
  const { key, isNew } = isEphemeral(config)
    ? { key: new SigningKey(newSigningKeyPem()), isNew: false }
    : openSigningKey(config.signingKeyFile, mayMakeKey);
  if (isNew) log.warn({ keyId: key.keyId }, "an audit signing key was made for development; lay one of the bank's own");
  const store = await openAuditStore(config);
  const trail = new AuditTrail(store, {
    writer: config.writer,
    clock,
    queueLimit: config.queueLimit,
    timeoutMs: config.timeoutMs,
    report: (what, fault) =>
      what === "recovered" ? log.info({}, "audit trail recovered") : log.error({ fault }, "audit trail unavailable"),
  });
  const sealer = new Sealer(store, {
    key,
    clock,
    heads: () => trail.heads(),
    reportLoss: (writer) => log.error({ writer }, "the audit store no longer holds what it acknowledged"),
  });
  const publisher = new Publisher(store, targetsOf(config), (target, isReached) =>
    isReached
      ? log.info({ target }, "audit roots published again")
      : log.error({ target }, "audit roots not published"),
  );
  const onCommitted = trail.onCommitted.bind(trail);
  const relay =
    config.stream &&
    new RedisRelay(store, new RedisStream(config.stream), {
      holder: trail.writer,
      onCommitted,
      report: (isReached) =>
        isReached ? log.info({}, "audit stream reached again") : log.error({}, "audit stream not reached"),
    });
  const inspector = new Inspector(() => ({
    config: store.file === null ? config : { ...config, store: store.file },
    timeZone,
    keys: trustedKeys(config, key),
  }));
  const questions = new AuditQuestions(store, config.query);
  let running: Promise<void> | null = null;
  const sealOnce = async (): Promise<void> => {
    try {
      await sealer.seal();
      await publisher.publish();
    } catch (error) {
      log.error({ code: (error as { code?: unknown }).code }, "the audit trail was not sealed");
    }
  };
  const sealNow = (): Promise<void> => (running ??= sealOnce().finally(() => (running = null)));
  const timer = setInterval(() => void sealNow(), config.sealEverySeconds * 1_000);
  timer.unref();
  return {
    trail,
    store,
    desk: new AuditDesk({ reads: store, questions, inspector, clock, onCommitted }),
    isReady: readiness(trail, clock),
    sealNow,
    concerns: () => ({
      lostWriters: sealer.lostWriters,
      unpublished: publisher.behind,
      isAvailable: trail.isAvailable,
    }),
    close: async () => {
      clearInterval(timer);
      await inspector.close();
      await trail.close();
      // A gateway that ends in order leaves nothing unsealed.
      await running;
      await sealNow();
      await relay?.close();
      await publisher.close();
      await store.close();
    },
  };
}

/** Asked every moment by whoever sends requests here: a store that is down is not tried more than once a second. */
const TRY_AGAIN_MS = 1_000;

function readiness(trail: AuditTrail, clock: Clock): () => Promise<boolean> {
  let triedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (trail.isAvailable || performance.now() - triedAt < TRY_AGAIN_MS) return trail.isAvailable;
    triedAt = performance.now();
    const detail = { what: "TRAIL_TRIED_AGAIN" };
    await trail
      .append({ at: clock.now(), ...systemEvent({ part: "audit", policyVersion: "", detail }) })
      .catch(() => undefined);
    return trail.isAvailable;
  };
}

/** This gateway's own key, and those that the trail was signed with before. */
function trustedKeys({ trustedKeysFile }: AuditConfig, key: SigningKey): string {
  return key.publicPem() + (trustedKeysFile === undefined ? "" : readFileSync(trustedKeysFile, "utf8"));
}

function targetsOf({ publish, writer }: AuditConfig): readonly RootTarget[] {
  const { file, webhook, redis } = publish;
  return [
    ...(file === undefined ? [] : [fileTarget(file, writer)]),
    ...(webhook === undefined ? [] : [webhookTarget(webhook)]),
    ...(redis === undefined ? [] : [redisTarget(redis)]),
  ];
}
