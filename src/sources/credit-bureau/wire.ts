import { compareDecimals, sum, toMoney } from "../../domain/money.js";
import type { IdentityDocumentType } from "../../domain/identifier.js";
import { type Instant, toCalendarDate, toInstant } from "../../domain/instant.js";
import type { Leaf } from "../../domain/outcome.js";
import type { CreditReportRecord } from "../../domain/records/credit-report.js";
import { type Sealed, seal } from "../../domain/sealed.js";
import { SourceFault, type SourceFaultCode } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { toAccount, type CreditAccountFacts } from "./wire-account.js";
import type { Fault, IdType, QueryRecord, ReasonCode, Report } from "./wire.generated.js";

export type BureauReason = "LOAN_APPROVAL" | "CARD_APPROVAL" | "POST_LOAN" | "GUARANTEE_REVIEW" | "SELF";

export const REASON_CODE: Readonly<Record<BureauReason, ReasonCode>> = {
  POST_LOAN: "01",
  LOAN_APPROVAL: "02",
  CARD_APPROVAL: "03",
  GUARANTEE_REVIEW: "08",
  SELF: "17",
};

export const ID_TYPE: Readonly<Record<IdentityDocumentType, IdType>> = {
  RESIDENT_ID: "10",
  PASSPORT: "1",
  HKMO_PERMIT: "5",
  TAIWAN_PERMIT: "6",
  FOREIGN_PR: "8",
};

const FAULTS: Readonly<Record<Fault["Code"], SourceFaultCode | null>> = {
  NO_REPORT: null,
  CONSENT_REQUIRED: "SOURCE_CONSENT_REQUIRED",
  BAD_REQUEST: "SOURCE_MISCONFIGURED",
  UNAUTHORISED: "SOURCE_MISCONFIGURED",
  SYSTEM_BUSY: "SOURCE_UNAVAILABLE",
};

/** What a fault message means to us; null for "no report", which is an answer. */
export function toFaultCode(code: unknown): SourceFaultCode | null {
  const known = Object.entries(FAULTS).find(([each]) => each === code);
  return known ? known[1] : "SOURCE_MALFORMED";
}

export function toReport(wire: WireRecord<Report>): CreditReportRecord {
  const header = wire.inner("PRH").inner("PA01");
  const reportedAt = header.inner("PA01A").required("PA01AR01", toChinaTime);
  const accounts = wire.nested("PDA", (unit) => unit.elements("PD01", toAccount)) ?? [];
  const open = (each: CreditAccountFacts): boolean => !each.closed;
  return {
    reportId: header.inner("PA01A").required("PA01AI01", asIs),
    reportedAt,
    reason: header.inner("PA01B").leaf("PA01BD02", toReason),
    openLoans: sealed(accounts, (all) => all.filter((each) => open(each) && each.isLoan).length),
    totalDebt: sealed(accounts, (all) =>
      sum(
        all.filter(open).map(({ owed }) => toMoney(owed, "CNY")),
        "CNY",
      ),
    ),
    overdueAccounts: sealed(
      accounts,
      (all) => all.filter((each) => open(each) && compareDecimals(each.overdueNow, "0") > 0).length,
    ),
    recentEnquiries: sealed(enquiriesOf(wire), (all) => all.filter((each) => isRecent(each, reportedAt)).length),
  };
}

interface Enquiry {
  readonly day: Instant;
  readonly byInstitution: boolean;
}

function enquiriesOf(wire: WireRecord<Report>): readonly Enquiry[] | SourceFault {
  return wire.nested("POQ", (unit) => unit.elements("PH01", toEnquiry)) ?? [];
}

function toEnquiry(wire: WireRecord<QueryRecord>): Enquiry {
  return {
    day: wire.required("PH010R01", (day) => toChinaTime(`${toCalendarDate(day)}T00:00:00`)),
    byInstitution: wire.required("PH010Q03", asIs) !== REASON_CODE.SELF,
  };
}

/** Two years back from the report's own day, as long as the bureau lists them; what persons ask of themselves is left out. */
function isRecent({ day, byInstitution }: Enquiry, reportedAt: Instant): boolean {
  const from = new Date(reportedAt);
  from.setUTCFullYear(from.getUTCFullYear() - 2);
  return byInstitution && day >= from.getTime() && day <= reportedAt;
}

/** Null for a reason that has no name in our graph. */
function toReason(code: ReasonCode): BureauReason | null {
  for (const [reason, each] of Object.entries(REASON_CODE)) if (each === code) return reason as BureauReason;
  return null;
}

/** The bureau's times have no zone; it keeps China Standard Time. */
function toChinaTime(text: string): Instant {
  return toInstant(`${text}+08:00`);
}

/** A figure over a list that is whole; over one that is not there is no figure, only the fault. */
function sealed<T, U>(list: readonly T[] | SourceFault, compute: (all: readonly T[]) => U): Leaf<Sealed<U>> {
  return list instanceof SourceFault ? list : seal(compute(list));
}
