import { characters, type TextMask } from "./mask.js";

/**
 * The first character and the domain: `z***@example.com`. A local part of one character is hidden: `***@b.cn`; what is no
 * address, whole.
 */
export const maskEmail: TextMask = (address) => {
  const match = ADDRESS.exec(address);
  if (match === null) return "***";
  const [, local = "", domain = ""] = match;
  if (isMasked(local)) return address;
  const [first, ...rest] = characters(local);
  return `${rest.length > 0 ? first : ""}***@${domain}`;
};

const ADDRESS = /^([^\s@]+)@([\p{L}\p{N}.-]+)$/u;

function isMasked(local: string): boolean {
  return local.endsWith("***") && characters(local.slice(0, -3)).length <= 1;
}
