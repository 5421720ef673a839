import type { CalendarDate } from "../../src/domain/instant.js";
import { StatementMarks } from "../../src/access/overrides/statement-marks.js";
import type { OverrideEvent } from "../../src/access/overrides/override.js";
import type { SourceFacts, SourceName } from "../../src/domain/source.js";
import { survivorshipConfig, type SurvivorshipSettings } from "../../src/platform/config-survivorship.js";
import { RuleBook } from "../../src/profile/survivorship/rule-book.js";
import { StewardChoices, type StewardedJudgement } from "../../src/profile/survivorship/steward-choices.js";
import { NOON } from "./parties.js";

export const MARKS = new StatementMarks("a secret of tests, and of nothing else at all");

/** What the sources of the sandbox are trusted. */
export const TRUST: ReadonlyMap<SourceName, Pick<SourceFacts, "trust">> = new Map<
  SourceName,
  Pick<SourceFacts, "trust">
>([
  ["core-banking", { trust: 0.6 }],
  ["loan", { trust: 0.7 }],
  ["card", { trust: 0.8 }],
  ["crm", { trust: 0.5 }],
  ["tianyancha", { trust: 0.8 }],
  ["qichacha", { trust: 0.8 }],
  ["gleif", { trust: 0.85 }],
]);

/** Settings as a bank writes them, completed with every default. */
export function settingsOf(settings: object = {}): SurvivorshipSettings {
  return survivorshipConfig.parse(settings);
}

/** How golden values are chosen at noon of the fixture's day. */
export function judgementOf(settings: object = {}, events: readonly OverrideEvent[] = []): StewardedJudgement {
  return {
    book: new RuleBook(settingsOf(settings)),
    facts: TRUST,
    now: NOON,
    today: "2026-06-30" as CalendarDate,
    choices: new StewardChoices(events, MARKS, NOON),
  };
}
