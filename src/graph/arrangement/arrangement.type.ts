import { Field, InterfaceType } from "type-graphql";
import type { Decision } from "../../access/decision.js";
import type { Disclosed } from "../../access/disclosed.js";
import type { CalendarDate } from "../../domain/instant.js";
import type { ArrangementRecord } from "../../domain/records/arrangement.js";
import type { SourceFault } from "../../domain/source-fault.js";
import { ArrangementKind } from "../enums.js";
import { DerivedSensitive, Nested, Public, Sensitive, type KindOf } from "../labels.js";
import { Node } from "../node.type.js";
import { AccountNumber, CalendarDay } from "../scalars.js";
import { Freshness } from "../shared/freshness.type.js";
import { Maskable, MaskedField } from "../shared/maskable.type.js";
import { AmountField, type Money } from "../shared/money.type.js";
import { typeNameOf } from "../type-name.js";
import { Entitlement } from "./entitlement.type.js";
import { Holder } from "./holder.type.js";

const numberKind: KindOf = ({ kind }: { readonly kind?: string }) =>
  kind === "CREDIT_CARD" ? "CARD_NUMBER" : "ACCOUNT_NUMBER";

@InterfaceType({
  implements: [Node, Maskable],
  resolveType: typeNameOf,
  description: "Something that a customer holds at the bank, whichever system keeps it.",
})
export abstract class Arrangement extends Node implements Maskable {
  @Field(() => [MaskedField])
  maskedFields!: MaskedField[];

  @Public(() => ArrangementKind)
  kind!: ArrangementRecord["kind"];

  @Public(() => String, { nullable: true })
  productName!: string | null;

  @DerivedSensitive({ class: "C2", kind: "ACCOUNT_NUMBER" }, () => AccountNumber, {
    description: "The number's last four, whoever looks.",
  })
  numberDisplay!: Disclosed | SourceFault | null;

  @Sensitive({ class: "C2", kind: "ACCOUNT_NUMBER" }, { kindOf: numberKind })
  number!: Disclosed | null;

  @Public(() => String, { nullable: true })
  status!: string | null;

  @AmountField()
  balance!: Money | null;

  @Public(() => CalendarDay, { nullable: true })
  openedAt!: CalendarDate | null;

  @Field(() => [Holder], { nullable: true })
  holders!: Holder[] | SourceFault;

  @Nested(() => Entitlement, { list: true, nullable: true })
  entitlements!: Entitlement[] | null;

  @Field(() => Freshness)
  freshness!: Freshness;

  /** The record behind the view and the decision it was shown under, for what is read further on. No field of the graph. */
  seen!: { readonly record: ArrangementRecord; readonly decision: Decision };
}
