import { stateOf, type FreshnessState } from "../domain/freshness.js";
import type { Clock, Instant } from "../domain/instant.js";
import type { Outcome } from "../domain/outcome.js";
import type { SourceFacts, SourceName } from "../domain/source.js";
import type { CallCounts } from "../platform/resilience/call-counts.js";
import type { Upstream } from "../sources/upstream.js";
import type { AddressFigures, CallsReading, ConditionReading, PartReading, SourceReading } from "./source-reading.js";

interface DataState {
  readonly state: FreshnessState;
  readonly since: Instant;
}

/** Every source of the process, with its facts and its present condition. */
export class SourceRegister {
  readonly #facts: ReadonlyMap<SourceName, SourceFacts>;
  /** One for a whole source, several for one that is divided. */
  readonly #upstreams: ReadonlyMap<SourceName, readonly Upstream[]>;
  readonly #latest = new Map<SourceName, Instant>();

  constructor(
    upstreams: readonly Upstream[],
    private readonly clock: Clock,
  ) {
    this.#facts = new Map(upstreams.map(({ facts }) => [facts.name, facts]));
    this.#upstreams = Map.groupBy(upstreams, ({ facts }) => facts.name);
  }

  all(): readonly SourceFacts[] {
    return [...this.#facts.values()];
  }

  facts(name: SourceName): SourceFacts {
    const facts = this.#facts.get(name);
    if (facts === undefined) throw new Error(`source ${name} is not in the register`);
    return facts;
  }

  /** By name, for rules that weigh sources against one another. */
  get byName(): ReadonlyMap<SourceName, SourceFacts> {
    return this.#facts;
  }

  /** Remembers of what moment a source's last answer was. */
  observe(outcome: Outcome<unknown>): void {
    if (outcome.kind !== "unavailable") this.#latest.set(outcome.source, outcome.asOf);
  }

  /** A divided source is as well as the worst of its parts. */
  read(name: SourceName): SourceReading {
    const upstreams = this.#upstreams.get(name) ?? [];
    const data = this.#dataState(this.facts(name));
    const readings = upstreams.map((upstream) => conditionOf(upstream, data));
    const budget = upstreams.map((upstream) => upstream.budget()).find((reading) => reading !== null) ?? null;
    const calls = callsOf(upstreams);
    const [only] = readings;
    if (only !== undefined && readings.length === 1) return { ...only, parts: [], calls, budget };
    const parts = readings.map((reading, n): PartReading => ({ ...reading, id: upstreams[n]?.part ?? name }));
    return { ...worstOf(parts, upstreams), parts, calls, budget };
  }

  /** Of every address of every source, for metrics. */
  figures(): readonly AddressFigures[] {
    return [...this.#upstreams].flatMap(([source, upstreams]) =>
      upstreams.map((upstream) => ({
        source,
        part: upstream.part,
        circuit: upstream.circuit(),
        counts: upstream.counts,
        limit: upstream.limit(),
        budget: upstream.budget(),
      })),
    );
  }

  /** What the source said last, by its age now; a stale source is stale since its budget ran out. */
  #dataState(facts: SourceFacts): DataState | null {
    const asOf = this.#latest.get(facts.name);
    if (asOf === undefined) return null;
    const state = stateOf(Math.max(0, (this.clock.now() - asOf) / 1000), facts);
    return { state, since: (state === "FRESH" ? asOf : asOf + facts.freshnessBudgetSeconds * 1000) as Instant };
  }
}

function conditionOf(upstream: Upstream, data: DataState | null): ConditionReading {
  const health = upstream.health();
  const { failing } = health;
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

function callsOf(upstreams: readonly Upstream[]): CallsReading {
  const sum = (of: (counts: CallCounts) => number) => upstreams.reduce((total, { counts }) => total + of(counts), 0);
  return {
    asked: sum(({ asked }) => asked),
    sent: sum(({ sent }) => sent),
    retried: sum(({ retried }) => retried),
    hedged: sum(({ hedged }) => hedged),
    refused: sum(({ refused }) => Object.values(refused).reduce((total, count) => total + count, 0)),
  };
}

function worstOf(parts: readonly PartReading[], upstreams: readonly Upstream[]): ConditionReading {
  const failing = parts.find(({ state }) => state === "UNAVAILABLE");
  const told = failing ?? parts.find(({ state }) => state !== null);
  const health = upstreams.map((upstream) => upstream.health());
  const calls = health.reduce((total, each) => total + each.calls, 0);
  const failures = health.reduce((total, each) => total + each.calls * (each.errorRate ?? 0), 0);
  return {
    state: told?.state ?? null,
    circuit:
      (["OPEN", "HALF_OPEN"] as const).find((state) => parts.some(({ circuit }) => circuit === state)) ?? "CLOSED",
    p95Ms: largest(parts.map(({ p95Ms }) => p95Ms)),
    errorRate: calls === 0 ? null : failures / calls,
    lastSuccessAt: largest(parts.map(({ lastSuccessAt }) => lastSuccessAt)),
    since: told?.since ?? null,
    message: failing?.message ?? null,
  };
}

function largest<T extends number>(values: readonly (T | null)[]): T | null {
  return values.reduce((most, each) => (each !== null && (most === null || each > most) ? each : most), null);
}
