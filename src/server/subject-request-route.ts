import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { AccessError } from "../access/access-error.js";
import type { Caller } from "../access/caller.js";
import { AuditUnavailable } from "../audit/audit-error.js";
import type { DraftEvent } from "../audit/event/audit-event.js";
import type { RequestContext } from "../graph/context.js";
import { CallerMistake } from "../graph/caller-mistake.js";
import { toSubjectRequestId } from "../graph/global-id.js";
import { toDownloadRecord, toRefusalRecord, toStrangerRecord } from "../graph/rights/copy-record.js";
import { PACKAGES_PATH, reachRequest } from "../graph/rights/open-subject-request.js";
import { startDeadline } from "../platform/deadline.js";
import type { Log } from "../platform/log.js";
import type { RequestDeadlines } from "../profile/request-sources.js";
import { RightsError, type RightsErrorCode } from "../rights/rights-error.js";
import { authenticate, refuse, type AuthenticateParts } from "./authenticate.js";

export interface SubjectRequestRouteParts extends AuthenticateParts {
  readonly openSession: (caller: Caller, deadlines: RequestDeadlines) => RequestContext;
  /** Resolves when the event is durable. */
  readonly record: (event: DraftEvent) => Promise<unknown>;
  readonly deadlineMs: number;
  readonly log: Log;
}

/** `GET /subject-requests/<id>/package`: a package goes to whoever may see its request, and the export is on record first. */
export function subjectRequestRoute(app: FastifyInstance, parts: SubjectRequestRouteParts): void {
  app.get<{ Params: { readonly id: string } }>(
    `${PACKAGES_PATH}/:id/package`,
    // A question about the headers alone would count as a download.
    { exposeHeadRoute: false },
    (request, reply) => answer(request, request.params.id, reply, parts),
  );
}

async function answer(
  request: FastifyRequest,
  id: string,
  reply: FastifyReply,
  parts: SubjectRequestRouteParts,
): Promise<FastifyReply> {
  const deadline = startDeadline(parts.deadlineMs);
  try {
    const caller = await authenticate(request, parts);
    const context = parts.openSession(caller, { page: deadline, gated: deadline });
    const bytes = await take(id, context, parts);
    return await reply
      .header("cache-control", "no-store")
      .header("x-content-type-options", "nosniff")
      .header("content-disposition", `attachment; filename="${id}.zip"`)
      .type("application/zip")
      .send(bytes);
  } catch (error) {
    if (error instanceof AccessError) return refuse(reply, error);
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return reply
      .code(refusal.status)
      .header("cache-control", "no-store")
      .send({ errors: [{ message: refusal.message, extensions: { code: refusal.code } }] });
  } finally {
    deadline.release();
  }
}

async function take(id: string, context: RequestContext, { record, log }: SubjectRequestRouteParts): Promise<Buffer> {
  const { caller, rights } = context;
  const request = await reachRequest(context, toSubjectRequestId(id));
  if (request === null) {
    await record(toStrangerRecord(caller, await context.session.ownId(), "SUBJECT_REQUEST_NOT_FOUND"));
    throw new RightsError("SUBJECT_REQUEST_NOT_FOUND");
  }
  try {
    const by = caller.staffId === null ? `customer:${request.customerId}` : `staff:${caller.staffId}`;
    return await rights.desk.take(request, by, async ({ shown, manifestHash }) => {
      await record(toDownloadRecord({ request, shown, manifestHash }, caller));
    });
  } catch (error) {
    if (error instanceof RightsError) {
      const line = { request: request.id, code: error.code };
      if (UNSOUND.has(error.code)) log.error(line, "a package cannot be given out");
      await record(toRefusalRecord(request, caller, error.code));
    }
    throw error;
  }
}

/** What somebody should look into: nobody asked wrongly. */
const UNSOUND: ReadonlySet<RightsErrorCode> = new Set([
  "PACKAGE_TAMPERED",
  "PACKAGE_MISSING",
  "PACKAGE_KEY_UNREADABLE",
]);

const STATUS: Readonly<Partial<Record<RightsErrorCode, number>>> = {
  SUBJECT_REQUEST_NOT_FOUND: 404,
  PACKAGE_EXPIRED: 410,
  DOWNLOADS_USED_UP: 410,
  PACKAGE_NOT_READY: 409,
  SUBJECT_REQUEST_CHANGED: 409,
};

function refusalOf(
  error: unknown,
): { readonly status: number; readonly code: string; readonly message: string } | null {
  // An id that is none and one of nobody's request are the same to whoever asks.
  const known = error instanceof CallerMistake ? new RightsError("SUBJECT_REQUEST_NOT_FOUND") : error;
  if (known instanceof RightsError)
    return { status: STATUS[known.code] ?? 500, code: known.code, message: known.message };
  if (known instanceof AuditUnavailable)
    return { status: 503, code: known.code, message: "The download could not be put on record, so it is withheld." };
  return null;
}
