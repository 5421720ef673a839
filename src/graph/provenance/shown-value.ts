import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { Attribute } from "../../domain/attribute.js";
import type { Money } from "../../domain/money.js";
import type { Sealed } from "../../domain/sealed.js";
import { kindOfAttribute, type Whose } from "../../profile/survivorship/attribute-kind.js";
import { textOf } from "../../profile/survivorship/normal-form.js";
import type { Stated } from "../../profile/survivorship/stated.js";
import { toMaskedField, type MaskedField } from "../shared/maskable.type.js";

export interface ShownValue {
  readonly value: Disclosed;
  readonly display: Disclosed;
}

/** A stated value as this viewer sees that kind of value everywhere: a loser is no less sensitive than the survivor. */
export function shownValue(attribute: Attribute, whose: Whose, value: Sealed<Stated>, decision: Decision): ShownValue {
  const kind = kindOfAttribute(attribute, whose);
  const text = value.map(textOf);
  if (kind === "AMOUNT") {
    const { amount, display } = Disclosed.amount(decision, value as Sealed<Money>);
    return { value: amount, display };
  }
  if (kind === null) {
    const open = Disclosed.open(decision, text);
    return { value: open, display: open };
  }
  const shown = Disclosed.under(decision, kind, text) as Disclosed;
  const masked = kind === "DOCUMENT_NUMBER" ? Disclosed.alwaysMasked(decision, kind, text) : shown;
  return { value: shown, display: masked as Disclosed };
}

/** Of an attribute that the viewer is not told of; `kind` is that of whatever of it is denied to him. */
export function deniedValue(attribute: Attribute, whose: Whose, decision: Decision): ShownValue {
  const denied = Disclosed.denied(decision, kindOfAttribute(attribute, whose) ?? "OTHER");
  return { value: denied, display: denied };
}

/** What is not in clear among these. Access to it is asked for where the value itself stands, never here. */
export function maskedAmong(shown: Readonly<Record<string, Disclosed>>, decision: Decision): MaskedField[] {
  return Object.entries(shown).flatMap(([field, { outcome, kind }]) => {
    if (outcome !== "MASKED" && outcome !== "DENIED") return [];
    const masked = toMaskedField(field, { class: "C2", kind }, decision);
    return [Object.assign(masked, { requestable: false, approverRole: null })];
  });
}
