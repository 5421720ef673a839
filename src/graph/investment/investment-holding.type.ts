import { Directive, ObjectType } from "type-graphql";
import type { CalendarDate } from "../../domain/instant.js";
import { Arrangement } from "../arrangement/arrangement.type.js";
import { Public } from "../labels.js";
import { CalendarDay } from "../scalars.js";
import { edgeOf, holdingsOf } from "../shared/connection.js";

@Directive('@key(fields: "id")')
@ObjectType({ implements: Arrangement })
export class InvestmentHolding extends Arrangement {
  @Public(() => CalendarDay, { nullable: true })
  maturityDate!: CalendarDate | null;

  @Public(() => String, { nullable: true })
  riskLevel!: string | null;
}

@Directive("@public")
@ObjectType()
export class InvestmentHoldingEdge extends edgeOf(() => InvestmentHolding) {}

@Directive("@public")
@ObjectType()
export class InvestmentHoldingConnection extends holdingsOf(() => InvestmentHoldingEdge) {}
