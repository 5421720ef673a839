import { describe, expect, it } from "vitest";
import { tallyReport } from "../../../scripts/run/vitest-report.ts";

function report(...files: { status?: string; tests: string[] }[]): string {
  return JSON.stringify({
    testResults: files.map(({ status = "passed", tests }, at) => ({
      name: `test/${at}.test.ts`,
      status,
      assertionResults: tests.map((outcome) => ({ fullName: `a test that ${outcome}`, status: outcome })),
    })),
  });
}

describe("the count of tests", () => {
  it("is the report's own", () => {
    const json = report({ tests: ["passed", "passed"] }, { status: "failed", tests: ["passed", "failed"] });
    expect(tallyReport(json, 1)).toEqual({ passed: 3, failed: 1, problems: [] });
  });

  it.each([
    ["no report", null],
    ["half a report", '{"testResults": ['],
    ["something else", '"done"'],
    ["a report without tests", report()],
    ["a file without tests", report({ tests: [] })],
  ])("fails on %s, whatever the exit status", (_, json) => {
    expect(tallyReport(json, 0)).toMatchObject({ passed: 0, failed: 1 });
  });

  it("counts a file that did not load", () => {
    expect(tallyReport(report({ tests: ["passed"] }, { status: "failed", tests: [] }), 1)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it.each(["skipped", "pending", "todo", "disabled"])("counts a test that is %s as failed and names it", (outcome) => {
    const tally = tallyReport(report({ tests: ["passed", outcome] }), 0);
    expect(tally).toMatchObject({ passed: 1, failed: 1 });
    expect(tally.problems[0]).toContain(`a test that ${outcome}`);
  });

  it("fails when every test passed and vitest did not", () => {
    expect(tallyReport(report({ tests: ["passed"] }), 1)).toMatchObject({ passed: 1, failed: 1 });
  });
});
