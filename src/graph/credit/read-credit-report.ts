import type { GraphQLResolveInfo } from "graphql";
import type { Known } from "../../domain/outcome.js";
import type { CreditReportRecord } from "../../domain/records/credit-report.js";
import { BUREAU_SCOPE, fetchStoredReport, type BureauQueryReason } from "../../profile/credit-report.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { Blank } from "../blank.js";
import type { RequestContext } from "../context.js";
import type { Customer } from "../customer/customer.type.js";
import { openSection } from "../customer/needs-of.js";
import { disclose } from "../disclose.js";
import { toFreshness, toSourceSystem } from "../shared/freshness.type.js";
import {
  AccessDenied,
  ConsentRequired,
  CreditReport,
  SourceUnavailable,
  type CreditReportResult,
} from "./credit-report.type.js";

/** The report, or in so many words why there is none: not permitted, no consent, not to be had. */
export async function readCreditReport(
  customer: Customer,
  reason: BureauQueryReason,
  info: GraphQLResolveInfo,
  context: RequestContext,
): Promise<typeof CreditReportResult> {
  const result = await readReport(customer, reason, info, context);
  const outcome = outcomeOf(result);
  const { decision } = customer.profile;
  if (outcome !== null) context.blanks.push({ path: info.path, decision, outcome, isReplaced: true });
  return result;
}

/** What became of the report's fields where there is none; null where there is one. */
function outcomeOf(result: typeof CreditReportResult): Blank["outcome"] | null {
  if (result instanceof CreditReport) return null;
  if (!(result instanceof SourceUnavailable)) return "DENIED";
  return result.message === NO_REPORT ? "NULL_AT_SOURCE" : "UNAVAILABLE";
}

const NO_REPORT = "NO_REPORT";

async function readReport(
  customer: Customer,
  reason: BureauQueryReason,
  info: GraphQLResolveInfo,
  context: RequestContext,
): Promise<typeof CreditReportResult> {
  const { session, sources, caller } = context;
  const isForSelf = reason !== "SELF" || caller.customerNumber !== null;
  if (!isForSelf || !session.mayOn(customer.profile, "creditReport")) return denied();
  const profile = openSection(customer, info);
  const result = await fetchStoredReport(profile, session.sources, reason, session.clock);
  if (result.kind === "consent-required") {
    return Object.assign(new ConsentRequired(), {
      purpose: caller.purpose,
      scope: BUREAU_SCOPE,
      howToObtain: "Record the customer's consent in the CRM, with its evidence.",
    });
  }
  const { outcome, consentId } = result;
  if (outcome.kind === "known") return toCreditReport(outcome, consentId, profile, context);
  return Object.assign(new SourceUnavailable(), {
    source: toSourceSystem(sources.facts(outcome.source)),
    retryAfterSeconds: outcome.kind === "unavailable" ? (outcome.because.retryAfterSeconds ?? null) : null,
    message: outcome.kind === "unavailable" ? outcome.because.code : NO_REPORT,
  });
}

function toCreditReport(
  outcome: Known<CreditReportRecord>,
  consentId: string,
  { decision }: CustomerProfile,
  { session, sources }: RequestContext,
): CreditReport {
  const freshness = toFreshness(session.sources.freshness(outcome), sources.facts(outcome.source));
  return Object.assign(disclose(CreditReport, outcome.value, decision), { consentId, freshness });
}

function denied(): AccessDenied {
  return Object.assign(new AccessDenied(), {
    code: "ACCESS_DENIED",
    message: "Credit reports are read for credit and risk purposes, by those who manage the customer, or by himself.",
    requestable: false,
    approverRole: null,
  });
}
