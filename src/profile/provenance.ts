import { AccessError } from "../access/access-error.js";
import type { Attribute, CompletenessItem } from "../domain/attribute.js";
import type { Outcome } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { SurvivorshipSettings } from "../platform/config-survivorship.js";
import type { CustomerProfile } from "./customer-profile.js";
import { knownParties } from "./header.js";
import { attributesOf, isToldOf, type Whose } from "./survivorship/attribute-kind.js";
import { attributeOfItem } from "./survivorship/completeness.js";
import { credibilityOf } from "./survivorship/credibility.js";
import type { FactRecord } from "./survivorship/fact.js";
import { isInConflict } from "./survivorship/in-conflict.js";
import { qualityOf, type QualityRecord } from "./survivorship/quality.js";
import { isPublished, statedByRegistries } from "./survivorship/registry-stated.js";
import { readOnce, statementsOf, type Stated } from "./survivorship/statements-of.js";
import type { StewardedJudgement } from "./survivorship/steward-choices.js";
import { survive } from "./survivorship/survivorship.js";
import { unreadableAt } from "./survivorship/unreadable.js";

export type SurvivorshipWeights = SurvivorshipSettings["completeness"];

/** A fact, or that the viewer is not told of it: whether there is anything to tell is then not told either. */
export type ToldFact = FactRecord | { readonly attribute: Attribute; readonly survival: null };

/** Where the values of one customer come from, as far as the viewer is told of them. Throws AccessError, SourceFault. */
export class Provenance {
  constructor(
    private readonly profile: CustomerProfile,
    private readonly completeness: SurvivorshipWeights,
  ) {}

  /** In the order asked for, each attribute once; all that the customer has where none is named. */
  async facts(asked: readonly Attribute[] | null): Promise<readonly ToldFact[]> {
    const whose = await this.whose();
    const attributes = [...new Set(asked ?? attributesOf(whose.kind))];
    const told = attributes.filter((attribute) => isToldOf(attribute, whose, this.profile.decision));
    // Where nothing is told, no source is asked.
    const facts = told.length === 0 ? [] : await this.#factsOf(told, told.some(isPublished) && isCompany(whose));
    return attributes.map(
      (attribute) => facts.find((fact) => fact.attribute === attribute) ?? { attribute, survival: null },
    );
  }

  /** Of the bank's own records: what a public registry publishes makes them neither more complete nor less. */
  async quality(): Promise<QualityRecord> {
    const { decision } = this.profile;
    const whose = await this.whose();
    const weights = Object.entries(isCompany(whose) ? this.completeness.organization : this.completeness.person);
    const items = weights as (readonly [CompletenessItem, number])[];
    const told = items.filter(([item]) => isToldOf(attributeOfItem(item), whose, decision));
    const attributes = attributesOf(whose.kind).filter((attribute) => isToldOf(attribute, whose, decision));
    if (attributes.length === 0) throw new AccessError("ACCESS_DENIED");
    const [facts, parties, judgement, branch] = await Promise.all([
      this.#factsOf(attributes, false),
      this.profile.parties(),
      this.profile.judgement(),
      this.#branch(),
    ]);
    return qualityOf({
      weights: told,
      withheld: items.length - told.length,
      facts,
      sources: [...new Set(knownParties(parties).map(({ source }) => source))].sort(),
      branch,
      recency: judgement.book.settings.recency,
      now: judgement.now,
    });
  }

  /** Whose attributes they are. */
  async whose(): Promise<Whose> {
    if (!this.profile.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
    const header = await this.profile.header();
    if (header === null) throw new SourceFault("core-banking", "SOURCE_UNAVAILABLE");
    return header;
  }

  async #factsOf(attributes: readonly Attribute[], withRegistries: boolean): Promise<readonly FactRecord[]> {
    const [parties, registries, judgement] = await Promise.all([
      this.profile.parties(),
      withRegistries ? this.profile.registryRecords() : [],
      this.profile.judgement(),
    ]);
    const stated = statedWith(knownParties(parties), registries);
    return attributes.map((attribute) => factOf(attribute, { parties, registries, judgement, stated }));
  }

  async #branch(): Promise<string | null> {
    const outcome = await this.profile.coverage();
    const coverage = outcome.kind === "known" ? outcome.value : null;
    if (coverage === null || coverage instanceof SourceFault) return null;
    const { owningBranch } = coverage;
    return owningBranch === null || owningBranch instanceof SourceFault ? null : owningBranch.id;
  }
}

interface Read {
  readonly parties: readonly Outcome<PartyRecord>[];
  readonly registries: readonly Outcome<RegistryRecord>[];
  readonly judgement: StewardedJudgement;
  readonly stated: Stated;
}

function factOf(attribute: Attribute, { parties, registries, judgement, stated }: Read): FactRecord {
  const survival = survive(attribute, stated, judgement);
  const { choice } = survival;
  const event = judgement.choices.of(attribute);
  const applies = judgement.choices.chosen(attribute, stated(attribute)) !== null;
  const asked: readonly Outcome<unknown>[] = isPublished(attribute) ? [...parties, ...registries] : parties;
  const missing = new Set<SourceName>([
    ...asked.filter(({ kind }) => kind === "unavailable").map(({ source }) => source),
    ...unreadableAt(knownParties(parties), attribute),
  ]);
  return {
    attribute,
    survival,
    credibility: choice === null ? null : credibilityOf(choice),
    inConflict: choice !== null && isInConflict(choice),
    override: event === null ? null : { event, applies },
    missingSources: [...missing].sort(),
  };
}

function statedWith(parties: readonly PartyRecord[], registries: readonly Outcome<RegistryRecord>[]): Stated {
  const ours = statementsOf(parties);
  if (registries.length === 0) return ours;
  return readOnce((attribute) => [...ours(attribute), ...statedByRegistries(registries, attribute)]);
}

function isCompany({ kind }: Whose): boolean {
  return kind === "ORGANIZATION";
}
