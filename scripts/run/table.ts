import type { StepResult } from "./step.ts";

/** The results in columns, for a terminal. */
export function table(results: readonly StepResult[]): string {
  const rows = [
    ["step", "passed", "failed", "seconds"],
    ...results.map((result) => [result.name, String(result.passed), String(result.failed), result.seconds.toFixed(1)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join("  "),
    )
    .join("\n");
}
