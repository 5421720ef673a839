import type { IsoDate } from "../model.js";
import { cardNumber, companyCode, legalEntityIdentifier, registrationNumber, residentId } from "./build.js";
import { MAX_SIZE, Permutation } from "./permutation.js";

/**
 * Every identifier of a generated customer carries seven digits that are his position, permuted; so each can be made
 * from the position and traced back to it without an index. The fixture's identifiers have other prefixes.
 * Tracing back checks the shape only: the caller compares with what that customer's record really holds.
 */
export class Numbering {
  readonly #size: number;
  readonly #permutations = new Map<string, Permutation>();
  readonly #seed: number;

  constructor(seed: number, size: number) {
    if (!Number.isInteger(size) || size < 0 || size > MAX_SIZE) throw new RangeError(`size must be 0 to ${MAX_SIZE}`);
    this.#seed = seed;
    this.#size = size;
  }

  readonly cif = (i: number): string => `2${this.#digits("cif", i)}`;
  readonly crm = (i: number): string => `7${this.#digits("crm", i)}`;
  readonly cardCustomer = (i: number): string => `C-2${this.#digits("card-customer", i)}`;
  readonly borrower = (i: number): string => `L-2${this.#digits("borrower", i)}`;

  readonly account = (i: number, n: number): string => `DA-${this.#digits("account", i)}-${n}`;
  readonly accountNumber = (i: number, n: number): string =>
    `9901${String(n).padStart(3, "0")}${this.#digits("account-number", i)}00`;
  readonly holding = (i: number, n: number): string => `IH-${this.#digits("holding", i)}-${n}`;
  readonly loan = (i: number, n: number): string => `LN-${this.#digits("loan", i)}-${n}`;
  readonly card = (i: number, n: number): string => `CC-${this.#digits("card", i)}-${n}`;
  readonly pan = (i: number, n: number): string =>
    cardNumber(`622599${this.#digits("pan", i)}${String(n).padStart(2, "0")}`);

  readonly mobile = (i: number, line: "current" | "former"): string => {
    const digits = this.#digits(`mobile-${line}`, i);
    const series = line === "current" ? ["3", "5", "8"] : ["7", "9"];
    return `1${series[i % series.length]}${String((i * 7) % 90).padStart(2, "0")}${digits}`;
  };
  readonly email = (i: number): string => `c${this.#digits("email", i)}@mail.example`;
  readonly residentId = (i: number, birthDate: IsoDate): string => {
    const digits = this.#digits("resident", i);
    return residentId(`99${digits.slice(0, 4)}`, birthDate, digits.slice(4));
  };
  readonly passport = (i: number): string => `E${1 + (i % 8)}${this.#digits("passport", i)}`;
  readonly hkmoPermit = (i: number): string => `H${1 + (i % 8)}${this.#digits("hkmo", i)}`;
  readonly taiwanPermit = (i: number): string => `${1 + (i % 8)}${this.#digits("taiwan", i)}`;
  readonly foreignResident = (i: number): string => `USA31${this.#digits("foreign", i)}000`;
  readonly uscc = (i: number): string => companyCode("990100", `M${this.#digits("uscc", i)}`);
  readonly lei = (i: number): string => legalEntityIdentifier(`00SBX00${this.#digits("lei", i)}`);
  readonly registrationNumber = (i: number): string => registrationNumber(`9901001${this.#digits("registration", i)}`);
  /** Seven digits to make a company's name from; see company-name.ts. */
  readonly nameDigits = (i: number): string => this.#digits("company-name", i);

  /** The position behind an identifier of this stream, or null when its shape is not ours or the bank is smaller. */
  position(stream: keyof typeof SHAPES, text: string): number | null {
    const parts = SHAPES[stream].exec(text);
    if (!parts) return null;
    const position = this.#permutation(stream === "resident-old" ? "resident" : stream).position(
      parts.slice(1).join(""),
    );
    return position < this.#size ? position : null;
  }

  #digits(stream: keyof typeof SHAPES, position: number): string {
    return this.#permutation(stream).digits(position);
  }

  #permutation(stream: string): Permutation {
    let permutation = this.#permutations.get(stream);
    if (!permutation) {
      permutation = new Permutation(this.#seed, stream);
      this.#permutations.set(stream, permutation);
    }
    return permutation;
  }
}

/** Where the seven digits stand in each identifier. */
const SHAPES = {
  cif: /^2(\d{7})$/,
  crm: /^7(\d{7})$/,
  "card-customer": /^C-2(\d{7})$/,
  borrower: /^L-2(\d{7})$/,
  account: /^DA-(\d{7})-\d{1,3}$/,
  "account-number": /^9901\d{3}(\d{7})00$/,
  holding: /^IH-(\d{7})-\d{1,3}$/,
  loan: /^LN-(\d{7})-\d{1,3}$/,
  card: /^CC-(\d{7})-\d{1,2}$/,
  pan: /^622599(\d{7})\d{3}$/,
  "mobile-current": /^1[358]\d{2}(\d{7})$/,
  "mobile-former": /^1[79]\d{2}(\d{7})$/,
  email: /^c(\d{7})@mail\.example$/,
  resident: /^99(\d{4})\d{8}(\d{3})[\dX]$/,
  "resident-old": /^99(\d{4})\d{6}(\d{3})$/,
  passport: /^E[1-8](\d{7})$/,
  hkmo: /^H[1-8](\d{7})$/,
  taiwan: /^[1-8](\d{7})$/,
  foreign: /^USA31(\d{7})000$/,
  uscc: /^91990100M(\d{7})[\dX][\dA-Z]$/,
  lei: /^300300SBX00(\d{7})\d{2}$/,
  registration: /^9901001(\d{7})\d$/,
  "company-name": /^(\d{7})$/,
} as const;
