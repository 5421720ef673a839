import type { PartyKind } from "../../domain/records/party.js";
import { FEATURES, LIKENESS_FEATURES, type Feature, type LikenessFeature } from "./features.js";
import { TOKEN_LENGTH, type TokenKey } from "./token-key.js";

/**
 * A record as the index knows it: keyed hashes, one or more a feature, and for Latin records the closed texts. Two
 * fingerprints under one key can be compared; nobody can be read out of either.
 */
export class Fingerprint {
  #texts: Partial<Record<LikenessFeature, string>> | null = null;

  private constructor(
    readonly kind: PartyKind,
    /** The letter of each token, in order; a handful, so that going through them is quicker than any table. */
    private readonly letters: string,
    private readonly tokens: readonly string[],
    private readonly closed: string,
    private readonly key: TokenKey,
  ) {}

  /** Reads what `encodeFingerprint` wrote. Throws RangeError for anything else. */
  static decode(text: string, key: TokenKey): Fingerprint {
    const end = text.indexOf("|");
    const last = end === -1 ? text.length : end;
    if ((last - 1) % (TOKEN_LENGTH + 1) !== 0) throw new RangeError("not a fingerprint");
    const tokens: string[] = [];
    let letters = "";
    for (let at = 1; at < last; at += TOKEN_LENGTH + 1) {
      letters += text.charAt(at);
      tokens.push(text.slice(at + 1, at + 1 + TOKEN_LENGTH));
    }
    const kind = text.charAt(0) === "p" ? "PERSON" : "ORGANIZATION";
    return new Fingerprint(kind, letters, tokens, end === -1 ? "" : text.slice(end + 1), key);
  }

  /** An encoded fingerprint with further tokens in it. */
  static withTokens(text: string, tokens: readonly (readonly [Feature, string])[]): string {
    const end = text.indexOf("|");
    const added = tokens.map(([feature, token]) => FEATURES[feature] + token).join("");
    return end === -1 ? text + added : text.slice(0, end) + added + text.slice(end);
  }

  all(feature: Feature): readonly string[] {
    const letter = FEATURES[feature];
    const first = this.letters.indexOf(letter);
    if (first === -1) return NONE;
    return this.tokens.filter((_, at) => this.letters.charAt(at) === letter);
  }

  first(feature: Feature): string | undefined {
    const at = this.letters.indexOf(FEATURES[feature]);
    return at === -1 ? undefined : this.tokens[at];
  }

  has(feature: Feature): boolean {
    return this.letters.includes(FEATURES[feature]);
  }

  /** The token of the kind that both carry, or null. */
  shared(other: Fingerprint, feature: Feature): string | null {
    const letter = FEATURES[feature];
    if (!this.letters.includes(letter) || !other.letters.includes(letter)) return null;
    for (let at = 0; at < this.tokens.length; at += 1) {
      const token = this.tokens[at];
      if (token === undefined || this.letters.charAt(at) !== letter) continue;
      for (let there = 0; there < other.tokens.length; there += 1) {
        if (other.letters.charAt(there) === letter && other.tokens[there] === token) return token;
      }
    }
    return null;
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
