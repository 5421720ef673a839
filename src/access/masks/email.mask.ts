import { firstLetter } from "./characters.js";
import { bounded, type TextMask } from "./mask.js";
import type { MaskStyle } from "./mask-style.js";
import { toNormalForm } from "./normal-form.js";

/**
 * The first character and the domain: `z***@example.com`. A local part of one character is hidden: `***@b.cn`, as STRICT
 * hides every one; what is no address, whole.
 */
export function emailMask(style: MaskStyle): TextMask {
  if (style === "HIDDEN") return () => HIDDEN;
  return bounded((address) => {
    const [, local = "", domain = ""] = ADDRESS.exec(toNormalForm(address)) ?? [];
    if (!isDomain(domain)) return HIDDEN;
    if (style === "STRICT") return `***@${domain}`;
    if (MASKED.test(local)) return `${local}@${domain}`;
    const first = firstLetter(local);
    return `${local.startsWith(first) && local !== first ? first : ""}***@${domain}`;
  }, HIDDEN);
}

const HIDDEN = "***";
const ADDRESS = /^([^\s@]+)@([\p{L}\p{N}.-]+)$/u;
const MASKED = /^(?:[\p{L}\p{N}]\p{M}{0,2})?\*{3}$/u;

/** Behind the @ must stand a domain: of what only looks like one, such as a telephone number, nothing is shown. */
function isDomain(text: string): boolean {
  const labels = text.split(".");
  return labels.length > 1 && !labels.includes("") && !/^\p{N}+$/u.test(labels.at(-1) ?? "");
}
