import type { ChosenEvent } from "../../access/overrides/override.js";
import type { Decision } from "../../access/decision.js";
import type { Attribute } from "../../domain/attribute.js";
import { kindOfAttribute, type Whose } from "../../profile/survivorship/attribute-kind.js";
import type { AttributeStatement } from "../../profile/survivorship/stated.js";
import type { StewardChoices } from "../../profile/survivorship/steward-choices.js";

/**
 * What statements are called before one viewer. Where he sees the value, the id is another when the record says something
 * else; where he does not, it is that of the place, for a changing id would tell him that the hidden value has changed.
 */
export class StatementIds {
  constructor(
    private readonly choices: StewardChoices,
    private readonly decision: Decision,
    private readonly whose: Whose,
  ) {}

  of(statement: AttributeStatement): string {
    const { choices } = this;
    return this.#sees(statement.attribute) ? choices.markOf(statement) : choices.placeMarkOf(statement);
  }

  /** Of what a steward chose, which is among these unless its record says something else by now. */
  ofChosen(event: ChosenEvent, statements: readonly AttributeStatement[]): string {
    const { choices } = this;
    const stated = statements.find((each) => choices.markOf(each) === event.statement.mark);
    if (stated !== undefined) return this.of(stated);
    return this.#sees(event.attribute) ? event.statement.mark : choices.goneMarkOf(event);
  }

  #sees(attribute: Attribute): boolean {
    const kind = kindOfAttribute(attribute, this.whose);
    return kind === null || this.decision.rendering(kind) === "CLEAR";
  }
}
