import type { CustomerId } from "../domain/customer-id.js";
import type { FindResult, IdentifierQuery, Membership, RecordKey } from "../domain/membership.js";
import type { Deadline } from "../platform/deadline.js";
import type { PartyRegister } from "../sources/party-register.js";

/** What a profile needs to know of which records are one customer; the room `identity` keeps it. */
export interface CustomerDirectory {
  /** One result for each query, in order, asking the registers live. */
  find(
    queries: readonly IdentifierQuery[],
    registers: readonly PartyRegister[],
    deadline: Deadline,
  ): Promise<readonly FindResult[]>;
  /** A customer's records; null for an id that nobody has. */
  complete(customerId: CustomerId, registers: readonly PartyRegister[], deadline: Deadline): Promise<Membership | null>;
  /** The customer that a record belongs to; null when it has not been linked. */
  customerOf(record: RecordKey): Promise<CustomerId | null>;
  /** The customer that a record belongs to, or would be known by if he were met by it now. Links nothing. */
  idOf(record: RecordKey): Promise<CustomerId>;
}
