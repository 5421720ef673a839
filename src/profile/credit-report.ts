import { AccessError } from "../access/access-error.js";
import type { Outcome } from "../domain/outcome.js";
import type { ConsentRecord } from "../domain/records/coverage.js";
import type { CreditReportRecord } from "../domain/records/credit-report.js";
import type { DocumentRecord } from "../domain/records/party.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Clock } from "../domain/instant.js";
import type { CustomerProfile } from "./customer-profile.js";
import type { RequestSources } from "./request-sources.js";

export type BureauQueryReason = "LOAN_APPROVAL" | "CARD_APPROVAL" | "POST_LOAN" | "GUARANTEE_REVIEW" | "SELF";

export type CreditReportOutcome =
  | { readonly kind: "consent-required" }
  | { readonly kind: "report"; readonly consentId: string; readonly outcome: Outcome<CreditReportRecord> };

/** What a customer agrees to when he lets the bank read his report. */
export const BUREAU_SCOPE = "CREDIT_BUREAU";

/** The purposes of consent that cover a reason, in the words of the CRM. A report is used only for what was agreed. */
const COVERED_BY: Record<BureauQueryReason, readonly string[]> = {
  LOAN_APPROVAL: ["CREDIT_APPROVAL"],
  CARD_APPROVAL: ["CREDIT_APPROVAL"],
  GUARANTEE_REVIEW: ["CREDIT_APPROVAL"],
  POST_LOAN: ["CREDIT_APPROVAL", "POST_LOAN_REVIEW"],
  SELF: ["CREDIT_APPROVAL", "POST_LOAN_REVIEW", "SELF_SERVICE"],
};

/**
 * The report that the bureau has stored, never an enquiry. Without the customer's consent in force the bureau is not
 * even asked; a consent that could not be looked up counts as missing.
 */
export async function fetchStoredReport(
  profile: CustomerProfile,
  sources: RequestSources,
  reason: BureauQueryReason,
  clock: Clock,
): Promise<CreditReportOutcome> {
  if (!profile.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
  const [consents, party] = await Promise.all([profile.consents(), profile.bestParty()]);
  const consentId = consents.kind === "known" ? consentInForce(consents.value, reason, clock) : null;
  if (consentId === null) return { kind: "consent-required" };
  const documents = party === null || party.documents instanceof SourceFault ? [] : party.documents;
  const document =
    documents.find(({ type, number }) => type === "RESIDENT_ID" && isKnown(number)) ??
    documents.find(({ number }) => isKnown(number));
  if (document === undefined) {
    const because = new SourceFault("core-banking", "SOURCE_UNAVAILABLE");
    return { kind: "report", consentId, outcome: { kind: "unavailable", source: "core-banking", because } };
  }
  return { kind: "report", consentId, outcome: sources.note(await ask(sources, document, reason, consentId)) };
}

async function ask(
  { all, gatedDeadline }: RequestSources,
  document: DocumentRecord,
  reason: BureauQueryReason,
  consentId: string,
): Promise<Outcome<CreditReportRecord>> {
  const { type, number } = document;
  if (!isKnown(number)) throw new Error("a document without a number was chosen");
  try {
    return await all.bureau.fetchStoredReport(
      { documentType: type, documentNumber: number, reason, consentId },
      gatedDeadline,
    );
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { kind: "unavailable", source: "credit-bureau", because: error };
  }
}

function consentInForce(
  consents: readonly ConsentRecord[] | SourceFault,
  reason: BureauQueryReason,
  clock: Clock,
): string | null {
  if (consents instanceof SourceFault) return null;
  const now = clock.now();
  const inForce = consents.find(({ purpose, scope, state, expiresAt, withdrawnAt }) => {
    const notOver = expiresAt === null || (typeof expiresAt === "number" && expiresAt > now);
    const isAgreed =
      typeof purpose === "string" && COVERED_BY[reason].includes(purpose) && scope.includes(BUREAU_SCOPE);
    return state === "GRANTED" && withdrawnAt === null && notOver && isAgreed;
  });
  return inForce?.consentId ?? null;
}

function isKnown<T>(value: T | null | SourceFault): value is Exclude<T, null | SourceFault> {
  return value !== null && !(value instanceof SourceFault);
}
