import type { Attribute, CompletenessItem } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import type { SurvivorshipSettings } from "../../platform/config-survivorship.js";
import { attributeOfItem, completenessOf, type Completeness } from "./completeness.js";
import type { FactRecord } from "./fact.js";
import { recencyOf } from "./recency.js";
import type { AttributeStatement } from "./stated.js";

/** How much one source knows of a customer, and how old that is. */
export interface SourceQualityRecord {
  readonly source: SourceName;
  readonly completeness: number | null;
  /** The mean of what age has left of its statements, 0 to 1; null where it makes none. */
  readonly timeliness: number | null;
  readonly lastUpdatedAt: Instant | null;
  /** The branch that keeps the customer, where the CRM tells. */
  readonly branch: string | null;
}

/** One attribute's share in the credibility of the whole. */
export interface CredibilityShare {
  readonly attribute: Attribute;
  readonly weight: number;
  readonly credibility: number;
}

export interface QualityRecord {
  readonly completeness: Completeness;
  readonly missing: readonly CompletenessItem[];
  /** Null where nothing survives that has a weight. */
  readonly credibility: number | null;
  readonly shares: readonly CredibilityShare[];
  readonly conflicts: readonly FactRecord[];
  readonly bySource: readonly SourceQualityRecord[];
  /** How many items are left out of it all because the viewer is not told of them. */
  readonly withheld: number;
  readonly missingSources: readonly SourceName[];
}

export interface QualityParts {
  /** What a complete profile has, as far as this viewer is told of it. */
  readonly weights: readonly (readonly [CompletenessItem, number])[];
  readonly withheld: number;
  readonly facts: readonly FactRecord[];
  /** The sources that could be read, in order. */
  readonly sources: readonly SourceName[];
  readonly branch: string | null;
  readonly recency: SurvivorshipSettings["recency"];
  readonly now: Instant;
}

/** How good the bank's data on a customer is, out of what is told of each attribute. */
export function qualityOf({ weights, withheld, facts, sources, branch, recency, now }: QualityParts): QualityRecord {
  const statements = new Map(facts.map((fact) => [fact.attribute, statementsOf(fact)]));
  const stated = (attribute: Attribute) => statements.get(attribute) ?? [];
  const completeness = completenessOf(weights, stated);
  const shares = sharesOf(weights, facts);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const earned = shares.reduce((sum, share) => sum + share.weight * share.credibility, 0);
  return {
    completeness,
    missing: completeness.items.filter(({ present }) => !present).map(({ item }) => item),
    credibility: total === 0 ? null : earned / total,
    shares,
    conflicts: facts.filter(({ inConflict }) => inConflict),
    bySource: sources.map((source) => ofSource(source, { weights, stated, branch, recency, now })),
    withheld,
    missingSources: [...new Set(facts.flatMap(({ missingSources }) => missingSources))].sort(),
  };
}

function statementsOf({ survival }: FactRecord): AttributeStatement[] {
  return (survival.choice?.ranked ?? []).map(({ statement }) => statement);
}

/** An attribute counts by the weight of its items; one of which nothing is said has no credibility to count. */
function sharesOf(weights: QualityParts["weights"], facts: readonly FactRecord[]): CredibilityShare[] {
  return facts.flatMap(({ attribute, credibility }) => {
    const weight = weights.reduce((sum, [item, each]) => sum + (attributeOfItem(item) === attribute ? each : 0), 0);
    return credibility === null || weight === 0 ? [] : [{ attribute, weight, credibility: credibility.value }];
  });
}

function ofSource(
  source: SourceName,
  {
    weights,
    stated,
    branch,
    recency,
    now,
  }: Pick<QualityParts, "weights" | "branch" | "recency" | "now"> & {
    readonly stated: (attribute: Attribute) => readonly AttributeStatement[];
  },
): SourceQualityRecord {
  const own = (attribute: Attribute) => stated(attribute).filter((statement) => statement.source === source);
  const all = [...new Set(weights.map(([item]) => attributeOfItem(item)))].flatMap(own);
  const ages = all.map(({ observedAt }) => recencyOf(observedAt, now, recency)).sort((left, right) => left - right);
  const dated = all.flatMap(({ observedAt }) => (observedAt === null ? [] : [observedAt]));
  return {
    source,
    completeness: completenessOf(weights, own).value,
    timeliness: ages.length === 0 ? null : ages.reduce((sum, age) => sum + age, 0) / ages.length,
    lastUpdatedAt: dated.length === 0 ? null : (Math.max(...dated) as Instant),
    branch,
  };
}
