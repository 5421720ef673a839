import { upgradeResidentId } from "../../../src/domain/identifier-check.js";
import type { SensitiveKind } from "../../../src/access/vocabulary.js";
import { cardNumber, oldResidentId, residentId } from "../../../sandbox/bank/numbers/build.js";

/** Other markers, by the kind and the marker that they stand in the place of, as `MOBILE:13900031337`. */
export type Variants = ReadonlyMap<string, string>;

/**
 * Makes, for a value, one that stands nowhere else and keeps its form: a valid resident number stays one, a name keeps its
 * surname, an amount its size. The same value of one kind always becomes the same marker, so that records which were linked
 * by it still are. Amounts and
 * scores are the exception: two equal balances are two secrets.
 */
export class Markers {
  readonly #variants: Variants;
  readonly #made = new Map<string, string>();
  readonly #originals = new Map<string, string>();
  #count = 0;

  constructor(variants: Variants = new Map()) {
    this.#variants = variants;
  }

  /** The marker of a value; made at the first asking. */
  of(kind: SensitiveKind, value: string): string {
    if (kind === "AMOUNT") return /[1-9]/.test(value) ? this.#once(kind, amount(value, (this.#count += 1))) : value;
    if (kind === "SCORE") return this.#once(kind, score(value, (this.#count += 1)));
    if (kind === "DOCUMENT_NUMBER" && /^\d{15}$/.test(value))
      return oldResidentId(this.of(kind, upgradeResidentId(value)));
    const key = `${kind}:${value}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#make(kind, value, (this.#count += 1));
    const marker = this.#variants.get(`${kind}:${made}`) ?? made;
    this.#made.set(key, marker);
    this.#originals.set(`${kind}:${marker}`, value);
    return marker;
  }

  /** What a marker stands for; a text that is none is itself. */
  originalOf(kind: SensitiveKind, marker: string): string {
    if (kind === "DOCUMENT_NUMBER" && /^\d{15}$/.test(marker))
      return oldResidentId(this.originalOf(kind, upgradeResidentId(marker)));
    return this.#originals.get(`${kind}:${marker}`) ?? marker;
  }

  #make(kind: SensitiveKind, value: string, n: number): string {
    switch (kind) {
      case "PERSON_NAME":
        return `${value.slice(0, 1)}寰${pair(n)}`;
      case "COMPANY_NAME":
        return `寰${pair(n)}贸易有限公司`;
      case "MOBILE":
        return `139${digits(n, 8)}`;
      case "PHONE":
        return `010-${digits(n, 8)}`;
      case "EMAIL":
        return `canary${digits(n, 6)}@mail.example`;
      case "ADDRESS":
        return `${/^.*?(?:区|县)/u.exec(value)?.[0] ?? ""}寰${pair(n)}路${digits(n, 6)}号`;
      case "BIRTH_DATE":
        return birthDate(value, n);
      case "DOCUMENT_NUMBER":
        return this.#document(value, n);
      case "CARD_NUMBER":
        return cardNumber(value.slice(0, 6) + digits(n, 9));
      case "ACCOUNT_NUMBER":
        return value.slice(0, 4) + digits(n, value.length - 4);
      case "OTHER":
        return `摘要寰${pair(n)}`;
      default:
        throw new Error(`no marker for values of kind ${kind}`);
    }
  }

  /** What no other value shares, be it ever so equal. */
  #once(kind: "AMOUNT" | "SCORE", made: string): string {
    return this.#variants.get(`${kind}:${made}`) ?? made;
  }

  #document(value: string, n: number): string {
    if (!/^\d{17}[\dX]$/.test(value)) return value.slice(0, -6) + digits(n, 6);
    const born = `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
    return residentId("990107", this.of("BIRTH_DATE", born), digits(n, 3));
  }
}

const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

/** Two characters of one script, which no system writes otherwise. */
function pair(n: number): string {
  if (n >= STEMS.length * BRANCHES.length * STEMS.length) throw new Error("too many canaries for their names");
  const [first, second, third] = [n % 10, Math.floor(n / 10) % 12, Math.floor(n / 120)];
  return `${STEMS.charAt(first)}${BRANCHES.charAt(second)}${STEMS.charAt(third)}`;
}

/** Digits that look like no number of anything else, different for every n. */
function digits(n: number, length: number): string {
  const space = 10 ** Math.min(length, 9);
  return String((n * 7_919 + 31_337) % space)
    .padStart(Math.min(length, 9), "7")
    .padStart(length, "7");
}

/** Another day of the same year. */
function birthDate(value: string, n: number): string {
  const day = new Date(Date.UTC(Number(value.slice(0, 4)), 0, 1 + ((n * 37) % 360)));
  return day.toISOString().slice(0, 10);
}

/** A figure stays about what it is, with decimals of its own; words are the marker's alone. */
function score(value: string, n: number): string {
  return /^\d\.?\d*$/u.test(value) ? `${Number(value).toFixed(4).slice(0, 4)}${digits(n, 6)}1` : `评寰${pair(n)}`;
}

/** The same size; the last four whole digits and the cents are its own, and the cents end in no zero. */
function amount(value: string, n: number): string {
  const code = String(100_000 + ((n * 7_919) % 90_000) * 10 + (1 + (n % 9)));
  const sign = value.startsWith("-") ? "-" : "";
  const whole = value.replace("-", "").split(".", 1)[0] ?? "";
  return `${sign}${whole.length > 4 ? whole.slice(0, -4) : ""}${code.slice(0, 4)}.${code.slice(4)}`;
}
