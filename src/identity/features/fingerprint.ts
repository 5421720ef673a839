import type { PartyKind } from "../../domain/records/party.js";
import { FEATURES, LIKENESS_FEATURES, type Feature, type LikenessFeature } from "./features.js";
import { TOKEN_LENGTH, type TokenKey } from "./token-key.js";

/**
 * A record as the index knows it: keyed hashes, one or more a feature, and for Latin records the closed texts. Two
 * fingerprints under one key can be compared; nobody can be read out of either.
 */
export class Fingerprint {
  readonly kind: PartyKind;
  #texts: Partial<Record<LikenessFeature, string>> | null = null;

  /** Tokens are read where they stand: a build compares millions, and what is taken out of a text has to be kept. */
  private constructor(
    private readonly written: string,
    private readonly start: number,
    /** Behind the last token. */
    private readonly end: number,
    private readonly closed: string,
    private readonly key: TokenKey,
  ) {
    this.kind = written.charCodeAt(start) === PERSON ? "PERSON" : "ORGANIZATION";
  }

  /** Reads what `encodeFingerprint` wrote, from `start` to `stop`. Throws RangeError for anything else. */
  static decode(text: string, key: TokenKey, start = 0, stop = text.length): Fingerprint {
    const bar = text.indexOf("|", start);
    const end = bar === -1 || bar >= stop ? stop : bar;
    if ((end - start - 1) % STRIDE !== 0) throw new RangeError("not a fingerprint");
    return new Fingerprint(text, start, end, end === stop ? "" : text.slice(end + 1, stop), key);
  }

  /** An encoded fingerprint with further tokens in it. */
  static withTokens(text: string, tokens: readonly (readonly [Feature, string])[]): string {
    const end = text.indexOf("|");
    const added = tokens.map(([feature, token]) => FEATURES[feature] + token).join("");
    return end === -1 ? text + added : text.slice(0, end) + added + text.slice(end);
  }

  all(feature: Feature): readonly string[] {
    let at = this.#next(LETTERS[feature], this.start + 1);
    if (at === this.end) return NONE;
    const found: string[] = [];
    for (; at < this.end; at = this.#next(LETTERS[feature], at + STRIDE)) found.push(this.#tokenAt(at));
    return found;
  }

  first(feature: Feature): string | undefined {
    const at = this.#next(LETTERS[feature], this.start + 1);
    return at === this.end ? undefined : this.#tokenAt(at);
  }

  has(feature: Feature): boolean {
    return this.#next(LETTERS[feature], this.start + 1) < this.end;
  }

  /** The token of the kind that both carry, or null. */
  shared(other: Fingerprint, feature: Feature): string | null {
    const letter = LETTERS[feature];
    for (let at = this.#next(letter, this.start + 1); at < this.end; at = this.#next(letter, at + STRIDE)) {
      for (
        let there = other.#next(letter, other.start + 1);
        there < other.end;
        there = other.#next(letter, there + STRIDE)
      ) {
        if (isSame(this.written, at + 1, other.written, there + 1)) return this.#tokenAt(at);
      }
    }
    return null;
  }

  /** Where the next token of the letter stands from there on; `end` where there is none. */
  #next(letter: number, from: number): number {
    let at = from;
    while (at < this.end && this.written.charCodeAt(at) !== letter) at += STRIDE;
    return at;
  }

  #tokenAt(at: number): string {
    return this.written.slice(at + 1, at + STRIDE);
  }

  /** Opens the texts that only likeness can compare, once. */
  text(feature: LikenessFeature): string | null {
    if (this.closed === "") return null;
    if (this.#texts === null) {
      const texts = JSON.parse(this.key.open(this.closed)) as (string | null)[];
      this.#texts = Object.fromEntries(
        LIKENESS_FEATURES.flatMap((name, index) => {
          const value = texts[index];
          return typeof value === "string" ? [[name, value]] : [];
        }),
      );
    }
    return this.#texts[feature] ?? null;
  }
}

const NONE: readonly string[] = [];
const PERSON = "p".charCodeAt(0);
/** A letter and a token. */
const STRIDE = TOKEN_LENGTH + 1;
const LETTERS = Object.fromEntries(
  Object.entries(FEATURES).map(([feature, letter]) => [feature, letter.charCodeAt(0)]),
) as Readonly<Record<Feature, number>>;

function isSame(one: string, at: number, other: string, there: number): boolean {
  for (let n = 0; n < TOKEN_LENGTH; n += 1) {
    if (one.charCodeAt(at + n) !== other.charCodeAt(there + n)) return false;
  }
  return true;
}

/** `tokens` in the order in which they are to be compared: for names the present one first. */
export function encodeFingerprint(
  kind: PartyKind,
  tokens: readonly (readonly [Feature, string])[],
  closed: string | null,
): string {
  let text = kind === "PERSON" ? "p" : "o";
  for (const [feature, token] of tokens) text += FEATURES[feature] + token;
  return closed === null ? text : `${text}|${closed}`;
}
