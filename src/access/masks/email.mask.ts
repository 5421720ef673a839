import { characters, type TextMask } from "./mask.js";

/** The first character and the domain: `z***@example.com`. A local part of one character is hidden: `***@b.cn`. */
export const maskEmail: TextMask = (address) => {
  const at = address.lastIndexOf("@");
  if (at < 1) return "***";
  const local = characters(address.slice(0, at));
  const first = local.length > 1 && !ALREADY_MASKED.test(address) ? local[0] : "";
  return ALREADY_MASKED.test(address) ? address : `${first}***${address.slice(at)}`;
};

const ALREADY_MASKED = /^[^*@]?\*{3}@[^@]+$/u;
