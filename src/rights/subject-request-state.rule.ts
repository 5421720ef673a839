import type { Instant } from "../domain/instant.js";
import { packageOf, type SubjectRequest, type SubjectRequestState } from "./subject-request.js";

type Told = Pick<SubjectRequest, "events" | "dueAt">;

/** Where a request stands at a moment. What is over stays over: its key is gone. */
export function subjectRequestState({ events, dueAt }: Told, now: Instant): SubjectRequestState {
  if (events.some(({ kind }) => kind === "EXPIRED")) return "EXPIRED";
  const made = packageOf({ events });
  if (made !== null) {
    if (made.expiresAt <= now) return "EXPIRED";
    return made.gaps.length === 0 ? "READY" : "PARTIAL";
  }
  if (dueAt <= now) return "EXPIRED";
  return events.some(({ kind }) => kind === "STARTED") ? "ASSEMBLING" : "OPEN";
}

/** Whether somebody should assemble now: never begun, begun by a process that is gone, or incomplete and due for another try. */
export function needsAssembly(request: Told, now: Instant): boolean {
  const state = subjectRequestState(request, now);
  if (state === "OPEN") return true;
  if (state !== "ASSEMBLING" && state !== "PARTIAL") return false;
  if (request.dueAt <= now) return false;
  const last = request.events.findLast(({ kind }) => kind !== "DOWNLOADED");
  if (last === undefined || last.kind === "EXPIRED" || last.kind === "DOWNLOADED") return false;
  return (last.kind === "STARTED" ? last.until : last.retryAt) <= now;
}
