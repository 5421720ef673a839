/**
 * Counts what vitest's JSON report says. Anything that is not a test that ran and passed counts as failed: a file
 * that did not load, an error outside a test, a skipped test, a report without tests, no report at all.
 */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** One line for each thing that counts as failed without being a failed test. */
  readonly problems: readonly string[];
}

interface Report {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly message?: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

/** `json` is the report's text, or null when vitest left none; `status` is vitest's exit status. */
export function tallyReport(json: string | null, status: number | null): Tally {
  const report = parse(json);
  if (report === null)
    return { passed: 0, failed: 1, problems: ["vitest left no report: it crashed or never started."] };

  const tests = report.testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const problems = [
    ...report.testResults.filter(brokeOutsideItsTests).map((file) => `${file.name} failed outside its tests.`),
    ...tests.filter(neverRan).map((test) => `Nothing is skipped silently, but this did not run: ${test.fullName}`),
  ];
  const failed = tests.filter((test) => test.status === "failed").length + problems.length;

  if (passed + failed === 0) return { passed: 0, failed: 1, problems: ["vitest found no test."] };
  if (failed === 0 && status !== 0) {
    return { passed, failed: 1, problems: [`Every test passed, but vitest ended with status ${status ?? "none"}.`] };
  }
  return { passed, failed, problems };
}

function brokeOutsideItsTests(file: FileReport): boolean {
  return file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed");
}

function neverRan(test: { readonly status: string }): boolean {
  return test.status !== "passed" && test.status !== "failed";
}

function parse(json: string | null): Report | null {
  if (json === null) return null;
  try {
    const report: unknown = JSON.parse(json);
    return isReport(report) ? report : null;
  } catch {
    return null;
  }
}

function isReport(value: unknown): value is Report {
  return typeof value === "object" && value !== null && "testResults" in value && Array.isArray(value.testResults);
}
