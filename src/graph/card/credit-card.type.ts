import { Directive, Int, ObjectType } from "type-graphql";
import type { CalendarDate } from "../../domain/instant.js";
import { Arrangement } from "../arrangement/arrangement.type.js";
import { Nested, Public } from "../labels.js";
import { CalendarDay } from "../scalars.js";
import { edgeOf, holdingsOf } from "../shared/connection.js";
import { AmountField, type Money } from "../shared/money.type.js";

@ObjectType()
export class Instalment {
  @Public(() => String)
  description!: string;

  @AmountField()
  remaining!: Money | null;

  @AmountField()
  monthly!: Money | null;

  @Public(() => Int, { nullable: true })
  remainingPeriods!: number | null;
}

@Directive('@key(fields: "id")')
@ObjectType({ implements: Arrangement })
export class CreditCard extends Arrangement {
  @Public(() => String, { nullable: true, description: "NORMAL, GOLD, PLATINUM or DIAMOND." })
  level!: string | null;

  @AmountField()
  limit!: Money | null;

  @AmountField()
  available!: Money | null;

  @Public(() => CalendarDay, { nullable: true })
  statementDueDate!: CalendarDate | null;

  @AmountField()
  minimumDue!: Money | null;

  @Nested(() => Instalment, { list: true, nullable: true })
  instalments!: Instalment[] | null;
}

@Directive("@public")
@ObjectType()
export class CreditCardEdge extends edgeOf(() => CreditCard) {}

@Directive("@public")
@ObjectType()
export class CreditCardConnection extends holdingsOf(() => CreditCardEdge) {}
