import type { Attribute, CompletenessItem } from "../../domain/attribute.js";
import type { AttributeStatement } from "./stated.js";

/** The attribute that an item of a complete profile is about. */
export function attributeOfItem(item: CompletenessItem): Attribute {
  if (item === "DOCUMENT_EXPIRY") return "IDENTITY_DOCUMENT";
  return item === "VERIFIED_MOBILE" ? "MOBILE" : item;
}

/** Whether a statement gives what an item asks for. */
function gives({ verification, validTo }: AttributeStatement, item: CompletenessItem): boolean {
  if (item === "DOCUMENT_EXPIRY") return typeof validTo === "string";
  return item !== "VERIFIED_MOBILE" || verification.startsWith("VERIFIED");
}

export interface WeighedItem {
  readonly item: CompletenessItem;
  readonly weight: number;
  readonly present: boolean;
}

export interface Completeness {
  /** 0 to 1; null where nothing is asked for. */
  readonly value: number | null;
  readonly items: readonly WeighedItem[];
}

/** The weights of what somebody states over the weights of everything that a complete profile has. */
export function completenessOf(
  weights: readonly (readonly [CompletenessItem, number])[],
  stated: (attribute: Attribute) => readonly AttributeStatement[],
): Completeness {
  const items = weights
    .filter(([, weight]) => weight > 0)
    .map(([item, weight]) => ({
      item,
      weight,
      present: stated(attributeOfItem(item)).some((statement) => gives(statement, item)),
    }));
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  const present = items.reduce((sum, each) => sum + (each.present ? each.weight : 0), 0);
  return { value: total === 0 ? null : present / total, items };
}
