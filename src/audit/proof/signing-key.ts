import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  verify,
  type KeyObject,
} from "node:crypto";

/** Names a public key by itself: the first 16 hexadecimal digits of the SHA-256 of its DER form. */
export function keyIdOf(publicKey: KeyObject): string {
  return hash("sha256", publicKey.export({ type: "spki", format: "der" }), "hex").slice(0, 16);
}

/** Signs what is sealed. Rotation is another file: seals name the key that they were signed with. */
export class SigningKey {
  readonly keyId: string;
  readonly publicKey: KeyObject;

  /** `pem` is an Ed25519 private key in PKCS #8. Throws when it is not. */
  constructor(pem: string) {
    this.#key = createPrivateKey(pem);
    if (this.#key.asymmetricKeyType !== "ed25519") throw new TypeError("the audit trail signs with Ed25519");
    this.publicKey = createPublicKey(this.#key);
    this.keyId = keyIdOf(this.publicKey);
  }

  readonly #key: KeyObject;

  sign(bytes: Uint8Array): string {
    return sign(null, bytes, this.#key).toString("base64url");
  }

  publicPem(): string {
    return this.publicKey.export({ type: "spki", format: "pem" });
  }
}

export function newSigningKeyPem(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" });
}

const PUBLIC_PEM = /-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/gu;

/** The public keys that a verifier trusts: one file may hold those of several rotations. */
export class PublicKeys {
  readonly #keys: ReadonlyMap<string, KeyObject>;

  /** Throws TypeError when there is no Ed25519 public key in the text. */
  constructor(pem: string) {
    const keys = [...pem.matchAll(PUBLIC_PEM)].map(([each]) => createPublicKey(each));
    if (keys.length === 0 || keys.some((key) => key.asymmetricKeyType !== "ed25519"))
      throw new TypeError("not a file of Ed25519 public keys in PEM form");
    this.#keys = new Map(keys.map((key) => [keyIdOf(key), key]));
  }

  get keyIds(): readonly string[] {
    return [...this.#keys.keys()];
  }

  check(keyId: string, bytes: Uint8Array, signature: string): "good" | "bad" | "unknown-key" {
    const key = this.#keys.get(keyId);
    if (key === undefined) return "unknown-key";
    return verify(null, bytes, key, Buffer.from(signature, "base64url")) ? "good" : "bad";
  }
}
