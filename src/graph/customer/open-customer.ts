import type { CustomerId } from "../../domain/customer-id.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { Needs } from "../../profile/needs.js";
import type { RequestContext } from "../context.js";
import { Customer, toCustomer } from "./customer.type.js";

/** The customer, or null when the caller does not reach him. Throws SourceFault when no source can say who he is. */
export async function openCustomer(
  { session }: RequestContext,
  customerId: CustomerId,
  needs?: Needs,
): Promise<Customer | null> {
  return withHeader(await session.open(customerId, needs));
}

export async function openCustomerOfRecord(
  { session }: RequestContext,
  source: SourceName,
  recordId: string,
  needs?: Needs,
): Promise<Customer | null> {
  return withHeader(await session.openRecord(source, recordId, needs));
}

/** Another holder of an arrangement that the caller sees. */
export async function openCounterparty(
  { session }: RequestContext,
  source: SourceName,
  recordId: string,
  needs: Needs,
): Promise<Customer | null> {
  return withHeader(await session.openCounterparty(source, recordId, needs));
}

/** The header of an open profile. Throws SourceFault when no source can say who it is. */
export async function withHeader(profile: CustomerProfile | null): Promise<Customer | null> {
  if (profile === null) return null;
  const header = await profile.header();
  if (header !== null) return toCustomer(profile, header);
  const unreadable = (await profile.parties()).find((outcome) => outcome.kind === "unavailable");
  throw unreadable?.because ?? new SourceFault("core-banking", "SOURCE_UNAVAILABLE");
}
