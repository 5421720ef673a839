import type { IdentifierType } from "../../domain/identifier.js";

/**
 * Whether a text that a caller gives for an identifier is one that he has seen masked. Such an identifier finds nobody; taken
 * for a pattern by an upstream, it would find many.
 *
 * No legal identifier has a star or a bullet, but an e-mail address may, before its @: there a single star is taken as
 * written, and only what our masks and those of others make of an address (two stars or more, or nothing else) is refused.
 */
export function isMaskedInput(text: string, type?: IdentifierType): boolean {
  const plain = text.slice(0, LONGEST).normalize("NFKC").replaceAll(/\p{C}/gu, "").trim();
  const signs = type === "EMAIL" ? IN_EMAIL : SIGNS;
  return signs.test(plain) || TAIL_NUMBER.test(plain) || BAND.test(plain);
}

/** A hostile text is not read to its end: what is longer than any identifier is refused elsewhere. */
const LONGEST = 1_024;

/** Stars, bullets, blocks and the ellipsis with which masks are drawn. The dot within names (·) is none of them. */
const DRAWN = String.raw`*∗✱⁎٭•●○◦■□█▇◆⬤…`;
const SIGNS = new RegExp(`[${DRAWN}]|\\.{3}`, "u");
const IN_EMAIL = new RegExp(`[${DRAWN}]{2}|^[${DRAWN}]+@|[${DRAWN.replace("*", "")}]|@.*[${DRAWN}]`, "u");
/** 尾号0017, 末四位1234: with no other digits before them. */
const TAIL_NUMBER = /^(?:\p{Script=Han}{0,6})(?:尾号|后四位|末四位|后4位|末4位)/u;
/** `50–100万`, `≥1000万`, `500k–1m`, `>=10m`, `600–699`; never an identifier. */
const BAND = /^(?:[<>≥≤]=?\s*)?\d{1,4}(?:[km万])?(?:\s*[–—]\s*\d{1,4}[km万]?)$|^[<>≥≤]=?\s*\d{1,4}[km万]?$|^负数$/u;
