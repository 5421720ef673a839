import type { Attribute } from "../../domain/attribute.js";
import type { CalendarDate, Instant } from "../../domain/instant.js";
import type { SourceFacts, SourceName } from "../../domain/source.js";
import { choose, type Choice } from "./choose.js";
import { normalOf } from "./normal-form.js";
import type { RuleBook, RuleInForce } from "./rule-book.js";
import type { AttributeStatement } from "./stated.js";
import { isDefective, validate } from "./validate.js";
import type { Verdict } from "./validation.js";
import type { Stated } from "./statements-of.js";
import { weigh, type Unweighed } from "./weigh.js";

/** The statement that a steward has chosen; null where none has, and for one that is not there any more. */
export interface ChosenBySteward {
  readonly chosen: (attribute: Attribute, statements: readonly AttributeStatement[]) => AttributeStatement | null;
}

/** What an attribute has come to, with everything that it was chosen by. */
export interface Survival {
  readonly attribute: Attribute;
  readonly rule: RuleInForce;
  /** Null where no source says anything. */
  readonly choice: Choice<AttributeStatement> | null;
  readonly verdicts: readonly Verdict[];
}

export interface Judgement {
  readonly book: RuleBook;
  readonly facts: ReadonlyMap<SourceName, Pick<SourceFacts, "trust">>;
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly choices: ChosenBySteward;
}

/**
 * The one mechanism by which a golden value comes about: validates each statement, weighs it, and chooses by the rule in
 * force. `stated` is what the customer's records say of any attribute, this one included.
 */
export function survive(
  attribute: Attribute,
  stated: Stated,
  { book, facts, now, today, choices }: Judgement,
): Survival {
  const rule = book.of(attribute);
  const { statements, unweighed, verdicts } = judged(attribute, stated, today);
  const weighed = weigh(unweighed, { facts, recency: book.settings.recency, now });
  return { attribute, rule, choice: choose(weighed, rule, choices.chosen(attribute, statements)), verdicts };
}

/** What is found out about statements by looking at them alone: the same on one day, whoever asks. */
interface Judged {
  readonly today: CalendarDate;
  readonly statements: readonly AttributeStatement[];
  readonly unweighed: readonly Unweighed<AttributeStatement>[];
  readonly verdicts: readonly Verdict[];
}

const known = new WeakMap<Stated, Map<Attribute, Judged>>();

function judged(attribute: Attribute, stated: Stated, today: CalendarDate): Judged {
  let attributes = known.get(stated);
  if (attributes === undefined) known.set(stated, (attributes = new Map<Attribute, Judged>()));
  let found = attributes.get(attribute);
  if (found?.today !== today) attributes.set(attribute, (found = judge(attribute, stated, today)));
  return found;
}

function judge(attribute: Attribute, stated: Stated, today: CalendarDate): Judged {
  const statements = stated(attribute);
  const verdicts: Verdict[] = [];
  const unweighed = statements.map((statement) => {
    const own = validate(statement, { today, stated });
    verdicts.push(...own);
    return { statement, normal: normalOf(statement), subject: statement.subject, isDefective: isDefective(own) };
  });
  return { today, statements, unweighed, verdicts };
}
