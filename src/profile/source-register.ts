import type { Clock, Instant } from "../domain/instant.js";
import type { Outcome } from "../domain/outcome.js";
import type { SourceFacts, SourceName } from "../domain/source.js";
import { stateOf, type FreshnessState } from "../domain/freshness.js";
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
  readonly #facts: ReadonlyMap<SourceName, SourceFacts>;
  readonly #upstreams: ReadonlyMap<SourceName, Upstream>;

  readonly #latest = new Map<SourceName, Instant>();

  constructor(
    upstreams: readonly Upstream[],
    private readonly clock: Clock,
  ) {
    this.#facts = new Map(upstreams.map(({ facts }) => [facts.name, facts]));
    this.#upstreams = new Map(upstreams.map((upstream) => [upstream.facts.name, upstream]));
  }

  all(): readonly SourceFacts[] {
    return [...this.#upstreams.values()].map(({ facts }) => facts);
  }

  facts(name: SourceName): SourceFacts {
    return this.#upstream(name).facts;
  }

  /** By name, for rules that weigh sources against one another. */
  get byName(): ReadonlyMap<SourceName, SourceFacts> {
    return this.#facts;
  }

  /** Remembers of what moment a source's last answer was. */
  observe(outcome: Outcome<unknown>): void {
    if (outcome.kind !== "unavailable") this.#latest.set(outcome.source, outcome.asOf);
  }

  read(name: SourceName): SourceReading {
    const upstream = this.#upstream(name);
    const health = upstream.health();
    const data = this.#dataState(upstream.facts);
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

  /** What the source said last, by its age now; a stale source is stale since its budget ran out. */
  #dataState(facts: SourceFacts): { readonly state: FreshnessState; readonly since: Instant } | null {
    const asOf = this.#latest.get(facts.name);
    if (asOf === undefined) return null;
    const state = stateOf(Math.max(0, (this.clock.now() - asOf) / 1000), facts);
    return { state, since: (state === "FRESH" ? asOf : asOf + facts.freshnessBudgetSeconds * 1000) as Instant };
  }

  #upstream(name: SourceName): Upstream {
    const upstream = this.#upstreams.get(name);
    if (upstream === undefined) throw new Error(`source ${name} is not in the register`);
    return upstream;
  }
}
