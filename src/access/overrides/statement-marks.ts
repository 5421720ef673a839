import { createHmac, hkdfSync } from "node:crypto";
import type { Attribute } from "../../domain/attribute.js";
import type { RecordKey } from "../../domain/membership.js";
import type { Sealed } from "../../domain/sealed.js";
import { unseal } from "../../domain/unseal.js";

const LENGTH = 22;

/**
 * Marks what a record says, so that a choice holds for that word of it and for no later one. Keyed, and with the record in
 * it: neither can a mark be worked back to a number by trying them all, nor do two records with one number have one mark.
 */
export class StatementMarks {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "statement marks", 32));
  }

  of(attribute: Attribute, { source, recordId }: RecordKey, subject: string, normal: Sealed<string>): string {
    const said = JSON.stringify([attribute, source, recordId, subject, unseal(normal)]);
    return createHmac("sha256", this.#key).update(said).digest("base64url").slice(0, LENGTH);
  }
}
