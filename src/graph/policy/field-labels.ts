import type { ClassType } from "type-graphql";
import { getMetadataStorage } from "type-graphql";
import { DATA_CLASSES, SENSITIVE_KINDS, type SensitiveLabel } from "../../access/vocabulary.js";
import { labelsOf } from "../labels.js";

export interface LabelledField {
  readonly typeName: string;
  readonly fieldName: string;
  readonly label: SensitiveLabel;
}

const AMOUNT = { class: "C2", kind: "AMOUNT" } as const;

let fields: readonly LabelledField[] | undefined;

/** Every sensitive field of the whole graph, in order of type; read off its declarations once per process. */
export function labelledFields(): readonly LabelledField[] {
  return (fields ??= getMetadataStorage()
    .objectTypes.flatMap(({ name, target }) => ofType(name, target as ClassType<object>))
    .toSorted((left, right) => (left.typeName < right.typeName ? -1 : left.typeName > right.typeName ? 1 : 0)));
}

function ofType(typeName: string, target: ClassType<object>): LabelledField[] {
  return [...labelsOf(target)].flatMap(([fieldName, label]): LabelledField[] => {
    if (label.shown === "sensitive") return [{ typeName, fieldName, label: label.label }];
    if (label.shown === "amount") return [{ typeName, fieldName, label: AMOUNT }];
    const derived = label.shown === "derived" ? directiveLabel(target, fieldName) : null;
    return derived === null ? [] : [{ typeName, fieldName, label: derived }];
  });
}

/** What a derived field's directive says; its declaration says no more. */
function directiveLabel(target: ClassType<object>, fieldName: string): SensitiveLabel | null {
  const { fieldDirectives } = getMetadataStorage();
  const text = fieldDirectives.find((each) => each.target === target && each.fieldName === fieldName)?.directive
    .nameOrDefinition;
  const dataClass = DATA_CLASSES.find((each) => text?.includes(`class: ${each},`));
  const kind = SENSITIVE_KINDS.find((each) => text?.includes(`kind: ${each})`));
  return dataClass === undefined || kind === undefined ? null : { class: dataClass, kind };
}
