import type { Seal, Signed } from "../proof/seal.js";
import { signedHash } from "../proof/seal.js";
import type { CheckReport, Finding } from "./finding.js";

/**
 * Holds a report against the seals that were published elsewhere, one JSON object a line. Whoever has both the store and the
 * signing key could write a whole new trail; what was published he cannot take back.
 */
export function comparePublished(report: CheckReport, published: string | null, isToTheEnd: boolean): CheckReport {
  if (published === null) return report;
  const first = Math.min(...report.sealHashes.keys(), Number.MAX_SAFE_INTEGER);

  const findings: Finding[] = [];
  for (const line of published.split("\n")) {
    if (line.trim() === "") continue;
    const seal = toSeal(line);
    if (seal === null) {
      findings.push({ kind: "UNREADABLE", position: "published", note: "a line is no seal" });
      continue;
    }
    const own = report.sealHashes.get(seal.number);
    if (own !== undefined && own !== signedHash(seal))
      findings.push({
        kind: "NOT_PUBLISHED",
        position: `seal ${seal.number}`,
        note: "another was published under its number",
      });
    // Where a part of the trail was checked, seals outside of it are nobody's loss.
    if (own === undefined && seal.number >= first && (isToTheEnd || seal.number <= (report.lastSeal?.number ?? 0)))
      findings.push({ kind: "SEAL_MISSING", position: `seal ${seal.number}`, note: "it was published" });
  }
  if (findings.length === 0) return report;
  return { ...report, verdict: "TAMPERED", findings: [...report.findings, ...findings] };
}

function toSeal(line: string): Seal | null {
  try {
    const { record } = JSON.parse(line) as Signed<Seal>;
    return typeof record.number === "number" ? record : null;
  } catch {
    return null;
  }
}
