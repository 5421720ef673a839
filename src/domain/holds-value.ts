/** Shorter runs are amounts, dates and case numbers; a mobile has eleven digits, cards and documents have more. */
const LONG_NUMBER = /\d{11}/u;
/** A day, and an hour of it, that stands by itself: it is no part of a longer number. */
const MOMENT =
  /(?<!\d[\s\p{P}\p{S}]{0,3})20\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])(?:[ T]\d{1,2}:\d\d(?::\d\d)?)?(?![\s\p{P}\p{S}]{0,3}\d)/gu;
const DOCUMENT = /(?<![A-Z0-9])(?:[EGPDSHM]\d{8}|[HM]\d{10}|E[A-Z]\d{7})(?!\d)/iu;
const CREDIT_CODE = /(?<![A-Z0-9])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![A-Z0-9])/iu;
const ADDRESS = /[^\s@]+@[^\s@]+\.[^\s@]+/u;
const CHINESE_DIGITS = new Map(
  [...["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"].entries()].map(([digit, name]) => [
    name,
    String(digit),
  ]),
);

/** Whether a text holds what looks like somebody's number or address, also where it is spelt to slip through. */
export function holdsValue(text: string): boolean {
  const plain = text
    .normalize("NFKC")
    .replaceAll(/[〇○]/gu, "0")
    .replaceAll("幺", "1")
    .replaceAll(/[零一二三四五六七八九]/gu, (name) => CHINESE_DIGITS.get(name) ?? name)
    .replaceAll(/\p{Nd}/gu, toAsciiDigit);
  const joined = plain.replaceAll(MOMENT, "some day").replaceAll(/(?<=\d)[\s\p{P}\p{S}]{1,3}(?=\d)/gu, "");
  return (
    LONG_NUMBER.test(joined) || [DOCUMENT, CREDIT_CODE, ADDRESS].some((form) => form.test(plain) || form.test(joined))
  );
}

/** Every script's digits stand in one block of ten that begins at a code point where zero is. */
function toAsciiDigit(digit: string): string {
  if (/[0-9]/u.test(digit)) return digit;
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
