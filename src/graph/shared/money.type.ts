import { Field, ObjectType } from "type-graphql";
import type { Decision, FieldCoordinate } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { Money as MoneyRecord } from "../../domain/money.js";
import type { Leaf } from "../../domain/outcome.js";
import type { Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { DerivedSensitive, labelled, Public } from "../labels.js";
import { Amount, CurrencyCode, SensitiveText } from "../scalars.js";
import { Maskable, toMaskedField } from "./maskable.type.js";

@ObjectType({
  implements: Maskable,
  description: "An exact amount, or, where the viewer may not see it, the band it lies in.",
})
export class Money extends Maskable {
  @DerivedSensitive({ class: "C2", kind: "AMOUNT" }, () => Amount, {
    description: "Null where only the band is shown.",
  })
  amount!: Disclosed | null;

  @Public(() => CurrencyCode)
  currency!: string;

  @DerivedSensitive({ class: "C2", kind: "AMOUNT" }, () => SensitiveText, {
    description: "For people: `982,340.55`, or `50–100万`.",
  })
  display!: Disclosed | null;

  @DerivedSensitive({ class: "C2", kind: "AMOUNT" }, () => SensitiveText, { description: "For programs: `500k–1m`." })
  band!: Disclosed | null;
}

/** A field that holds an amount. Nullable: a source may not give it. */
export function AmountField(options: { readonly description?: string } = {}): PropertyDecorator {
  return labelled(
    { shown: "amount" },
    Field(() => Money, { nullable: true, ...options }),
  );
}

const LABEL = { class: "C2", kind: "AMOUNT" } as const;

export function toMoney(
  value: Leaf<Sealed<MoneyRecord>>,
  decision: Decision,
  field: FieldCoordinate,
): Money | null | SourceFault {
  const rendering = decision.rendering("AMOUNT", field);
  const masked = rendering === "CLEAR" ? [] : [toMaskedField("amount", LABEL, decision)];
  // Where an amount is denied, neither its currency nor its absence is told.
  if (rendering === "DENIED") return Object.assign(new Money(), Disclosed.noAmount(decision), { maskedFields: masked });
  if (value === null || value instanceof SourceFault) return value;
  return Object.assign(new Money(), Disclosed.amount(decision, value, field), { maskedFields: masked });
}

export function toPublicMoney(value: Leaf<MoneyRecord>): Money | null | SourceFault {
  if (value === null || value instanceof SourceFault) return value;
  return Object.assign(new Money(), Disclosed.published(value), { maskedFields: [] });
}
