import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toShownText, toTicket } from "../../../../src/access/grants/plain-text.rule.js";
import { holdsValue } from "../../../../src/domain/holds-value.js";
import { codeOf } from "../../../support/grant-desk.js";

describe("a text that is shown to auditors", () => {
  it.each([
    "suspected identity fraud, case 4711",
    "客户投诉 2026-06-30 10:15，工单 INC0012345",
    "limit raised from 482,340.55 to 1,273,450.00",
    "customer 10000001, loan L-5501",
    "第三次核实",
  ])("may say: %s", (text) => {
    expect(toShownText(`  ${text} `)).toBe(text);
  });

  it.each([
    ["a resident number", "see 990101198504120012"],
    ["one with an X", "see 99010119850412001X now"],
    ["one in groups", "990101 19850412 0012"],
    ["one whose middle is a day", "990101 2005-04-12 0012"],
    ["a mobile", "call 13900005678"],
    ["a mobile with hyphens", "139-0000-5678"],
    ["a mobile in full width", "１３９００００５６７８"],
    ["a mobile in Chinese digits", "一三九〇〇〇〇五六七八"],
    ["a mobile in Arabic digits", "١٣٩٠٠٠٠٥٦٧٨"],
    ["a mobile with dots and spaces", "1 3 9 . 0 0 0 0 . 5 6 7 8"],
    ["a card", "6222 0212 3456 7890"],
    ["a passport", "passport E12345678"],
    ["a new passport", "EA1234567"],
    ["a permit", "H12345678"],
    ["a credit code", "91330200MA2AB3CD4E"],
    ["an e-mail address", "write to wang@example.com"],
  ])("must not hold %s", async (_, text) => {
    expect(holdsValue(text)).toBe(true);
    expect(await codeOf(() => toShownText(text))).toBe("TEXT_HOLDS_CUSTOMER_VALUE");
    expect(await codeOf(() => toTicket(text))).toBe("TEXT_HOLDS_CUSTOMER_VALUE");
  });

  it("holds no mobile whatever stands between its digits", () => {
    const separator = fc.constantFrom("", " ", "-", ".", "–", "/", "·", " - ");
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{9}$/),
        fc.array(separator, { minLength: 10, maxLength: 10 }),
        (mobile, between) => {
          const spelt = [...mobile].map((digit, index) => digit + (between[index] ?? "")).join("");
          expect(holdsValue(`call ${spelt} back`)).toBe(true);
        },
      ),
    );
  });

  it.each([
    ["nothing", "", "REASON_REQUIRED"],
    ["white space", " \n\t ", "REASON_REQUIRED"],
    ["more than 500 characters", "啊".repeat(501), "REASON_TOO_LONG"],
    ["an invisible character between digits", "139\u200B00005678", "TEXT_NOT_PLAIN"],
    ["a mark that turns the text around", "ok\u202Etxet", "TEXT_NOT_PLAIN"],
    ["a control character", "ok\u0000", "TEXT_NOT_PLAIN"],
  ])("is not %s", async (_, text, code) => {
    expect(await codeOf(() => toShownText(text))).toBe(code);
  });

  it("may be 500 characters long, however they are encoded", () => {
    expect(toShownText("𠮷".repeat(500))).toHaveLength(1_000);
  });
});

describe("a ticket", () => {
  it.each(["FR-4711", "INC0012345", "工单-12", null])("may be %s", (ticket) => {
    expect(toTicket(ticket)).toBe(ticket);
  });

  it.each(["", "-", "a".repeat(65), "<script>", "FR\n4711"])("is not %j", async (ticket) => {
    expect(await codeOf(() => toTicket(ticket))).toMatch(/^(INVALID_TICKET|TEXT_NOT_PLAIN)$/);
  });
});
