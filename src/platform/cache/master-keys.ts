import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** The key under which everything is kept that one customer record is in. Gone, all copies are unreadable, wherever they are. */
export interface DataKey {
  /** Random, and so a stamp of its generation too: what was kept under another one is not of today. */
  readonly id: Buffer;
  readonly key: Buffer;
}

export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const FORMAT = 1;
const ID = 8;
const KEY = 32;
const IV = 12;
const TAG = 16;

export function newDataKey(): DataKey {
  return { id: randomBytes(ID), key: randomBytes(KEY) };
}

/**
 * Wraps data keys for the store. The first master key wraps; all of them unwrap, so that a new one can be put in front
 * without anything being lost, and an old one taken away when nothing is wrapped by it any more.
 */
export class MasterKeys {
  readonly #byId: ReadonlyMap<string, Buffer>;
  readonly #current: MasterKey;

  constructor(keys: readonly MasterKey[]) {
    const [current] = keys;
    if (current === undefined) throw new RangeError("a master key is needed");
    if (keys.some(({ key }) => key.length !== KEY)) throw new RangeError("a master key has 32 bytes");
    this.#current = current;
    this.#byId = new Map(keys.map(({ id, key }) => [id, key]));
  }

  wrap(subject: string, { id, key }: DataKey): Buffer {
    const name = Buffer.from(this.#current.id, "utf8");
    const head = Buffer.concat([Buffer.from([FORMAT]), id, Buffer.from([name.length]), name]);
    const iv = randomBytes(IV);
    const cipher = createCipheriv("aes-256-gcm", this.#current.key, iv).setAAD(bound(head, subject));
    return Buffer.concat([head, iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  /** Null for what no master key of ours has wrapped for this subject, or what has been tampered with. */
  unwrap(subject: string, wrapped: Buffer): { readonly dataKey: DataKey; readonly isCurrent: boolean } | null {
    const nameLength = wrapped[1 + ID];
    if (wrapped[0] !== FORMAT || nameLength === undefined) return null;
    const at = 2 + ID + nameLength;
    if (wrapped.length !== at + IV + KEY + TAG) return null;
    const name = wrapped.toString("utf8", 2 + ID, at);
    const master = this.#byId.get(name);
    if (master === undefined) return null;
    try {
      const decipher = createDecipheriv("aes-256-gcm", master, wrapped.subarray(at, at + IV), { authTagLength: TAG })
        .setAAD(bound(wrapped.subarray(0, at), subject))
        .setAuthTag(wrapped.subarray(-TAG));
      const key = Buffer.concat([decipher.update(wrapped.subarray(at + IV, -TAG)), decipher.final()]);
      return {
        dataKey: { id: Buffer.from(wrapped.subarray(1, 1 + ID)), key },
        isCurrent: name === this.#current.id,
      };
    } catch {
      return null;
    }
  }
}

/** A wrapped key that is moved to another customer's place does not unwrap there. */
function bound(head: Buffer, subject: string): Buffer {
  return Buffer.concat([head, Buffer.from(subject, "utf8")]);
}
