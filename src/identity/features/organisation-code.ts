const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The organisation code (GB 11714) that a text is, or that stands inside a unified social credit code; null otherwise. */
export function organisationCode(text: string): string | null {
  const code = text.length === 18 ? text.slice(8, 17) : text;
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return null;
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * ALPHABET.indexOf(code.charAt(index)), 0);
  const check = 11 - (total % 11);
  const expected = check === 10 ? "X" : check === 11 ? "0" : String(check);
  return code.charAt(8) === expected ? code : null;
}
