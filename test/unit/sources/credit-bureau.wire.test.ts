import { describe, expect, it } from "vitest";
import { toInstant } from "../../../src/domain/instant.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import type { Sealed } from "../../../src/domain/sealed.js";
import { unseal } from "../../../src/domain/unseal.js";
import { parseXml } from "../../../src/platform/xml.js";
import type { ReportAnswer } from "../../../src/sources/credit-bureau/wire.generated.js";
import { toFaultCode, toReport } from "../../../src/sources/credit-bureau/wire.js";
import { fixtureText, received } from "../../support/sources/border.js";

const REPORT = fixtureText("credit-bureau.report.xml");

function report(change?: (text: string) => string) {
  const text = change?.(REPORT) ?? REPORT;
  if (change && text === REPORT) throw new Error("the change changes nothing");
  const tree = parseXml(text, new Set(["PD01", "PH01"])) as object;
  return toReport(received<ReportAnswer>("credit-bureau", "ReportAnswer", tree).inner("Document"));
}

function open<T>(leaf: Sealed<T> | SourceFault | null): T {
  if (leaf === null || leaf instanceof SourceFault) throw leaf ?? new Error("not there");
  return unseal(leaf);
}

describe("a report of the credit bureau in our words", () => {
  it("reads the header, and counts over the accounts and the query records", () => {
    const record = report();
    expect(record).toMatchObject({
      reportId: "2026061100000000000001",
      reportedAt: toInstant("2026-06-11T10:12:30+08:00"),
      reason: "LOAN_APPROVAL",
    });
    expect(open(record.openLoans)).toBe(1);
    expect(open(record.totalDebt)).toEqual({ amount: "1273450.50", currency: "CNY" });
    expect(open(record.overdueAccounts)).toBe(1);
    // Of the four: one is the person's own, one is older than two years.
    expect(open(record.recentEnquiries)).toBe(2);
  });

  it("seals the figures", () => {
    const text = JSON.stringify(report());
    expect(text).not.toContain("1273450");
    expect(text).toContain('"openLoans":"[sealed]"');
  });

  it("counts nothing where the report lists nothing", () => {
    const record = report((text) => text.replace(/<PDA>.*<\/PDA>/s, "").replace(/<POQ>.*<\/POQ>/s, ""));
    expect(open(record.openLoans)).toBe(0);
    expect(open(record.totalDebt)).toEqual({ amount: "0.00", currency: "CNY" });
    expect(open(record.recentEnquiries)).toBe(0);
  });

  it("reads a single account as a list of one", () => {
    const record = report((text) => text.replace(/<PD01>(?:(?!<\/PD01>).)*A[234]<.*?<\/PD01>/gs, ""));
    expect(open(record.openLoans)).toBe(1);
    expect(open(record.totalDebt)).toEqual({ amount: "1250000.50", currency: "CNY" });
  });

  it.each([
    ["an amount that is none", (text: string) => text.replace("1250000.50", "a lot")],
    ["an account type that is none", (text: string) => text.replace(">D1<", ">X9<")],
    ["a loan without any amount", (text: string) => text.replace("1250000.50", "--").replace("1250100", "--")],
  ])("gives no sum over %s, and still the rest", (_, change) => {
    const record = report(change);
    expect(record.totalDebt).toMatchObject({ code: "SOURCE_MALFORMED" });
    expect(record.openLoans).toBeInstanceOf(SourceFault);
    expect(open(record.recentEnquiries)).toBe(2);
    expect(record.reportId).toBe("2026061100000000000001");
  });

  it("is no report without its number or its time", () => {
    expect(() => report((text) => text.replace(/<PA01AI01>.*?<\/PA01AI01>/, ""))).toThrow(SourceFault);
    expect(() => report((text) => text.replace("2026-06-11T10:12:30", "yesterday"))).toThrow(SourceFault);
  });
});

describe("the bureau's faults", () => {
  it.each([
    ["NO_REPORT", null],
    ["CONSENT_REQUIRED", "SOURCE_CONSENT_REQUIRED"],
    ["BAD_REQUEST", "SOURCE_MISCONFIGURED"],
    ["UNAUTHORISED", "SOURCE_MISCONFIGURED"],
    ["SYSTEM_BUSY", "SOURCE_UNAVAILABLE"],
    ["110101199003070011", "SOURCE_MALFORMED"],
    [undefined, "SOURCE_MALFORMED"],
  ])("maps %s to %s", (code, fault) => {
    expect(toFaultCode(code)).toBe(fault);
  });
});
