import { Decimal } from "decimal.js";
import type { BureauReport } from "../../bank/model.js";
import { DAY_MS } from "../../framework/clock.js";
import { ID_TYPE } from "./codes.js";
import { INSTITUTION } from "./enquiries.js";

type Account = BureauReport["accounts"][number];

const NOTHING = "--";
const MONTH_DAYS = 30;

/** The report as a tree of the bureau's tags. Groups without content are left out. */
export function toDocument(report: BureauReport): object {
  return {
    Document: {
      PRH: { PA01: header(report) },
      PSM: { PC01: { PC010Q01: report.score === null ? NOTHING : String(report.score) } },
      PCO: { PC02: summary(report.accounts) },
      ...(report.accounts.length === 0 ? {} : { PDA: { PD01: report.accounts.map((each) => account(each, report)) } }),
      PQO: { PC05: querySummary(report) },
      ...(report.enquiries.length === 0 ? {} : { POQ: { PH01: report.enquiries.map(queryRecord) } }),
    },
  };
}

function header(report: BureauReport): object {
  return {
    PA01A: { PA01AI01: report.reportNumber, PA01AR01: report.reportedAt.slice(0, 19) },
    PA01B: {
      PA01BQ01: report.subjectName,
      PA01BD01: ID_TYPE[report.documentType],
      PA01BI01: report.documentNumber,
      PA01BI02: INSTITUTION.code,
      PA01BD02: report.reason,
    },
  };
}

function summary(accounts: readonly Account[]): object {
  const overdue = accounts.filter((each) => !each.closed && new Decimal(each.overdueNow).greaterThan(0));
  return { PC02A: { PC02AS01: String(accounts.length) }, PC02D: { PC02DS01: String(overdue.length) } };
}

function account(each: Account, report: BureauReport): object {
  const isLine = each.type === "R1" || each.type === "R2" || each.type === "R3";
  const isCard = each.type === "R2" || each.type === "R3";
  const isOverdue = new Decimal(each.overdueNow).greaterThan(0);
  const reportedOn = report.reportedAt.slice(0, 10);
  return {
    PD01A: {
      PD01AI01: each.accountId,
      PD01AD01: each.type,
      PD01AR01: each.openedOn,
      PD01AD04: "CNY",
      PD01AJ01: isLine ? NOTHING : each.amount,
      PD01AJ02: isLine ? each.amount : NOTHING,
      PD01AR02: NOTHING,
    },
    PD01B: {
      PD01BD01: each.closed ? (isCard ? "4" : "3") : "1",
      // The bureau's day of closing is not what the bank keeps; the day of the report is the latest it can be.
      PD01BR01: each.closed ? reportedOn : NOTHING,
      PD01BJ01: each.closed ? "0" : isCard ? NOTHING : each.balance,
      PD01BD03: each.closed || isCard ? NOTHING : isOverdue ? "2" : "1",
      PD01BD04: each.closed ? "C" : isOverdue ? "1" : "N",
    },
    ...(each.closed ? {} : { PD01C: latestMonth(each, isCard, isOverdue, reportedOn) }),
  };
}

/** Of a card the used amount counts, of a loan the balance. */
function latestMonth(each: Account, isCard: boolean, isOverdue: boolean, reportedOn: string): object {
  return {
    PD01CR01: reportedOn.slice(0, 7),
    PD01CJ01: isCard ? NOTHING : each.balance,
    PD01CJ02: isCard ? each.balance : NOTHING,
    PD01CS02: isOverdue ? "1" : "0",
    PD01CJ06: each.overdueNow,
  };
}

function querySummary({ enquiries, reportedAt }: BureauReport): object {
  const within = (days: number, reason: string): string => {
    const from = Date.parse(reportedAt) - days * DAY_MS;
    return String(enquiries.filter((each) => each.reason === reason && Date.parse(each.on) >= from).length);
  };
  const last = enquiries
    .map((each) => each.on)
    .toSorted()
    .at(-1);
  return {
    PC05A: { PC05AR01: last ?? NOTHING },
    PC05B: {
      PC05BS03: within(MONTH_DAYS, "02"),
      PC05BS04: within(MONTH_DAYS, "03"),
      PC05BS06: within(2 * 365, "01"),
    },
  };
}

function queryRecord({ on, institution, reason }: BureauReport["enquiries"][number]): object {
  return { PH010R01: on, PH010Q02: institution, PH010Q03: reason };
}
