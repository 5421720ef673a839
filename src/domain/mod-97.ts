/** ISO 7064 MOD 97-10 over letters as numbers, A = 10 … Z = 35. The text is digits and capital letters. */
export function mod97(value: string): number {
  let remainder = 0;
  for (const character of value) {
    const digits = Number.parseInt(character, 36);
    remainder = (remainder * (digits > 9 ? 100 : 10) + digits) % 97;
  }
  return remainder;
}
