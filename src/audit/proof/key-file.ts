import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { newSigningKeyPem, SigningKey } from "./signing-key.js";

/** The public key is laid beside the private one, for whoever verifies. */
export function publicKeyFileOf(file: string): string {
  return file.endsWith(".pem") ? `${file.slice(0, -4)}.pub.pem` : `${file}.pub`;
}

/**
 * The key in a file. Where `mayMake` and the file is missing, a key for development is made there, with its public half
 * beside it. Throws when there is no key, or it is not Ed25519.
 */
export function openSigningKey(file: string, mayMake: boolean): { readonly key: SigningKey; readonly isNew: boolean } {
  const isNew = !existsSync(file) && mayMake;
  if (isNew) {
    mkdirSync(dirname(file), { recursive: true });
    // Two gateways that start together must not each make one.
    writeFileSync(file, newSigningKeyPem(), { mode: 0o600, flag: "wx" });
  }
  const key = new SigningKey(readFileSync(file, "utf8"));
  if (isNew) writeFileSync(publicKeyFileOf(file), key.publicPem());
  return { key, isNew };
}
