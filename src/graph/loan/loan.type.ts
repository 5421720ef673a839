import { Directive, Int, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { CalendarDate } from "../../domain/instant.js";
import { Arrangement } from "../arrangement/arrangement.type.js";
import { Nested, Public, Sensitive } from "../labels.js";
import { CalendarDay } from "../scalars.js";
import { edgeOf, holdingsOf } from "../shared/connection.js";
import { AmountField, type Money } from "../shared/money.type.js";

@ObjectType()
export class Collateral {
  @Public(() => String)
  kind!: string;

  @AmountField()
  value!: Money | null;

  @Public(() => CalendarDay, { nullable: true })
  valuedAt!: CalendarDate | null;
}

@ObjectType({ description: "Who answers for a loan beside the borrower, as the loan system names him." })
export class Guarantor {
  @Sensitive({ class: "C2", kind: "PERSON_NAME" })
  name!: Disclosed | null;
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Arrangement })
export class Loan extends Arrangement {
  @AmountField()
  limit!: Money | null;

  @AmountField({ description: "What may still be drawn." })
  committedUndrawn!: Money | null;

  @Public(() => Int, { nullable: true })
  daysPastDue!: number | null;

  @Public(() => CalendarDay, { nullable: true })
  nextDueDate!: CalendarDate | null;

  @AmountField()
  nextDueAmount!: Money | null;

  @Public(() => String, {
    nullable: true,
    description: "PASS, SPECIAL_MENTION, SUBSTANDARD, DOUBTFUL or LOSS.",
  })
  fiveTierClass!: string | null;

  @Public(() => String, { nullable: true, description: "The unit of the bank that lends." })
  lendingUnit!: string | null;

  @Nested(() => Collateral, { list: true, nullable: true })
  collateral!: Collateral[] | null;

  @Nested(() => Guarantor, { list: true, nullable: true })
  guarantors!: Guarantor[] | null;
}

@Directive("@public")
@ObjectType()
export class LoanEdge extends edgeOf(() => Loan) {}

@Directive("@public")
@ObjectType()
export class LoanConnection extends holdingsOf(() => LoanEdge) {}
