import type { Instant } from "../domain/instant.js";
import type { SourceFacts, SourceName } from "../domain/source.js";
import type { FreshnessState } from "../domain/freshness.js";
import type { Upstream } from "../sources/upstream.js";

/** How one source has been doing, as this process saw it. */
export interface SourceReading {
  readonly state: FreshnessState | null;
  readonly circuit: "CLOSED" | "HALF_OPEN" | "OPEN";
  readonly p95Ms: number | null;
  readonly errorRate: number | null;
  readonly lastSuccessAt: Instant | null;
  readonly since: Instant | null;
  readonly message: string | null;
}

/** Every source of the process, with its facts and its present condition. */
export class SourceRegister {
  readonly #upstreams: ReadonlyMap<SourceName, Upstream>;

  constructor(upstreams: readonly Upstream[]) {
    this.#upstreams = new Map(upstreams.map((upstream) => [upstream.facts.name, upstream]));
  }

  all(): readonly SourceFacts[] {
    return [...this.#upstreams.values()].map(({ facts }) => facts);
  }

  facts(name: SourceName): SourceFacts {
    return this.#upstream(name).facts;
  }

  read(name: SourceName): SourceReading {
    const upstream = this.#upstream(name);
    const health = upstream.health();
    const data = upstream.dataState();
    const failing = health.failing;
    return {
      state: failing ? "UNAVAILABLE" : (data?.state ?? null),
      circuit: upstream.circuit(),
      p95Ms: health.p95Ms === null ? null : Math.round(health.p95Ms),
      errorRate: health.errorRate,
      lastSuccessAt: health.lastSuccessAt as Instant | null,
      since: failing ? (health.since as Instant | null) : (data?.since ?? null),
      message: health.lastFailure,
    };
  }

  #upstream(name: SourceName): Upstream {
    const upstream = this.#upstreams.get(name);
    if (upstream === undefined) throw new Error(`source ${name} is not in the register`);
    return upstream;
  }
}
