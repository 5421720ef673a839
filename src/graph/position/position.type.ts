import { Directive, Field, Int, ObjectType } from "type-graphql";
import { Public } from "../labels.js";
import { Freshness, SourceSystem } from "../shared/freshness.type.js";
import { AmountField, type Money } from "../shared/money.type.js";

@Directive("@public")
@ObjectType({
  description:
    "What the customer has and owes. A total holds what could be learned: `complete` and `missingSources` say what is missing from it, and a total of which nothing is known is null.",
})
export class FinancialPosition {
  @AmountField({ description: "Assets under management: deposits and investments." })
  aum!: Money | null;

  @AmountField()
  deposits!: Money | null;

  @AmountField()
  investments!: Money | null;

  @AmountField({ description: "Loans and cards." })
  totalOwed!: Money | null;

  @AmountField({ description: "What may still be spent on cards." })
  availableCredit!: Money | null;

  @AmountField({ description: "Assets less debts; null while anything is missing from either." })
  netPosition!: Money | null;

  @Public(() => Int, { nullable: true, description: "Null while a source that may know more is missing." })
  productCount!: number | null;

  @Public(() => Int, { description: "Holdings in other currencies, which are in no total." })
  unconvertedHoldings!: number;

  @Public(() => Boolean)
  complete!: boolean;

  @Field(() => [SourceSystem])
  missingSources!: SourceSystem[];

  @Field(() => [Freshness])
  freshness!: Freshness[];
}
