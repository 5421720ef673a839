import { AccessError } from "../../access/access-error.js";
import type { CustomerId } from "../../domain/customer-id.js";
import type { SourceName } from "../../domain/source.js";
import { ResolutionError } from "../../identity/resolution-error.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { RequestContext } from "../context.js";
import { notReachable } from "../customer/customer.resolver.js";
import type { RecordInput } from "./stewardship.type.js";

/** Throws AccessError for who is no steward, and for a steward who looks in another's place. */
export function assertSteward({ caller, session }: RequestContext): string {
  if (caller.staffId === null || !session.may("mergeCustomers")) throw new AccessError("ACCESS_DENIED");
  return caller.staffId;
}

/** One answer for a customer who is not there and for one out of reach: deciding tells nobody who is a customer. */
export async function assertReached({ session }: RequestContext, customerId: CustomerId): Promise<void> {
  const profile = await session.open(customerId);
  if (!isReached(profile)) throw session.undecided.get(customerId) ?? notReachable();
}

/** The customers of an event. One out of reach makes it an event that is not there: events are counted, so easily guessed. */
export async function assertEventReached(context: RequestContext, event: number): Promise<void> {
  const customers = await context.stewardship.customersOf(event);
  const opened = await Promise.all(customers.map((id) => context.session.open(id)));
  const undecided = customers.flatMap((id) => context.session.undecided.get(id) ?? []);
  if (undecided[0] !== undefined) throw undecided[0];
  if (customers.length === 0 || !opened.every(isReached)) throw new ResolutionError("EVENT_UNKNOWN");
}

/** A record whose customer the steward reaches, with that customer. Throws ResolutionError for any other. */
export async function reachedRecord({ session, sources }: RequestContext, { source, recordId }: RecordInput) {
  const facts = sources.all().find(({ name }) => name === source);
  const profile = facts === undefined ? null : await session.openRecord(facts.name, recordId);
  if (facts === undefined || !isReached(profile)) throw new ResolutionError("RECORD_UNKNOWN");
  const record = { source: facts.name satisfies SourceName, recordId };
  return { record, customerId: profile.id };
}

function isReached(profile: CustomerProfile | null): profile is CustomerProfile {
  return profile?.decision.reachesSections === true;
}
