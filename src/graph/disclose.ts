import type { ClassType } from "type-graphql";
import type { Decision, FieldCoordinate } from "../access/decision.js";
import { Disclosed } from "../access/disclosed.js";
import type { Terms } from "../access/policy/terms.js";
import type { SensitiveKind, SensitiveLabel } from "../access/vocabulary.js";
import type { Money as MoneyRecord } from "../domain/money.js";
import type { Leaf } from "../domain/outcome.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import { labelsOf, type FieldLabel } from "./labels.js";
import { toMaskedField, type MaskedField } from "./shared/maskable.type.js";
import { toMoney } from "./shared/money.type.js";

type Bag = Record<string, unknown>;
type Step = (record: Bag, view: Bag, masked: MaskedField[], decision: Decision) => void;

/** By what a decision shares with others of its kind; one that grants have widened is compiled for itself. */
const compiled = new WeakMap<Terms | Decision, Map<ClassType<object>, readonly Step[]>>();

/**
 * A record as one viewer sees it: an instance of the graph's type, every labelled field taken from the record of the same
 * name and opened, masked or withheld as the decision says. What there is to do for a type under a decision is worked
 * out once. Fields that a resolver answers are not touched.
 */
export function disclose<View extends object>(type: ClassType<View>, record: object, decision: Decision): View {
  const view = new type();
  const masked: MaskedField[] = [];
  for (const step of stepsFor(type, decision)) step(record as Bag, view as Bag, masked, decision);
  (view as Bag)["maskedFields"] = masked;
  return view;
}

function stepsFor(type: ClassType<object>, decision: Decision): readonly Step[] {
  const key = decision.granted.size === 0 ? decision.terms : decision;
  let types = compiled.get(key);
  if (types === undefined) compiled.set(key, (types = new Map<ClassType<object>, readonly Step[]>()));
  let steps = types.get(type);
  if (steps === undefined) {
    steps = [...labelsOf(type)].map(([field, label]) => stepFor(`${type.name}.${field}`, field, label));
    types.set(type, steps);
  }
  return steps;
}

function stepFor(coordinate: FieldCoordinate, field: string, label: FieldLabel): Step {
  switch (label.shown) {
    case "public":
      return (record, view) => {
        if (field in record) view[field] = record[field];
      };
    case "derived":
      return () => undefined;
    case "sensitive":
      return sensitiveStep(coordinate, field, label.label, label.kindOf);
    case "amount":
      return (record, view, _, decision) => {
        if (field in record) view[field] = toMoney(record[field] as Leaf<Sealed<MoneyRecord>>, decision, coordinate);
      };
    case "nested":
      return nestedStep(field, label.type);
  }
}

function sensitiveStep(
  coordinate: FieldCoordinate,
  field: string,
  label: SensitiveLabel,
  kindOf: ((record: never) => Exclude<SensitiveKind, "AMOUNT">) | null,
): Step {
  return (record, view, masked, decision) => {
    if (!(field in record)) return;
    const kind = kindOf === null ? (label.kind as Exclude<SensitiveKind, "AMOUNT">) : kindOf(record as never);
    const shown = Disclosed.under(decision, kind, record[field] as Leaf<Sealed<string | number>>, coordinate);
    view[field] = shown;
    if (shown instanceof Disclosed && (shown.outcome === "MASKED" || shown.outcome === "DENIED")) {
      masked.push(toMaskedField(field, { class: label.class, kind }, decision));
    }
  };
}

function nestedStep(field: string, type: () => ClassType<object>): Step {
  return (record, view, _, decision) => {
    const value = record[field];
    if (value === undefined) return;
    if (value === null || value instanceof SourceFault) view[field] = value;
    else if (Array.isArray(value)) view[field] = value.map((each: object) => disclose(type(), each, decision));
    else view[field] = disclose(type(), value, decision);
  };
}
