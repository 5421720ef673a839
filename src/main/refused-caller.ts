import type { AccessError } from "../access/access-error.js";
import { viewedText, type ViewedRole } from "../access/viewed-role.js";
import type { CallerClaims } from "../access/caller.js";
import type { DraftEvent } from "../audit/event/audit-event.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { RecordKey } from "../domain/membership.js";

const NO_OPERATION = "0".repeat(64);
const SUBJECT = /^(staff|customer):([\w.-]{1,64})$/;

/**
 * Somebody with a good token who was refused before he could ask: for a purpose that he may not have, or for a token that
 * says too little. Who has no good token is nobody, and could fill the trail with whatever names he likes.
 */
export async function toRefusedRecord(
  claims: CallerClaims,
  { code }: AccessError,
  {
    idOf,
    viewAs,
    version: policyVersion,
  }: {
    readonly idOf: (record: RecordKey) => Promise<CustomerId>;
    /** In whose place he asked to look. */
    readonly viewAs: ViewedRole | null;
    readonly version: string;
  },
): Promise<DraftEvent> {
  const roles = Array.isArray(claims.roles) ? claims.roles.filter((role) => typeof role === "string") : [];
  return {
    actor: {
      subject: await subjectOf(claims.sub, idOf),
      role: roles[0] ?? "NONE",
      roles,
      orgUnit: typeof claims.org_unit === "string" ? claims.org_unit : null,
      actingFor: null,
    },
    channel: typeof claims.channel === "string" ? claims.channel : "UNKNOWN",
    clientId: typeof claims.azp === "string" ? claims.azp : "unknown",
    // What he stated is anything that a header may hold.
    purpose: "NONE",
    action: viewAs === null ? "READ" : "VIEW_AS",
    decision: "DENIED",
    operationName: null,
    operationHash: NO_OPERATION,
    policyVersion,
    grantId: null,
    sources: [],
    durationMs: 0,
    resultCount: 0,
    errors: [code],
    detail: viewAs === null ? {} : { viewAs: viewedText(viewAs) },
    subjects: [],
  };
}

async function subjectOf(sub: unknown, idOf: (record: RecordKey) => Promise<CustomerId>): Promise<string> {
  const [, family, number = ""] = SUBJECT.exec(typeof sub === "string" ? sub : "") ?? [];
  if (family === "staff") return `staff:${number}`;
  if (family === "customer") return `customer:${await idOf({ source: "core-banking", recordId: number })}`;
  return "system:unknown-subject";
}
