import { createHmac, timingSafeEqual } from "node:crypto";
import type { CustomerId } from "../domain/customer-id.js";
import { IDENTIFIER_TYPES } from "../domain/identifier.js";
import type { Clock } from "../domain/instant.js";
import type { Caller } from "./caller.js";
import type { Ground } from "./relations.js";

/** What stands in the place of a proof where the customer was not found by a look-up. */
export const NO_PROOF = "none";

type Proven = Exclude<Ground, null>;

const PROVABLE: readonly Proven[] = [...IDENTIFIER_TYPES, "COUNTERPARTY"];

/** No operation lasts longer than a minute, and the proof is of use within one operation only. */
const LIFETIME_MS = 60_000;

/**
 * A look-up, or a joint account, brings a customer into the caller's reach for the operation that came upon him by it. Where the graph is served as
 * several subgraphs, one operation becomes several requests; this proof travels with the customer's id from the subgraph
 * that came upon him to the others, so that each can take the same decision without trusting the router. It is good
 * for one caller with one purpose, for one customer, for one minute, and nobody without the bank's secret can write one.
 */
export class LookupProofs {
  readonly #key: Buffer;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.#key = createHmac("sha256", secret).update("lookup proof").digest();
  }

  issue(caller: Caller, customerId: CustomerId, foundBy: Proven): string {
    const expiresAt = this.clock.now() + LIFETIME_MS;
    return `${foundBy}.${expiresAt}.${this.#mac(caller, customerId, foundBy, expiresAt).toString("base64url")}`;
  }

  /** By what this caller came upon this customer; null for whatever does not prove it. */
  read(caller: Caller, customerId: CustomerId, proof: string): Ground {
    const [type, expiry = "", mac = ""] = proof.split(".");
    const foundBy = PROVABLE.find((each) => each === type);
    const expiresAt = Number(expiry);
    if (foundBy === undefined || !(expiresAt > this.clock.now())) return null;
    const expected = this.#mac(caller, customerId, foundBy, expiresAt);
    const given = Buffer.from(mac, "base64url");
    return given.length === expected.length && timingSafeEqual(given, expected) ? foundBy : null;
  }

  #mac({ subject, purpose, channel, clientId }: Caller, id: CustomerId, foundBy: string, expiresAt: number): Buffer {
    const bound = JSON.stringify([subject, purpose, channel, clientId, id, foundBy, expiresAt]);
    return createHmac("sha256", this.#key).update(bound).digest();
  }
}
