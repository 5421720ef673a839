import { createHash } from "node:crypto";
import type { BureauReport } from "../../bank/model.js";
import { toDate, toInstant } from "../../framework/clock.js";

type Enquiry = BureauReport["enquiries"][number];

/** The institution whose credentials the sandbox knows. */
export const INSTITUTION = { name: "海港银行", code: "B10211000H0001" } as const;

/** Enquiries made since the sandbox started. They stay: that is why an enquiry is no way of looking something up. */
export class Enquiries {
  readonly #since = new Map<
    string,
    { readonly reason: string; readonly at: Date; readonly enquiries: readonly Enquiry[] }
  >();

  record(report: BureauReport, reason: string, at: Date): void {
    const before = this.#since.get(report.reportNumber)?.enquiries ?? [];
    const enquiry = { on: toDate(at), institution: INSTITUTION.name, reason };
    this.#since.set(report.reportNumber, { reason, at, enquiries: [enquiry, ...before] });
  }

  /** The report as it stands after the enquiries made since: each makes a new one, and leaves its line in it. */
  latest(report: BureauReport): BureauReport {
    const since = this.#since.get(report.reportNumber);
    if (!since) return report;
    return {
      ...report,
      reportNumber: numberAfter(report.reportNumber, since.enquiries.length, since.at),
      reportedAt: toInstant(since.at),
      reason: since.reason,
      enquiries: [...since.enquiries, ...report.enquiries],
    };
  }
}

/** The day, then fourteen digits that differ from report to report. */
function numberAfter(first: string, enquiries: number, at: Date): string {
  const digest = createHash("sha256").update(`${first}:${enquiries}`).digest("hex").slice(0, 11);
  return `${toDate(at).replaceAll("-", "")}${Number.parseInt(digest, 16).toString().padStart(14, "0")}`;
}
