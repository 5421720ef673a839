/** Check characters of the identifiers the bank hands out or records. Each takes the text without its check part. */

const RESIDENT_CHECKS = "10X98765432";

/** GB 11643 resident identity number (ISO 7064 MOD 11-2): 17 digits in, one of 0-9 or X out. */
export function residentIdCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += Number(first17[i]) * (2 ** (17 - i) % 11);
  return RESIDENT_CHECKS.charAt(sum % 11);
}

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** GB 32100 unified social credit code: 17 characters in, the 18th out. */
export function usccCheck(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += USCC_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11714 organisation code: 8 characters in, one of 0-9 or X out. */
export function organisationCodeCheck(first8: string): string {
  let sum = 0;
  for (const [i, weight] of ORGANISATION_WEIGHTS.entries()) sum += Number.parseInt(first8.charAt(i), 36) * weight;
  const check = 11 - (sum % 11);
  if (check === 10) return "X";
  return check === 11 ? "0" : String(check);
}

/** ISO/IEC 7812 card number (Luhn): all digits but the last in, the last out. */
export function luhnCheck(digits: string): string {
  let sum = 0;
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** ISO 17442 legal entity identifier (MOD 97-10): 18 characters in, two digits out. */
export function leiCheck(first18: string): string {
  let remainder = 0;
  for (const character of `${first18}00`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return String(98 - remainder).padStart(2, "0");
}

/** ISO 7064 MOD 11,10, the check digit of a business registration number: 14 digits in, one out. */
export function registrationNumberCheck(first14: string): string {
  let product = 10;
  for (const character of first14) {
    const sum = (product + Number(character)) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}
