import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import { HASH_BYTES } from "./cache-keys.js";
import type { DataKey } from "./master-keys.js";

/** A customer record that an entry is about, and the key of that record under which it was written. */
export interface SubjectStamp {
  readonly subject: string;
  readonly keyId: Buffer;
}

export interface EnvelopeHeader {
  readonly stamps: readonly SubjectStamp[];
  /** The header's own length. */
  readonly length: number;
}

/** Why an entry is as good as none. */
export type EntryFlaw = "format" | "truncated" | "key" | "tag" | "content";

const FORMAT = 1;
const KEY_ID = 8;
const IV = 12;
const TAG = 16;
const STAMP = HASH_BYTES + KEY_ID;

/** An account with more holders than this is not kept: each of them could make it unreadable, and each costs a key. */
export const MOST_SUBJECTS = 32;

/**
 * Closes what is kept under one name. It opens only under that name, in this format, and with the key of every customer
 * record that is in it: destroying one of them is enough.
 */
export function closeEnvelope(
  entry: string,
  content: Buffer,
  keys: readonly (DataKey & { readonly subject: string })[],
): Buffer {
  if (keys.length === 0 || keys.length > MOST_SUBJECTS) throw new RangeError("an entry has 1 to 32 subjects");
  const stamps = keys.flatMap(({ subject, id }) => [Buffer.from(subject, "base64url"), id]);
  const header = Buffer.concat([Buffer.from([FORMAT, keys.length]), ...stamps]);
  const iv = randomBytes(IV);
  const cipher = createCipheriv("aes-256-gcm", jointKey(keys), iv).setAAD(bound(header, entry));
  return Buffer.concat([header, iv, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** Whose keys are needed. Nothing of it is believed before the tag is checked. */
export function headerOf(envelope: Buffer): EnvelopeHeader | EntryFlaw {
  if (envelope[0] !== FORMAT) return "format";
  const count = envelope[1] ?? 0;
  const length = 2 + count * STAMP;
  if (count === 0 || count > MOST_SUBJECTS || envelope.length < length + IV + TAG) return "truncated";
  const stamps = Array.from({ length: count }, (_, index) => {
    const at = 2 + index * STAMP;
    return {
      subject: envelope.toString("base64url", at, at + HASH_BYTES),
      keyId: envelope.subarray(at + HASH_BYTES, at + STAMP),
    };
  });
  return { stamps, length };
}

/** `keyOf` gives a subject's present key; an entry written under an earlier one is not of today. */
export function openEnvelope(
  entry: string,
  envelope: Buffer,
  header: EnvelopeHeader,
  keyOf: (subject: string) => DataKey | undefined,
): Buffer | EntryFlaw {
  const keys: DataKey[] = [];
  for (const { subject, keyId } of header.stamps) {
    const key = keyOf(subject);
    if (key === undefined || !key.id.equals(keyId)) return "key";
    keys.push(key);
  }
  const { length } = header;
  try {
    const iv = envelope.subarray(length, length + IV);
    const decipher = createDecipheriv("aes-256-gcm", jointKey(keys), iv, { authTagLength: TAG })
      .setAAD(bound(envelope.subarray(0, length), entry))
      .setAuthTag(envelope.subarray(-TAG));
    return Buffer.concat([decipher.update(envelope.subarray(length + IV, -TAG)), decipher.final()]);
  } catch {
    return "tag";
  }
}

/** Of one customer, his own key; of several, one that needs all of theirs. */
function jointKey(keys: readonly DataKey[]): Buffer {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return only.key;
  return createHmac("sha256", Buffer.concat(keys.map(({ key }) => key)))
    .update("c360 joint entry")
    .digest();
}

function bound(header: Buffer, entry: string): Buffer {
  return Buffer.concat([header, Buffer.from(entry, "utf8")]);
}
