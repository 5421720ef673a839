/** A person's or a company's name in the form in which two records' names are compared: equal or not, never "nearly". */
export function normalName(name: string): string {
  const plain = name
    .normalize("NFKC")
    .trim()
    .replaceAll(/[·•‧・･]/gu, "·")
    .toLowerCase();
  const spaced = /\p{Script=Han}/u.test(plain) ? plain.replaceAll(/\s+/gu, "") : plain.replaceAll(/\s+/gu, " ");
  return spaced.replace(/有限责任公司$/u, "有限公司");
}
