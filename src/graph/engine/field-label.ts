import { getNamedType, type GraphQLField } from "graphql";
import { DATA_CLASSES, SENSITIVE_KINDS, type DataClass, type SensitiveKind } from "../../access/vocabulary.js";
import { isSensitiveScalar } from "../scalars.js";

type Field = GraphQLField<unknown, unknown>;

/** The data class that a field's label gives it; null for what anyone may see who reaches the object. */
export function classOf(field: Field): DataClass | null {
  return labelOf(field).class;
}

/** Whether a field says of itself that anyone may see it who reaches the object, whatever the type that it answers with. */
export function isPublic({ astNode }: Field): boolean {
  return astNode?.directives?.some(({ name }) => name.value === "public") === true;
}

/** The kind of value that a field's label names; null for what anyone may see who reaches the object. */
export function sensitiveKindOf(field: Field): SensitiveKind | null {
  return labelOf(field).kind;
}

interface Label {
  readonly class: DataClass | null;
  readonly kind: SensitiveKind | null;
}

/** Read once for each field of a schema. */
const labels = new WeakMap<Field, Label>();

function labelOf(field: Field): Label {
  let label = labels.get(field);
  if (label === undefined) {
    label = {
      class: readClass(field),
      kind: SENSITIVE_KINDS.find((each) => each === argumentOf(field, "kind")) ?? null,
    };
    labels.set(field, label);
  }
  return label;
}

function readClass(field: Field): DataClass | null {
  const named = DATA_CLASSES.find((each) => each === argumentOf(field, "class"));
  // A sensitive scalar without a label fails the build; until then it is treated as what it holds.
  return named ?? (isSensitiveScalar(getNamedType(field.type)) ? "C2" : null);
}

function argumentOf(field: Field, name: string): string | undefined {
  const label = field.astNode?.directives?.find((directive) => directive.name.value === "sensitive");
  const value = label?.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === "EnumValue" ? value.value : undefined;
}
