import { getNamedType, type GraphQLField } from "graphql";
import { DATA_CLASSES, type DataClass } from "../../access/vocabulary.js";
import { isSensitiveScalar } from "../scalars.js";

/** The data class that a field's label gives it; null for what anyone may see who reaches the object. */
export function classOf(field: GraphQLField<unknown, unknown>): DataClass | null {
  const label = field.astNode?.directives?.find(({ name }) => name.value === "sensitive");
  const value = label?.arguments?.find(({ name }) => name.value === "class")?.value;
  const named = value?.kind === "EnumValue" ? DATA_CLASSES.find((each) => each === value.value) : undefined;
  // A sensitive scalar without a label fails the build; until then it is treated as what it holds.
  return named ?? (isSensitiveScalar(getNamedType(field.type)) ? "C2" : null);
}
