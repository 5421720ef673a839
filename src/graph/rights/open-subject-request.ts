import { AccessError } from "../../access/access-error.js";
import { NO_NEEDS } from "../../profile/needs.js";
import { downloadsOf, packageOf, COPY_KINDS } from "../../rights/subject-request.js";
import type { SubjectRequest as Record, SubjectRequestKind } from "../../rights/subject-request.js";
import { CallerMistake } from "../caller-mistake.js";
import type { RequestContext } from "../context.js";
import { notReachable } from "../customer/customer.resolver.js";
import { toCustomerId, toGlobalId } from "../global-id.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { SubjectRequest, SubjectRequestSource } from "./subject-request.type.js";

/** Where a package is fetched, beside the graph. */
export const PACKAGES_PATH = "/subject-requests";

/** Opens a request, or gives the one that is open. One answer for a customer who is not there and one out of reach. */
export async function openRequest(
  context: RequestContext,
  subjectId: string,
  kind: SubjectRequestKind,
): Promise<SubjectRequest> {
  const { session, caller, rights, acts } = context;
  if (!COPY_KINDS.has(kind)) {
    throw new CallerMistake(
      "SUBJECT_REQUEST_KIND_NOT_SERVED",
      "Requests of this kind are not served here: correction, erasure and restriction are asked of the systems that hold the data.",
    );
  }
  const customerId = toCustomerId(subjectId);
  // So that the record names a customer who asks, whomever he asks about.
  await session.self(NO_NEEDS);
  const profile = await session.open(customerId);
  if (profile === null) throw session.undecided.get(customerId) ?? notReachable();
  if (!session.mayOn(profile, "openSubjectRequest")) throw new AccessError("ACCESS_DENIED");
  const subject = caller.staffId === null ? `customer:${profile.id}` : `staff:${caller.staffId}`;
  const { request, isNew } = await rights.desk.open(profile.id, kind, { subject, caller });
  acts.push({
    action: "EXPORT",
    customerId: profile.id,
    detail: {
      act: isNew ? "SUBJECT_REQUEST_OPENED" : "SUBJECT_REQUEST_ALREADY_OPEN",
      subjectRequest: request.id,
      kind,
    },
  });
  if (isNew) rights.begin();
  return toSubjectRequest(context, request);
}

/** A request by its own id; null for one that is not there or not this caller's to see. */
export async function readRequest(context: RequestContext, id: string): Promise<SubjectRequest | null> {
  const request = await reachRequest(context, id);
  return request === null ? null : toSubjectRequest(context, request);
}

/**
 * Whoever may open a request of a customer sees those of the office; a customer sees his own. The policies are asked at
 * every look: who may not open one any more does not see one either.
 */
export async function reachRequest({ session, caller, rights }: RequestContext, id: string): Promise<Record | null> {
  await session.self(NO_NEEDS);
  const request = await rights.desk.read(id);
  if (request === null || (request.family === "SELF") !== (caller.staffId === null)) return null;
  const profile = await session.open(request.customerId);
  return profile !== null && session.mayOn(profile, "openSubjectRequest") ? request : null;
}

function toSubjectRequest({ rights, sources }: RequestContext, record: Record): SubjectRequest {
  const { id, kind, customerId, openedAt, dueAt } = record;
  const { desk } = rights;
  const made = packageOf(record);
  const globalId = toGlobalId("SubjectRequest", id);
  return Object.assign(new SubjectRequest(), {
    id: globalId,
    kind,
    subjectId: toGlobalId("Customer", customerId),
    state: desk.stateOf(record),
    openedAt,
    dueAt,
    perSource: (made?.perSource ?? []).map(({ source, ...copy }) =>
      Object.assign(new SubjectRequestSource(), copy, { source: toSourceSystem(sources.facts(source)) }),
    ),
    gaps: made?.gaps ?? [],
    downloadUrl: desk.isDownloadable(record) ? `${PACKAGES_PATH}/${globalId}/package` : null,
    downloadCount: downloadsOf(record),
    manifestHash: made?.manifestHash ?? null,
    expiresAt: made?.expiresAt ?? null,
    record,
  });
}
