import DataLoader from "dataloader";
import type { OverrideDesk, OverrideHolder } from "../../access/overrides/override-desk.js";
import type { OverrideEvent } from "../../access/overrides/override.js";
import type { StatementMarks } from "../../access/overrides/statement-marks.js";
import type { CalendarDate, Clock } from "../../domain/instant.js";
import type { Membership } from "../../domain/membership.js";
import type { SourceFacts, SourceName } from "../../domain/source.js";
import type { RuleBook } from "./rule-book.js";
import { StewardChoices, type StewardedJudgement } from "./steward-choices.js";

/** What is made once per process and decides how golden values are chosen. */
export interface JudgementParts {
  readonly overrides: Pick<OverrideDesk, "readAll">;
  readonly marks: StatementMarks;
  readonly book: RuleBook;
  readonly clock: Clock;
}

/** By what the golden values of each customer of one request are chosen. */
export class Judgements {
  /** Those of one page are read together. */
  readonly #overrides: DataLoader<OverrideHolder, readonly OverrideEvent[]>;

  constructor(
    private readonly parts: JudgementParts,
    private readonly facts: ReadonlyMap<SourceName, SourceFacts>,
  ) {
    this.#overrides = new DataLoader((holders) => parts.overrides.readAll(holders), { cache: false });
  }

  async of({ customerId, links }: Membership, today: CalendarDate): Promise<StewardedJudgement> {
    const { book, marks, clock } = this.parts;
    const events = await this.#overrides.load({ customerId, records: links });
    const now = clock.now();
    return { book, facts: this.facts, now, today, choices: new StewardChoices(events, marks, now) };
  }
}
