import { Fingerprint } from "./fingerprint.js";
import { FingerprintMaker } from "./fingerprint-maker.js";
import { KeyedHash } from "./keyed-hash.js";
import { TokenKey } from "./token-key.js";
import type { Traits } from "./traits.js";

export interface KeySecret {
  readonly id: string;
  readonly secret: string;
}

/**
 * The keys of the index, the newest first. A record is stated under all of them, so that while one key is replaced by
 * the next, records stated before and after are still compared; when every record has been stated anew, the old one goes.
 */
export class KeyRing {
  readonly keys: readonly TokenKey[];
  readonly #makers: readonly FingerprintMaker[];
  readonly #contents: KeyedHash;
  readonly #newest: string;

  constructor(secrets: readonly KeySecret[]) {
    const [newest] = secrets;
    if (newest === undefined) throw new RangeError("the index needs a key");
    this.#newest = newest.id;
    this.#contents = new KeyedHash(newest.secret);
    this.keys = secrets.map(({ id, secret }) => new TokenKey(id, secret));
    this.#makers = this.keys.map((key) => new FingerprintMaker(key));
  }

  /** What a statement keeps of a record: a line for each key. */
  printsOf(traits: Traits): string {
    return this.#makers.map((maker) => `${maker.key.id}:${maker.make(traits)}`).join("\n");
  }

  /** Whether two contents are the same, told without keeping either. Another newest key gives another digest. */
  digestOf(content: string): string {
    return this.#contents.digest(`${this.#newest}\0digest\0${content}`).slice(0, 24);
  }

  /** The fingerprint under the key by which records are compared, or null. */
  comparable(prints: string): Fingerprint | null {
    const key = this.comparing;
    const lead = `${key.id}:`;
    const start = prints.startsWith(lead) ? 0 : prints.indexOf(`\n${lead}`) + 1;
    if (start === 0 && !prints.startsWith(lead)) return null;
    const end = prints.indexOf("\n", start);
    return Fingerprint.decode(prints, key, start + lead.length, end === -1 ? prints.length : end);
  }

  /** The oldest key: while keys change it is the one under which all records are stated. */
  get comparing(): TokenKey {
    const key = this.keys.at(-1);
    if (key === undefined) throw new Error("a ring has a key");
    return key;
  }

  /** The fingerprints of a statement, by the name of the key; lines under keys that are gone are left out. */
  read(prints: string): ReadonlyMap<string, Fingerprint> {
    const found = new Map<string, Fingerprint>();
    for (const line of prints === "" ? [] : prints.split("\n")) {
      const key = this.keys.find(({ id }) => line.startsWith(`${id}:`));
      if (key !== undefined) found.set(key.id, Fingerprint.decode(line.slice(key.id.length + 1), key));
    }
    return found;
  }
}
