import { createHash } from "node:crypto";
import { ATTRIBUTES, type Attribute, type SurvivorshipStrategy } from "../../domain/attribute.js";
import type { SourceName } from "../../domain/source.js";
import type { SurvivorshipSettings } from "../../platform/config-survivorship.js";
import { aggregate } from "./aggregate.rule.js";
import type { SurvivorshipRule } from "./criterion.js";
import { highestTrust } from "./highest-trust.rule.js";
import { majority } from "./majority.rule.js";
import { manual } from "./manual.rule.js";
import { mostRecent } from "./most-recent.rule.js";
import { sourcePriority } from "./source-priority.rule.js";
import { verifiedThenRecent } from "./verified-then-recent.rule.js";

/** The rule of one attribute, as it is in force. */
export interface RuleInForce extends SurvivorshipRule {
  readonly id: string;
  readonly strategy: SurvivorshipStrategy;
  /** Changes whenever any setting that the rule goes by does. */
  readonly version: string;
}

type Maker = (order: readonly SourceName[]) => SurvivorshipRule;

/** A new rule is a file of its own and a line here. */
const RULES: Record<SurvivorshipStrategy, Maker> = {
  SOURCE_PRIORITY: sourcePriority,
  MOST_RECENT: () => mostRecent,
  VERIFIED_THEN_RECENT: () => verifiedThenRecent,
  HIGHEST_TRUST: () => highestTrust,
  MAJORITY: () => majority,
  AGGREGATE: () => aggregate,
  MANUAL: () => manual,
};

/** What decides about each attribute; made once out of the settings. */
export class RuleBook {
  readonly #rules: ReadonlyMap<Attribute, RuleInForce>;

  constructor(readonly settings: Pick<SurvivorshipSettings, "rules" | "priority" | "recency">) {
    this.#rules = new Map(ATTRIBUTES.map((attribute) => [attribute, this.#inForce(attribute)]));
  }

  of(attribute: Attribute): RuleInForce {
    const rule = this.#rules.get(attribute);
    if (rule === undefined) throw new Error("every attribute has a rule");
    return rule;
  }

  #inForce(attribute: Attribute): RuleInForce {
    const { rules, priority, recency } = this.settings;
    const { strategy, priority: own = priority } = rules[attribute];
    const rule = RULES[strategy](own);
    const settings = { attribute, strategy, recency, ...(strategy === "SOURCE_PRIORITY" && { priority: own }) };
    const version = createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 12);
    return { ...rule, id: `${attribute}.${strategy}`, strategy, version: `v-${version}` };
  }
}
