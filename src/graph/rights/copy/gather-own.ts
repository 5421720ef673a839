import { eventOf, type Grant } from "../../../access/grants/grant.js";
import { AuditUnavailable } from "../../../audit/audit-error.js";
import type { AuditEvent } from "../../../audit/event/audit-event.js";
import type { CustomerId } from "../../../domain/customer-id.js";
import { toIsoText, type Clock } from "../../../domain/instant.js";
import type { Link } from "../../../domain/membership.js";
import type { Gathered } from "./gathered.js";

/** What the gateway itself holds about customers. */
export interface OwnRecordsOf {
  /** Looks at a customer, the newest first, and whether that is all of them. */
  readonly looks: (
    customerId: CustomerId,
  ) => Promise<{ readonly events: readonly AuditEvent[]; readonly isWhole: boolean }>;
  readonly grants: (customerId: CustomerId) => Promise<readonly Grant[]>;
  readonly clock: Clock;
}

const OWN = "customer-graph";

/** Which records are taken to be his, who looked at him, and what was opened of him. Staff stand in it by role, never by name. */
export async function gatherOwnRecords(
  customerId: CustomerId,
  links: readonly Link[],
  { looks, grants, clock }: OwnRecordsOf,
  gathered: Gathered,
): Promise<void> {
  const now = clock.now();
  gathered.add(`${OWN}/identity-links`, OWN, now, links.map(printLink), []);
  await told(gathered, `${OWN}/access-log`, async (place) => {
    const { events, isWhole } = await looks(customerId);
    gathered.add(place, OWN, now, events.map(printLook), isWhole ? [] : ["TOO_MANY"]);
  });
  await told(gathered, `${OWN}/access-grants`, async (place) => {
    gathered.add(place, OWN, now, (await grants(customerId)).map(printGrant), []);
  });
}

/** A store of ours that does not answer leaves a gap with a name; it is asked again like any source. */
async function told(gathered: Gathered, place: string, gather: (place: string) => Promise<void>): Promise<void> {
  try {
    await gather(place);
  } catch (error) {
    gathered.missing(place, OWN, [error instanceof AuditUnavailable ? error.code : "STORE_UNAVAILABLE"]);
  }
}

function printLink({ source, recordId, rule, matchedOn, decidedAt }: Link): object {
  return { source, recordId, rule, matchedOn, decidedAt: toIsoText(decidedAt) };
}

function printLook({ id, at, actor, channel, purpose, action, decision }: AuditEvent): object {
  return { id, at: toIsoText(at), role: actor.role, channel, purpose, action, decision };
}

function printGrant(grant: Grant): object {
  const { request, events, usageCount } = grant;
  const { purpose, fields, emergency, minutes, requestedAt } = request;
  const opened = eventOf(grant, "OPENED");
  return {
    requestedAt: toIsoText(requestedAt),
    purpose,
    fields: fields.map(({ path }) => path),
    emergency,
    minutes,
    usageCount,
    events: events.map(({ kind, at }) => ({ kind, at: toIsoText(at) })),
    expiresAt: opened === null ? null : toIsoText(opened.expiresAt),
  };
}
