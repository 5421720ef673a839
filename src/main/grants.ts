import { GrantDesk, type GrantAct } from "../access/grants/grant-desk.js";
import { GrantStore } from "../access/grants/grant-store.js";
import { grantMigrations, type GrantTables } from "../access/grants/tables.js";
import { toCallerFacts } from "../access/policy/caller-facts.js";
import type { PolicyEngine } from "../access/policy/policy-engine.js";
import type { Clock } from "../domain/instant.js";
import type { Config } from "../platform/config-schema.js";
import type { Log } from "../platform/log.js";
import { openStore } from "../platform/store.js";

export interface OpenGrants {
  readonly desk: GrantDesk;
  close(): Promise<void>;
}

/** The desk for access on its own store. Every act leaves a line in the log: who did what to which grant. */
export async function openGrants(
  { store: address, ...limits }: Config["grants"],
  policy: Pick<PolicyEngine, "decideOperation">,
  clock: Clock,
  log: Log,
): Promise<OpenGrants> {
  const store = await openStore<GrantTables>(address, grantMigrations, "grants");
  const desk = new GrantDesk({
    store: new GrantStore(store),
    clock,
    limits,
    permission: (caller, operation) => policy.decideOperation(toCallerFacts(caller), operation).allowed,
    announce: (act) => log.info(toLine(act), "access grant"),
    // Its message stays out of the log: it may name the database.
    report: (error) => log.error({ name: error instanceof Error ? error.name : typeof error }, "grants unreadable"),
  });
  return { desk, close: () => store.destroy() };
}

/** What was asked for and by whom; not why, which is for those who decide. */
function toLine({ act, by, grant: { request } }: GrantAct) {
  const { id, requester, purpose, customerId, emergency, fields } = request;
  const coordinates = fields.map(({ coordinate }) => coordinate);
  return {
    act,
    by: `staff:${by}`,
    grant: id,
    requester,
    purpose,
    customer: customerId,
    emergency,
    fields: coordinates,
  };
}
