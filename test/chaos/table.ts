import type { RowResult } from "./run-row.js";

/** The chaos table, as it is printed when the suite is through. */
export function printTable(results: readonly RowResult[], deadlineMs: number): void {
  const rows = results.map(({ fault, pages, answeredInMs, wrong, unnamed, calls, recoveredInMs }) => [
    fault,
    String(pages),
    answeredInMs === 0 ? "–" : `${answeredInMs.toFixed(0)} ms`,
    wrong.length === 0 ? "yes" : `NO (${wrong.length})`,
    unnamed.length === 0 ? "yes" : `NO (${unnamed.length})`,
    calls === 0 ? "–" : calls.toFixed(2),
    recoveredInMs === null ? "NEVER" : `${(recoveredInMs / 1_000).toFixed(1)} s`,
  ]);
  const head = ["fault", "pages", `answered in (${deadlineMs})`, "right", "named", "calls ÷ calm", "recovered"];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((cells) => (cells[column] ?? "").length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  process.stdout.write(`\n${[head, rule, ...rows].map(line).join("\n")}\n\n`);
}
