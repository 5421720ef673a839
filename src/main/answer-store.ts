import type { Clock } from "../domain/instant.js";
import type { CacheSettings } from "../platform/cache/cache-settings.js";
import { openCache, type OpenCache } from "../platform/cache/open-cache.js";
import type { Log } from "../platform/log.js";
import type { Metrics } from "../platform/metrics.js";
import { KeptAnswers } from "../profile/cache/kept-answers.js";
import { NO_CACHE } from "../profile/cache/no-cache.js";
import { OutcomeCache } from "../profile/cache/outcome-cache.js";
import type { KeptRecord } from "../profile/cache/record-codec.js";
import { resolveRules } from "../profile/cache/resolve-rules.js";
import type { AnswerStore } from "../profile/cache/slot.js";
import type { SourceRegister } from "../profile/source-register.js";

export interface OpenAnswerStore {
  readonly answers: AnswerStore;
  /** Null where nothing is kept. */
  readonly cache: OpenCache<KeptRecord> | null;
}

/** The cache of one process, on the rules of its sources. */
export function openAnswerStore(
  settings: CacheSettings,
  register: SourceRegister,
  { clock, log, metrics }: { readonly clock: Clock; readonly log: Log; readonly metrics: Metrics },
): OpenAnswerStore {
  if (!settings.enabled) return { answers: NO_CACHE, cache: null };
  const cache = openCache<KeptRecord>(settings, log, metrics);
  const { keys, local, shared } = cache;
  const kept = new KeptAnswers({ keys, local, shared, clock, metrics: cache.metrics });
  const answers = new OutcomeCache({
    kept,
    keys,
    facts: (source) => register.facts(source),
    rule: resolveRules(register.all(), settings.rules),
    metrics: cache.metrics,
  });
  return { answers, cache };
}
