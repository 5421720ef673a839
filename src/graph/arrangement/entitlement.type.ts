import { ObjectType } from "type-graphql";
import type { CalendarDate } from "../../domain/instant.js";
import { Public } from "../labels.js";
import { CalendarDay } from "../scalars.js";
import { AmountField, type Money } from "../shared/money.type.js";

@ObjectType({ description: "What a holder may do with an arrangement, and up to what amount." })
export class Entitlement {
  @Public(() => String)
  action!: string;

  @Public(() => String, { nullable: true })
  channel!: string | null;

  @AmountField({ description: "Per day; null without limit." })
  limit!: Money | null;

  @Public(() => CalendarDay, { nullable: true })
  validTo!: CalendarDate | null;
}
