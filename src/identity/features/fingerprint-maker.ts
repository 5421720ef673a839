import { LRUCache } from "lru-cache";
import { encodeFingerprint } from "./fingerprint.js";
import { LIKENESS_FEATURES, type Feature, type LikenessFeature } from "./features.js";
import { nameForms, type NameForms } from "./name-forms.js";
import type { TokenKey } from "./token-key.js";
import type { Traits } from "./traits.js";

type Tokens = (readonly [Feature, string])[];
type Texts = Partial<Record<LikenessFeature, string>>;

interface NameTokens {
  readonly forms: NameForms;
  readonly tokens: Tokens;
}

/** Turns traits into fingerprints under one key. Names and birth dates recur, so their hashes are kept for a while. */
export class FingerprintMaker {
  readonly #names = new LRUCache<string, NameTokens>({ max: 50_000 });
  readonly #dates = new LRUCache<string, string>({ max: 40_000 });

  constructor(readonly key: TokenKey) {}

  make(traits: Traits): string {
    const tokens: Tokens = [];
    const texts: Texts = {};
    for (const { type, value } of traits.identifiers) {
      if (isFeature(type)) tokens.push([type, this.key.token(type, value)]);
    }
    const isLatin = this.#addName(traits, tokens, texts);
    if (traits.birthDate !== null) tokens.push(["BIRTH_DATE", this.#dateToken(traits.birthDate)]);
    this.#addPlace(traits, tokens, isLatin ? texts : null);
    if (traits.region !== null) tokens.push(["REGION", this.key.token("REGION", traits.region)]);
    if (traits.representative !== null) {
      tokens.push(["REPRESENTATIVE", this.key.token("NAME", nameForms(traits.representative).normal)]);
    }
    if (isLatin) {
      const email = traits.identifiers.find(({ type }) => type === "EMAIL");
      if (email !== undefined) texts.EMAIL = email.value;
      if (traits.birthDate !== null) texts.BIRTH_DATE = traits.birthDate;
    }
    const closed = isLatin
      ? this.key.close(JSON.stringify(LIKENESS_FEATURES.map((name) => texts[name] ?? null)))
      : null;
    return encodeFingerprint(traits.kind, tokens, closed);
  }

  /** True for a person's Latin name: one that is compared by likeness too. */
  #addName({ kind, name }: Traits, tokens: Tokens, texts: Texts): boolean {
    if (name === null) return false;
    const known = this.#nameTokens(name);
    tokens.push(...known.tokens);
    const { words } = known.forms;
    if (kind === "ORGANIZATION" || words.length === 0) return false;
    const [surname, given] = [words.at(-1) ?? "", words.slice(0, -1).join(" ")];
    if (given !== "") {
      texts.GIVEN_NAME = given;
      tokens.push(["GIVEN_NAME", this.key.token("WORD", given)]);
    }
    texts.SURNAME = surname;
    tokens.push(["SURNAME", this.key.token("WORD", surname)]);
    return true;
  }

  #nameTokens(name: string): NameTokens {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const forms = nameForms(name);
    const tokens: Tokens = [["NAME", this.key.token("NAME", forms.normal)]];
    if (forms.sound !== null) {
      if (forms.simplified !== forms.normal) {
        tokens.push(["SIMPLIFIED_NAME", this.key.token("NAME", forms.simplified)]);
      }
      tokens.push(["NAME_SOUND", this.key.token("SOUND", forms.sound)]);
    }
    this.#names.set(name, { forms, tokens });
    return { forms, tokens };
  }

  /** Year, month and day hashed apart within one token, so that a slip in one of them can be told from another date. */
  #dateToken(date: string): string {
    const known = this.#dates.get(date);
    if (known !== undefined) return known;
    const [year = "", month = "", day = ""] = date.split("-");
    const parts = [this.key.token("YEAR", year).slice(0, 6), this.#dayPart(month), this.#dayPart(day)];
    const token = parts.join("");
    this.#dates.set(date, token);
    return token;
  }

  /** Months and days under one kind: a day written for a month is then the same token at the other place. */
  #dayPart(value: string): string {
    return this.key.token("DAY", value).slice(0, 5);
  }

  #addPlace({ place }: Traits, tokens: Tokens, texts: Texts | null): void {
    if (place === null) return;
    const { street, locality, postcode } = place;
    if (street !== null) tokens.push(["STREET", this.key.token("STREET", street)]);
    if (locality !== null) tokens.push(["LOCALITY", this.key.token("LOCALITY", locality)]);
    if (postcode !== null) tokens.push(["POSTCODE", this.key.token("POSTCODE", postcode)]);
    if (texts === null) return;
    if (street !== null) texts.STREET = street;
    if (locality !== null) texts.LOCALITY = locality;
  }
}

function isFeature(type: string): type is Feature {
  return IDENTIFIER_FEATURES.has(type);
}

const IDENTIFIER_FEATURES: ReadonlySet<string> = new Set<Feature>([
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
  "USCC",
  "ORGANISATION_CODE",
  "LEI",
  "MOBILE",
  "EMAIL",
]);
