import type { SourceName } from "../domain/source.js";
import type { Config } from "../platform/config-schema.js";
import type { UpstreamOptions } from "../sources/upstream.js";

/** How the configuration wants a source to be called; what it does not say stays as the source's facts have it. */
export function resilienceOf({ sources, resilience }: Config, name: SourceName): Omit<UpstreamOptions, "baseUrl"> {
  const { connections, resilience: own = {} } = sources[name];
  const { retryShare, hedgeShare, deadlineHeader } = resilience;
  const said = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined));
  return { connections, resilience: said, extra: { retryShare, hedgeShare }, deadlineHeader };
}
