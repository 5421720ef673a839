import { overridesInForce } from "../../access/overrides/in-force.rule.js";
import type { ChosenEvent, OverrideEvent } from "../../access/overrides/override.js";
import type { StatementMarks } from "../../access/overrides/statement-marks.js";
import type { Attribute } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import { normalOf } from "./normal-form.js";
import type { AttributeStatement } from "./stated.js";
import type { Judgement } from "./survivorship.js";

export interface StewardedJudgement extends Judgement {
  readonly choices: StewardChoices;
}

/** What stewards have chosen for one customer, as it stands in this request. */
export class StewardChoices {
  readonly #inForce: ReadonlyMap<Attribute, ChosenEvent>;

  constructor(
    events: readonly OverrideEvent[],
    private readonly marks: StatementMarks,
    now: Instant,
  ) {
    this.#inForce = overridesInForce(events, now);
  }

  of(attribute: Attribute): ChosenEvent | null {
    return this.#inForce.get(attribute) ?? null;
  }

  /** The statement that was chosen; null where none was, or where its record says something else by now. */
  chosen(attribute: Attribute, statements: readonly AttributeStatement[]): AttributeStatement | null {
    const choice = this.of(attribute);
    if (choice === null) return null;
    return statements.find((statement) => this.markOf(statement) === choice.statement.mark) ?? null;
  }

  markOf(statement: AttributeStatement): string {
    return this.marks.of(statement.attribute, statement, statement.subject, normalOf(statement));
  }

  /** The same for whoever does not see in clear what the record says. */
  placeMarkOf(statement: AttributeStatement): string {
    return this.marks.ofPlace(statement.attribute, statement, statement.place);
  }

  /** Of a chosen statement that its record no longer makes. */
  goneMarkOf({ attribute, statement }: ChosenEvent): string {
    return this.marks.ofPlace(attribute, statement, null);
  }
}
