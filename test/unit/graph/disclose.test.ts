import { describe, expect, it } from "vitest";
import type { Decision } from "../../../src/access/decision.js";
import { Disclosed } from "../../../src/access/disclosed.js";
import type { SensitiveKind } from "../../../src/access/vocabulary.js";
import type { CalendarDate } from "../../../src/domain/instant.js";
import { seal } from "../../../src/domain/sealed.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { CreditReport } from "../../../src/graph/credit/credit-report.type.js";
import { ContactPoint, toContactPoint } from "../../../src/graph/customer/contact-point.type.js";
import { disclose } from "../../../src/graph/disclose.js";
import { labelsOf } from "../../../src/graph/labels.js";
import { Loan } from "../../../src/graph/loan/loan.type.js";
import { Money } from "../../../src/graph/shared/money.type.js";
import { decisionOf } from "../../support/decisions.js";
import { loan } from "../../support/holdings.js";
import { NOON } from "../../support/parties.js";

function seen(...clear: SensitiveKind[]): Decision {
  return decisionOf({ clear });
}
const MASKED = seen();
const FAULT = new SourceFault("loan", "SOURCE_MALFORMED");
const cny = (amount: string) => seal({ amount, currency: "CNY" });

/** A view as plain data, with what was disclosed as it would be printed. */
function shown(value: unknown): unknown {
  if (value instanceof Disclosed) return value.printed;
  if (value instanceof SourceFault) return value.code;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(each)]));
}

const record = {
  ...loan({ id: "l1", balance: "1250000.00" }),
  number: seal("HT202300005011"),
  fiveTierClass: "正常",
  collateral: [{ kind: "HOUSE", value: cny("2000000.00"), valuedAt: "2024-01-01" as CalendarDate }],
  entitlements: [{ action: "DRAW", channel: null, limit: cny("50000.00"), validTo: null }],
};

describe("a record, disclosed", () => {
  it("is masked field by field, and says which fields are", () => {
    const view = disclose(Loan, record, MASKED);
    expect(shown(view)).toMatchObject({
      number: "****5011",
      fiveTierClass: "正常",
      balance: { amount: null, currency: "CNY", band: "1m–5m", display: "100–500万" },
      maskedFields: [
        { field: "number", class: "C2", kind: "ACCOUNT_NUMBER", reason: "ROLE_CLEARANCE", requestable: false },
      ],
    });
    expect(view).toBeInstanceOf(Loan);
    expect(view.balance).toBeInstanceOf(Money);
    expect(shown(view.balance)).toMatchObject({ maskedFields: [{ field: "amount", kind: "AMOUNT" }] });
  });

  it("is open where the decision opens it, and then nothing is called masked", () => {
    const view = disclose(Loan, record, seen("AMOUNT", "ACCOUNT_NUMBER"));
    expect(shown(view)).toMatchObject({
      number: "HT202300005011",
      balance: { amount: "1250000.00", display: "1,250,000.00", maskedFields: [] },
      maskedFields: [],
    });
  });

  it("shows its nested records under the same decision", () => {
    const open = disclose(Loan, record, seen("AMOUNT"));
    const closed = disclose(Loan, record, MASKED);
    expect(shown(open.collateral)).toMatchObject([{ kind: "HOUSE", value: { amount: "2000000.00" } }]);
    expect(shown(closed.collateral)).toMatchObject([{ kind: "HOUSE", value: { amount: null, band: "1m–5m" } }]);
    expect(shown(closed.entitlements)).toMatchObject([{ limit: { amount: null, band: "50k–200k" } }]);
  });

  it("lets faults and absences pass as what they are, and calls neither masked", () => {
    const broken = { ...record, number: FAULT, balance: FAULT, limit: null, collateral: FAULT, fiveTierClass: FAULT };
    const view = disclose(Loan, broken, MASKED);
    expect([view.number, view.balance, view.collateral, view.fiveTierClass]).toEqual([FAULT, FAULT, FAULT, FAULT]);
    expect([view.limit, view.maskedFields]).toEqual([null, []]);
  });

  it("withholds a number that may not be seen, and says so", () => {
    const report = {
      reportId: "r1",
      reportedAt: NOON,
      reason: null,
      openLoans: seal(2),
      totalDebt: null,
      overdueAccounts: null,
      recentEnquiries: FAULT,
    };
    const view = disclose(CreditReport, report, MASKED);
    expect([view.openLoans, view.overdueAccounts, view.recentEnquiries].map(shown)).toEqual([null, null, FAULT.code]);
    expect(view.maskedFields.map(({ field }) => field)).toEqual(["openLoans"]);
    expect(shown(disclose(CreditReport, report, seen("SCORE")))).toMatchObject({ openLoans: 2, maskedFields: [] });
  });

  it("is masked by the kind that the record says it is", () => {
    const point = {
      kind: "MOBILE",
      value: seal("13912345678"),
      verified: true,
      preferred: true,
      doNotContact: false,
      sources: [],
    } as const;
    const email = { ...point, kind: "EMAIL", value: seal("zhang@example.com") } as const;
    expect(shown(toContactPoint(point, MASKED))).toMatchObject({
      value: "139****5678",
      display: "139****5678",
      maskedFields: [{ kind: "MOBILE" }],
    });
    expect(shown(toContactPoint(email, MASKED))).toMatchObject({
      value: "z***@example.com",
      maskedFields: [{ field: "value", kind: "EMAIL" }],
    });
    expect(shown(disclose(ContactPoint, email, seen("EMAIL")))).toMatchObject({
      value: "zhang@example.com",
      maskedFields: [],
    });
  });

  it("takes nothing from the record that the type does not label", () => {
    const view = disclose(Loan, { ...record, secret: "110101199003070011" }, seen("AMOUNT"));
    expect(Object.keys(view)).not.toContain("secret");
    expect(Object.keys(view).every((field) => field === "maskedFields" || labelsOf(Loan).has(field))).toBe(true);
  });

  it("of another decision in between is not mixed up with it", () => {
    const open = seen("ACCOUNT_NUMBER");
    for (let turn = 0; turn < 3; turn += 1) {
      expect(shown(disclose(Loan, record, open).number)).toBe("HT202300005011");
      expect(shown(disclose(Loan, record, MASKED).number)).toBe("****5011");
    }
  });
});
