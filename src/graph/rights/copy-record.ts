import type { Caller } from "../../access/caller.js";
import type { AuditActor, DraftEvent } from "../../audit/event/audit-event.js";
import type { CustomerId } from "../../domain/customer-id.js";
import { downloadsOf, type CopyShown, type SubjectRequest } from "../../rights/subject-request.js";

const NO_OPERATION = "0".repeat(64);

interface CopyLook {
  readonly request: Pick<SubjectRequest, "id" | "customerId" | "kind" | "events">;
  readonly shown: CopyShown;
  readonly manifestHash: string | null;
}

/** The look that assembling is: by the gateway, for whoever opened the request, at every field of the copy. */
export function toAssemblyRecord(
  { request, shown }: { readonly request: SubjectRequest; readonly shown: CopyShown },
  durationMs: number,
): DraftEvent {
  const { caller, subject } = request.opener;
  return {
    ...recordOf({ request, shown, manifestHash: null }, caller, "SUBJECT_REQUEST_ASSEMBLED"),
    actor: { subject: "system:subject-requests", role: "SYSTEM", roles: [], orgUnit: null, actingFor: subject },
    action: "READ",
    durationMs,
  };
}

/** The export that a download is, with all that the package shows. */
export function toDownloadRecord(look: CopyLook, caller: Caller): DraftEvent {
  return recordOf(look, caller, "SUBJECT_REQUEST_DOWNLOADED");
}

/** A download that was refused, of a package that the caller may see. */
export function toRefusalRecord(
  request: Pick<SubjectRequest, "id" | "customerId" | "kind" | "events">,
  caller: Caller,
  code: string,
): DraftEvent {
  const shown = { basis: "CONCERNED", level: "NONE", policies: [], policyVersion: "", fields: [] };
  const record = recordOf({ request, shown, manifestHash: null }, caller, "SUBJECT_REQUEST_DOWNLOAD_REFUSED");
  return { ...record, decision: "DENIED", errors: [code] };
}

/** A download of what is not there, or not the caller's: what he sent as its id is not repeated. `ownId` is a customer's. */
export function toStrangerRecord(caller: Caller, ownId: CustomerId | null, code: string): DraftEvent {
  const nobody = { id: "unknown", kind: "COPY", events: [] } as const;
  const record = toRefusalRecord({ ...nobody, customerId: ownId ?? ("" as CustomerId) }, caller, code);
  return { ...record, subjects: [], resultCount: 0 };
}

function recordOf({ request, shown, manifestHash }: CopyLook, caller: Caller, act: string): DraftEvent {
  const { basis, level, policies, policyVersion, fields } = shown;
  const isPartial = fields.some(({ outcome }) => outcome === "DENIED");
  return {
    actor: actorOf(caller, request),
    channel: caller.channel,
    clientId: caller.clientId,
    purpose: caller.purpose,
    action: "EXPORT",
    decision: isPartial ? "PARTIAL" : "ALLOWED",
    operationName: null,
    operationHash: NO_OPERATION,
    policyVersion,
    grantId: null,
    sources: [],
    durationMs: 0,
    resultCount: 1,
    errors: [],
    detail: {
      act,
      subjectRequest: request.id,
      kind: request.kind,
      ...(manifestHash !== null && { manifestHash, download: downloadsOf(request) + 1 }),
    },
    subjects: [
      { customerId: request.customerId, basis, level, outsidePortfolio: false, watched: false, policies, fields },
    ],
  };
}

function actorOf({ staffId, roles, orgUnit }: Caller, { customerId }: Pick<SubjectRequest, "customerId">): AuditActor {
  const subject = staffId === null ? `customer:${customerId}` : `staff:${staffId}`;
  return { subject, role: roles[0] ?? "NONE", roles, orgUnit, actingFor: null };
}
