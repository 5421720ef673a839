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
    return this.#mark([attribute, source, recordId, subject, unseal(normal)]);
  }

  /**
   * Marks where a record says it, whatever it says: for whoever does not see the value in clear, to whom another mark would
   * tell that it has changed. Null for a place that its record no longer has.
   */
  ofPlace(attribute: Attribute, { source, recordId }: RecordKey, place: number | null): string {
    return this.#mark([attribute, source, recordId, place]);
  }

  #mark(parts: readonly (string | number | null)[]): string {
    return createHmac("sha256", this.#key).update(JSON.stringify(parts)).digest("base64url").slice(0, LENGTH);
  }
}
