import { Directive, Field, ID, ObjectType } from "type-graphql";
import type { Disclosed } from "../../access/disclosed.js";
import type { Instant } from "../../domain/instant.js";
import { Direction } from "../enums.js";
import { Public, Sensitive } from "../labels.js";
import { DateTime } from "../scalars.js";
import { connectionOf, edgeOf } from "../shared/connection.js";
import { Freshness } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { AmountField, type Money } from "../shared/money.type.js";

@ObjectType({ implements: Maskable })
export class Transaction implements Maskable {
  @Public(() => ID)
  id!: string;

  @Public(() => DateTime)
  postedAt!: Instant;

  @AmountField()
  amount!: Money | null;

  @Public(() => Direction, { nullable: true })
  direction!: "DEBIT" | "CREDIT" | null;

  @Sensitive({ class: "C2", kind: "OTHER" })
  description!: Disclosed | null;

  @Sensitive({ class: "C2", kind: "PERSON_NAME" })
  counterparty!: Disclosed | null;

  @Public(() => String, { nullable: true })
  channel!: string | null;

  @Public(() => Boolean, { description: "False for interest, fees and batch postings." })
  customerInitiated!: boolean;

  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];
}

@Directive("@public")
@ObjectType()
export class TransactionEdge extends edgeOf(() => Transaction) {}

@Directive("@public")
@ObjectType()
export class TransactionConnection extends connectionOf(() => TransactionEdge) {
  @Field(() => [Freshness])
  sources!: Freshness[];
}
