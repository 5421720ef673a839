import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  type KeyObject,
  createSecretKey,
} from "node:crypto";
import type { Brand } from "../domain/brand.js";
import type { Clock } from "../domain/instant.js";
import type { Caller } from "./caller.js";

/** A position in a list, sealed for one caller. There is no other way to make one. */
export type Cursor = Brand<string, "Cursor">;

/** What a list's own position is made of. */
export type PositionPart = string | number | null;

/** Which list: the field that answers it, whose it is, and the arguments that decide what is in it, page and size apart. */
export interface ListName {
  readonly field: string;
  /** The id of the object that the list hangs on; empty for a list of the root. */
  readonly of: string;
  readonly arguments?: Readonly<Record<string, unknown>>;
}

/** Longer than any of ours: a source's own mark of a page, our position on it, and what seals them. */
export const LONGEST_CURSOR = 1_024;
/** Positions are filled up to whole blocks, so that a cursor's length does not tell how far down the list it stands. */
const BLOCK_BYTES = 64;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const EXPIRY_BYTES = 6;
const LENGTH_BYTES = 2;

export interface CursorSecrets {
  /** What cursors are sealed with. */
  readonly current: string;
  /** What they may still have been sealed with: for as long as a cursor lives after the secret has changed. */
  readonly former: readonly string[];
  readonly lifetimeSeconds: number;
}

/**
 * Positions as tokens that say nothing and are good for one caller with one purpose, through one channel and
 * application, in one list, until they expire. AES-256-GCM with a nonce of chance under a key that is derived for exactly
 * this caller and list: one that belongs to another is not even well formed, and no key seals more than one caller's
 * pages of one list. Equal positions give different cursors; nobody can compare two lists by theirs.
 */
export class Cursors {
  readonly #masters: readonly Master[];
  readonly #lifetimeMs: number;

  constructor(
    { current, former, lifetimeSeconds }: CursorSecrets,
    private readonly clock: Clock,
  ) {
    this.#masters = [current, ...former].map(toMaster);
    this.#lifetimeMs = lifetimeSeconds * 1_000;
  }

  of(caller: Caller): CallerCursors {
    return { of: (list) => new SealedPositions(this.#masters, bindingOf(caller, list), this.#lifetimeMs, this.clock) };
  }
}

/** The cursors of one request: bound to its caller whatever the list. */
export interface CallerCursors {
  of(list: ListName): ListCursors;
}

/** The cursors of one list for one caller. */
export interface ListCursors {
  toCursor(position: readonly PositionPart[]): Cursor;
  /** The position behind a cursor of this list; null for whatever else. */
  fromCursor(cursor: string): readonly PositionPart[] | null;
}

/** Chance is drawn for many nonces at once: a page has a cursor for every row. */
const POOL_BYTES = NONCE_BYTES * 256;
let pool = Buffer.alloc(0);

function nextNonce(): Buffer {
  if (pool.length === 0) pool = randomBytes(POOL_BYTES);
  const nonce = pool.subarray(0, NONCE_BYTES);
  pool = pool.subarray(NONCE_BYTES);
  return nonce;
}

interface Master {
  readonly id: Buffer;
  readonly secret: Buffer;
}

class SealedPositions implements ListCursors {
  readonly #keys = new Map<Master, KeyObject>();

  constructor(
    private readonly masters: readonly Master[],
    private readonly binding: string,
    private readonly lifetimeMs: number,
    private readonly clock: Clock,
  ) {}

  toCursor(position: readonly PositionPart[]): Cursor {
    const [master] = this.masters;
    if (master === undefined) throw new Error("there is a current secret");
    const nonce = nextNonce();
    const cipher = createCipheriv("aes-256-gcm", this.#keyOf(master), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(master.id);
    const content = toContent(position, this.clock.now() + this.lifetimeMs);
    const sealed = Buffer.concat([master.id, nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
    const cursor = sealed.toString("base64url");
    if (cursor.length > LONGEST_CURSOR) throw new RangeError("a position is longer than a cursor may be");
    return cursor as Cursor;
  }

  fromCursor(cursor: string): readonly PositionPart[] | null {
    if (cursor.length > LONGEST_CURSOR) return null;
    const sealed = Buffer.from(cursor, "base64url");
    // One form only: what decodes to the same bytes is not the same cursor.
    if (sealed.length <= KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES || sealed.toString("base64url") !== cursor) return null;
    const id = sealed.subarray(0, KEY_ID_BYTES);
    const master = this.masters.find((each) => each.id.equals(id));
    const content = master === undefined ? null : this.#opened(master, sealed);
    return content === null ? null : fromContent(content, this.clock.now());
  }

  #opened(master: Master, sealed: Buffer): Buffer | null {
    const nonce = sealed.subarray(KEY_ID_BYTES, KEY_ID_BYTES + NONCE_BYTES);
    const decipher = createDecipheriv("aes-256-gcm", this.#keyOf(master), nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(master.id);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    try {
      const content = decipher.update(sealed.subarray(KEY_ID_BYTES + NONCE_BYTES, -TAG_BYTES));
      return Buffer.concat([content, decipher.final()]);
    } catch {
      // Not sealed by us, or for somebody else, or for another list: it makes no difference, and none is told.
      return null;
    }
  }

  #keyOf(master: Master): KeyObject {
    let key = this.#keys.get(master);
    if (key === undefined) {
      key = createSecretKey(createHmac("sha256", master.secret).update(this.binding).digest());
      this.#keys.set(master, key);
    }
    return key;
  }
}

function toMaster(secret: string): Master {
  const derived = (use: string) => createHmac("sha256", secret).update(use).digest();
  return { id: derived("cursor key id").subarray(0, KEY_ID_BYTES), secret: derived("cursor key") };
}

function bindingOf({ subject, purpose, channel, clientId }: Caller, list: ListName): string {
  const given = Object.entries(list.arguments ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return JSON.stringify([subject, purpose, channel, clientId, list.field, list.of, canonical(given)]);
}

/** The same arguments in another order, or with nulls written out, make the same list. */
function canonical(entries: readonly (readonly [string, unknown])[]): unknown {
  return entries
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => [name, isBag(value) ? canonical(Object.entries(value).filter(isGiven)) : value]);
}

function isBag(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isGiven([, value]: readonly [string, unknown]): boolean {
  return value !== undefined && value !== null;
}

function toContent(position: readonly PositionPart[], expiresAt: number): Buffer {
  const text = Buffer.from(JSON.stringify(position), "utf8");
  const used = EXPIRY_BYTES + LENGTH_BYTES + text.length;
  const content = Buffer.alloc(Math.ceil(used / BLOCK_BYTES) * BLOCK_BYTES);
  content.writeUIntBE(Math.floor(expiresAt), 0, EXPIRY_BYTES);
  content.writeUIntBE(text.length, EXPIRY_BYTES, LENGTH_BYTES);
  text.copy(content, EXPIRY_BYTES + LENGTH_BYTES);
  return content;
}

function fromContent(content: Buffer, now: number): readonly PositionPart[] | null {
  if (content.readUIntBE(0, EXPIRY_BYTES) <= now) return null;
  const begin = EXPIRY_BYTES + LENGTH_BYTES;
  const text = content.subarray(begin, begin + content.readUIntBE(EXPIRY_BYTES, LENGTH_BYTES));
  return JSON.parse(text.toString("utf8")) as readonly PositionPart[];
}
