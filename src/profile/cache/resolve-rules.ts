import type { CacheRule, SourceFacts, SourceName } from "../../domain/source.js";
import type { CacheSettings } from "../../platform/cache/cache-settings.js";

type Resolved = (source: SourceName, operation: string) => CacheRule | undefined;

/** The sources' own rules with the bank's settings over them. What neither fresh nor in need may be served is not kept. */
export function resolveRules(all: readonly SourceFacts[], settings: CacheSettings["rules"]): Resolved {
  const set = settings as Readonly<Record<string, Readonly<Record<string, Partial<CacheRule> | undefined>>>>;
  const rules = new Map<string, CacheRule>();
  for (const { name, cache } of all) {
    for (const [operation, rule] of Object.entries(cache)) {
      const resolved = { ...rule, ...defined(set[name]?.[operation] ?? {}) };
      if (resolved.freshSeconds > 0 || resolved.ifErrorSeconds > 0) rules.set(`${name}/${operation}`, resolved);
    }
  }
  return (source, operation) => rules.get(`${source}/${operation}`);
}

function defined(settings: Partial<CacheRule>): Partial<CacheRule> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
