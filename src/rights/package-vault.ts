import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { PackageFiles } from "./package-files.js";
import { RightsError } from "./rights-error.js";
import type { SubjectRequestStore } from "./subject-request-store.js";

type Keys = Pick<SubjectRequestStore, "keepKey" | "readKey" | "destroyKey">;

/** Which package of which request; both are bound to what is encrypted, so that nothing can be put in another's place. */
export interface PackagePlace {
  readonly requestId: string;
  readonly number: number;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps packages, each under a key of its own (AES-256-GCM) that is itself kept under the master key, in another place
 * than the package. Where the key is destroyed, every copy of the file is worthless.
 */
export class PackageVault {
  readonly #master: Buffer;

  constructor(
    private readonly files: PackageFiles,
    private readonly keys: Keys,
    masterSecret: string,
  ) {
    this.#master = Buffer.from(hkdfSync("sha256", masterSecret, "", "customer-graph subject-request packages", 32));
  }

  async keep(place: PackagePlace, bytes: Uint8Array): Promise<void> {
    const key = randomBytes(32);
    await this.files.write(fileOf(place), encrypt(key, bytes, boundTo(place)));
    const wrapped = encrypt(this.#master, key, boundTo(place)).toString("base64");
    await this.keys.keepKey(place.requestId, place.number, wrapped);
  }

  /** Throws RightsError: the key is gone or does not fit, the file is gone or is not what was written. */
  async open(place: PackagePlace): Promise<Buffer> {
    const wrapped = await this.keys.readKey(place.requestId, place.number);
    if (wrapped === null) throw new RightsError("PACKAGE_EXPIRED");
    const key = decrypt(this.#master, Buffer.from(wrapped, "base64"), boundTo(place));
    if (key === null) throw new RightsError("PACKAGE_KEY_UNREADABLE");
    const file = await this.files.read(fileOf(place));
    if (file === null) throw new RightsError("PACKAGE_MISSING");
    const bytes = decrypt(key, file, boundTo(place));
    if (bytes === null) throw new RightsError("PACKAGE_TAMPERED");
    return bytes;
  }

  /** The key first: from then on nothing opens the file, wherever copies of it are. */
  async destroy(place: PackagePlace): Promise<void> {
    await this.keys.destroyKey(place.requestId, place.number);
    await this.files.remove(fileOf(place));
  }
}

function fileOf({ requestId, number }: PackagePlace): string {
  return `${requestId}-${number}.package`;
}

function boundTo({ requestId, number }: PackagePlace): Buffer {
  return Buffer.from(`${requestId} ${number}`);
}

/** Initialisation vector, ciphertext, tag. */
function encrypt(key: Buffer, bytes: Uint8Array, bound: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(bound);
  return Buffer.concat([iv, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Null for what was not encrypted so: nothing of it is given out before all of it is known to be whole. */
function decrypt(key: Buffer, bytes: Buffer, bound: Buffer): Buffer | null {
  if (bytes.length < IV_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(bound)
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}
