import type { TraitIdentifier, TraitPlace } from "./traits.js";

/** An address in the form in which it is compared; the city apart where a Chinese address names one. */
export function toPlace(address: string | undefined): TraitPlace | null {
  const text = address?.normalize("NFKC").trim().toLowerCase() ?? "";
  if (text === "") return null;
  const isHan = /\p{Script=Han}/u.test(text);
  const street = isHan ? text.replaceAll(/\s+/gu, "") : text.replaceAll(/[\s,.;]+/gu, " ");
  return { street, locality: isHan ? cityOf(street) : null, postcode: null };
}

/** Where a company is registered: its credit code says so, else its address. */
export function toRegion(identifiers: readonly TraitIdentifier[], address: string | undefined): string | null {
  const code = identifiers.find(({ type }) => type === "USCC")?.value;
  return code === undefined ? cityOf(address?.normalize("NFKC").replaceAll(/\s+/gu, "") ?? "") : code.slice(2, 8);
}

function cityOf(address: string): string | null {
  return /^(?:[^省]{2,8}省)?([^市]{2,8}市)/u.exec(address)?.[1] ?? null;
}
