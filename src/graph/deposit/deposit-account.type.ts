import { Directive, ObjectType } from "type-graphql";
import type { CalendarDate } from "../../domain/instant.js";
import { Arrangement } from "../arrangement/arrangement.type.js";
import { Public } from "../labels.js";
import { CalendarDay, DecimalText } from "../scalars.js";
import { edgeOf, holdingsOf } from "../shared/connection.js";
import { AmountField, type Money } from "../shared/money.type.js";

@Directive('@key(fields: "id")')
@ObjectType({ implements: Arrangement })
export class DepositAccount extends Arrangement {
  @AmountField()
  availableBalance!: Money | null;

  @AmountField()
  holds!: Money | null;

  @Public(() => DecimalText, { nullable: true, description: "Percent a year." })
  interestRate!: string | null;

  @Public(() => CalendarDay, { nullable: true })
  maturityDate!: CalendarDate | null;
}

@Directive("@public")
@ObjectType()
export class DepositAccountEdge extends edgeOf(() => DepositAccount) {}

@Directive("@public")
@ObjectType()
export class DepositAccountConnection extends holdingsOf(() => DepositAccountEdge) {}
