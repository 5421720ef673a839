import type { CheckReport } from "../../audit/verify/finding.js";

/** Says what was found, for people; the status is for programs. Null where the range holds no seal at all. */
export function printReport(report: CheckReport | null): number {
  const { lines, status } = toText(report);
  process.stdout.write(`${lines.join("\n")}\n`);
  return status;
}

function toText(report: CheckReport | null): { readonly lines: readonly string[]; readonly status: number } {
  if (report === null || report.verdict === "EMPTY")
    return { lines: ["EMPTY: there is nothing to check in this range."], status: 3 };
  const lines = [
    `${report.verdict}: ${report.events} events under ${report.seals} seals` +
      (report.unsealed > 0 ? `, ${report.unsealed} of them chained and not yet sealed` : ""),
  ];
  if (report.lastSeal !== null) lines.push(`last seal: ${report.lastSeal.number} ${report.lastSeal.hash}`);
  for (const period of report.removedPeriods) lines.push(`removed when its time was over: ${period}`);
  const { count, first } = report.clockDoubts;
  if (count > 0) lines.push(`clock in doubt: ${count} events, such as ${first.slice(0, 3).join(", ")}`);
  for (const { kind, position, note } of report.findings)
    lines.push(`${kind} ${position}${note === "" ? "" : `: ${note}`}`);
  if (report.furtherFindings > 0) lines.push(`and ${report.furtherFindings} more`);
  return { lines, status: report.verdict === "WHOLE" ? 0 : 1 };
}
