import type { EventPosition } from "../audit/store/audit-filter.js";
import type { AuditPage } from "../audit/questions/audit-questions.js";
import type { Caller } from "../access/caller.js";
import type { GrantDesk } from "../access/grants/grant-desk.js";
import type { ThirdParties } from "../access/third-parties.js";
import type { Audit } from "../audit/open-audit.js";
import type { AuditEvent } from "../audit/event/audit-event.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import type { RequestContext } from "../graph/context.js";
import { assembleCopy } from "../graph/rights/copy/assemble-copy.js";
import { toAssemblyRecord } from "../graph/rights/copy-record.js";
import type { Config } from "../platform/config-schema.js";
import { startDeadline } from "../platform/deadline.js";
import type { Log } from "../platform/log.js";
import { openStore } from "../platform/store.js";
import type { RequestDeadlines } from "../profile/request-sources.js";
import { AssemblyLine } from "../rights/assembly-line.js";
import { openPackageFiles } from "../rights/package-files.js";
import { PackageVault } from "../rights/package-vault.js";
import { SubjectRequestDesk } from "../rights/subject-request-desk.js";
import { SubjectRequestStore } from "../rights/subject-request-store.js";
import type { SubjectRequest } from "../rights/subject-request.js";
import { rightsMigrations, type RightsTables } from "../rights/tables.js";

export interface OpenRights {
  readonly desk: SubjectRequestDesk;
  close(): Promise<void>;
}

/** The desk for people's requests, on its own store and its own folder of packages. */
export async function openRights({ rights, identity, bank }: Config, clock: Clock): Promise<OpenRights> {
  const tables = await openStore<RightsTables>(rights.store, rightsMigrations, "rights");
  const store = new SubjectRequestStore(tables);
  const vault = new PackageVault(openPackageFiles(rights.packages), store, rights.masterSecret ?? identity.secret);
  const desk = new SubjectRequestDesk({ store, vault, clock, timeZone: bank.timeZone, limits: rights });
  return { desk, close: () => tables.destroy() };
}

export interface AssemblyParts {
  readonly settings: Config["rights"];
  readonly desk: SubjectRequestDesk;
  readonly openSession: (caller: Caller, deadlines: RequestDeadlines) => RequestContext;
  readonly thirdParties: ThirdParties;
  readonly audit: Pick<Audit, "trail" | "desk">;
  readonly auditLimits: Config["audit"]["query"];
  readonly grants: GrantDesk;
  readonly clock: Clock;
  readonly log: Log;
}

/** Assembles what is open, beside the requests that the gateway answers. */
export function startAssembly(parts: AssemblyParts): AssemblyLine {
  const { settings, desk, log } = parts;
  return new AssemblyLine({
    desk,
    assemble: (request, stopped) => assembleOnRecord(request, stopped, parts),
    report: (request, code) => log.error({ request, code }, "a subject request was not worked off"),
    everyMs: settings.everySeconds * 1_000,
  });
}

/** The look is on record before anything of it is kept. */
async function assembleOnRecord(request: SubjectRequest, stopped: AbortSignal, parts: AssemblyParts) {
  const { settings, openSession, thirdParties, audit, grants, clock } = parts;
  // Some of its time is left for what comes after the sources: writing, and the record.
  const deadline = startDeadline(settings.assemblySeconds * 900, stopped);
  const startedAt = performance.now();
  try {
    const context = openSession(request.opener.caller, { page: deadline, gated: deadline });
    const own = {
      looks: (id: CustomerId) => readLooks(id, parts),
      grants: (id: CustomerId) => grants.about(id),
      clock,
    };
    const copy = await assembleCopy(request, context, { thirdParties, retention: settings.retention, own });
    await audit.trail.append(toAssemblyRecord({ request, shown: copy.shown }, performance.now() - startedAt));
    return copy;
  } finally {
    deadline.release();
  }
}

const DAY_MS = 86_400_000;
/** A customer at whom more people have looked than this is told of as having a gap. */
const MOST_LOOKS = 20_000;

/** Every look at a customer as far back as the trail may be asked. */
async function readLooks(customerId: CustomerId, { audit, auditLimits, clock }: AssemblyParts) {
  const to = clock.now() + 1;
  const question = { customerId, from: to - auditLimits.mostDays * DAY_MS, to };
  const events: AuditEvent[] = [];
  let before: EventPosition | null = null;
  do {
    const page: AuditPage = await audit.desk.questions.page(question, { first: auditLimits.mostPerPage, before });
    events.push(...page.events.map(({ event }) => event));
    const last = page.events.at(-1);
    before = page.hasMore && last !== undefined ? { at: last.event.at, position: last.position } : null;
  } while (before !== null && events.length < MOST_LOOKS);
  return { events, isWhole: before === null };
}
