import type { Decision } from "../../access/decision.js";
import type { Instant } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import type { ToldFact } from "../../profile/provenance.js";
import type { Whose } from "../../profile/survivorship/attribute-kind.js";
import type { Ranked } from "../../profile/survivorship/choose.js";
import type { Credibility } from "../../profile/survivorship/credibility.js";
import type { FactRecord, OverrideInForce } from "../../profile/survivorship/fact.js";
import type { AttributeStatement } from "../../profile/survivorship/stated.js";
import type { SourceSystem } from "../shared/freshness.type.js";
import { AttributeFact, ManualOverride, SurvivorshipRule, ValidationResult } from "./attribute-fact.type.js";
import { toExplanation } from "./figure.js";
import { deniedValue, maskedAmong, shownValue } from "./shown-value.js";
import type { StatementIds } from "./statement-ids.js";
import { Statement } from "./statement.type.js";

/** For whom facts are shown, and of whom. */
export interface Showing {
  readonly decision: Decision;
  readonly whose: Whose;
  readonly now: Instant;
  readonly systemOf: (source: SourceName) => SourceSystem;
  readonly ids: StatementIds;
}

export function toAttributeFact(fact: ToldFact, showing: Showing): AttributeFact {
  return fact.survival === null ? withheld(fact, showing) : told(fact, showing);
}

function told(fact: FactRecord, showing: Showing): AttributeFact {
  const { attribute, survival, inConflict, override, missingSources, credibility } = fact;
  const { rule, choice, verdicts } = survival;
  const { decision, whose, now, ids } = showing;
  const statements = (choice?.ranked ?? []).map((ranked) => toStatement(ranked, showing));
  const shown = choice === null ? null : shownValue(attribute, whose, choice.winner.statement.value, decision);
  const { id, strategy, description, version } = rule;
  return Object.assign(new AttributeFact(), {
    attribute,
    survivingValue: shown?.value ?? null,
    display: shown?.display ?? null,
    rule: Object.assign(new SurvivorshipRule(), { id, strategy, description, version }),
    credibility: credibility?.value ?? null,
    explanation: credibility === null ? null : toExplanation(arithmetic(credibility, version), decision, now),
    inConflict,
    winning: statements[0] ?? null,
    statements,
    validations: verdicts.map(({ rule: { id: name, kind, message }, passed, statement }) =>
      Object.assign(new ValidationResult(), {
        rule: name,
        kind,
        passed,
        message: passed ? message.passed : message.failed,
        statementId: ids.of(statement),
      }),
    ),
    override: override === null ? null : toOverride(override, ids, choice?.ranked ?? []),
    missingSources,
    maskedFields: shown === null ? [] : maskedAmong({ survivingValue: shown.value, display: shown.display }, decision),
  });
}

function toStatement(ranked: Ranked<AttributeStatement>, { decision, whose, systemOf, ids }: Showing): Statement {
  const { statement, trust, survives, agrees, lostBecause } = ranked;
  const { attribute, subject, source, recordId, observedAt, collectedBy, collectionChannel, verification } = statement;
  const shown = shownValue(attribute, whose, statement.value, decision);
  return Object.assign(new Statement(), {
    id: ids.of(statement),
    attribute,
    subject: subject === "" ? null : subject,
    ...shown,
    source: systemOf(source),
    sourceRecordId: recordId,
    observedAt,
    collectedBy,
    collectionChannel,
    verification,
    trust,
    winning: survives,
    agrees,
    lostBecause,
    maskedFields: maskedAmong({ value: shown.value, display: shown.display }, decision),
  });
}

/** Nothing of it but its name: neither how many say what, nor whether anybody does. */
function withheld({ attribute }: ToldFact, { decision, whose }: Showing): AttributeFact {
  const { value, display } = deniedValue(attribute, whose, decision);
  return Object.assign(new AttributeFact(), {
    attribute,
    survivingValue: value,
    display,
    rule: null,
    credibility: null,
    explanation: null,
    inConflict: null,
    winning: null,
    statements: null,
    validations: null,
    override: null,
    missingSources: null,
    maskedFields: maskedAmong({ survivingValue: value, display }, decision),
  });
}

function toOverride(
  choice: OverrideInForce,
  ids: StatementIds,
  ranked: readonly Ranked<AttributeStatement>[],
): ManualOverride {
  const { event, applies } = choice;
  const { at, reason, expiresAt } = event;
  const among = ranked.map(({ statement }) => statement);
  const statementId = ids.ofChosen(event, among);
  return Object.assign(new ManualOverride(), { statementId, applies, at, reason, expiresAt, choice });
}

function arithmetic({ value, factors }: Credibility, version: string) {
  const terms = factors.map((factor) => factor.value.toFixed(3).replace(/\.?0+$/u, ""));
  return {
    value,
    summary: `${terms.join(" × ")} = ${value}`,
    model: "credibility",
    version,
    parts: factors.map(({ name, contribution, source }, index) => ({
      name,
      value: terms[index] ?? "",
      weight: 1,
      contribution,
      source,
    })),
  };
}
