import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayIn, toCalendarDate, toInstant, toIsoText, yearsBetween } from "../../../src/domain/instant.js";

describe("an instant", () => {
  it("is the same moment whatever offset it is written with", () => {
    expect(toInstant("2026-06-30T10:00:00+08:00")).toBe(toInstant("2026-06-30T02:00:00Z"));
    expect(toIsoText(toInstant("2026-06-30T10:00:00+08:00"))).toBe("2026-06-30T02:00:00.000Z");
  });

  it.each(["", "yesterday", "2026-13-01T00:00:00Z", "2026-06-30T25:00:00Z"])("is not %j", (text) => {
    expect(() => toInstant(text)).toThrow(RangeError);
  });

  it("does not repeat in its errors what it was given", () => {
    expect(() => toInstant("990101198504120012x")).toThrow("not an ISO 8601 moment");
    expect(() => toCalendarDate("990101198504120012x")).toThrow("not an ISO 8601 day");
  });

  it("comes back from its text", () => {
    const moments = fc.date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(toInstant(toIsoText(toInstant(moment.toISOString())))).toBe(moment.getTime());
      }),
    );
  });
});

describe("a calendar day", () => {
  it.each(["2026-06-30", "2024-02-29", "2000-02-29", "1899-12-31"])("is %s", (text) => {
    expect(toCalendarDate(text)).toBe(text);
  });

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-02-30",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-6-30",
    "20260630",
  ])("is not %s", (text) => {
    expect(() => toCalendarDate(text)).toThrow(RangeError);
  });

  it("depends on where one stands", () => {
    const lateInLondon = toInstant("2026-06-29T23:30:00Z");
    expect(dayIn("Asia/Shanghai", lateInLondon)).toBe("2026-06-30");
    expect(dayIn("UTC", lateInLondon)).toBe("2026-06-29");
  });

  it.each([
    ["1985-04-12", "2026-04-11", 40],
    ["1985-04-12", "2026-04-12", 41],
    ["2008-02-29", "2026-02-28", 17],
    ["2008-02-29", "2026-03-01", 18],
  ])("from %s to %s are %d years", (from, to, years) => {
    expect(yearsBetween(toCalendarDate(from), toCalendarDate(to))).toBe(years);
  });
});
