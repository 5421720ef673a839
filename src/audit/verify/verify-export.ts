import { END_TYPE, EVENT_TYPE, REMOVAL_TYPE, SEAL_TYPE } from "../export/envelope.js";
import { canonicalJson } from "../event/canonical.js";
import type { Removal } from "../proof/removal.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { PublicKeys } from "../proof/signing-key.js";
import type { CheckReport } from "./finding.js";
import { TrailCheck, type TrailItem } from "./trail-check.js";

/** Checks an export, line by line, with nothing but public keys. Whatever a line may hold, the answer is a report. */
export async function verifyExport(lines: AsyncIterable<string>, keys: PublicKeys): Promise<CheckReport> {
  const check = new TrailCheck(keys);
  let line = 0;
  let counted = { events: 0, seals: 0 };
  let stated: { readonly events: number; readonly seals: number } | null = null;
  for await (const text of lines) {
    line += 1;
    if (text === "") continue;
    const where = `line ${line}`;
    if (stated !== null) check.findings.add("INSERTED", where, "it stands after the end of the export");
    const read = readLine(text);
    if (read === null) check.findings.add("UNREADABLE", where, "it is no line of an audit export");
    else if (read.kind === "end") stated = read;
    else {
      if (read.kind === "event") counted = { ...counted, events: counted.events + 1 };
      if (read.kind === "seal") counted = { ...counted, seals: counted.seals + 1 };
      check.take(read);
    }
  }
  if (line > 0 && stated === null)
    check.findings.add("TRUNCATED", `line ${line}`, "the export has no end: it was cut off");
  else if (stated !== null && (stated.events !== counted.events || stated.seals !== counted.seals))
    check.findings.add(
      "TRUNCATED",
      `line ${line}`,
      `it says ${stated.events} events and ${stated.seals} seals, and holds ${counted.events} and ${counted.seals}`,
    );
  return check.end();
}

type End = { readonly kind: "end"; readonly events: number; readonly seals: number };

/** Null for what is no line of an export. */
function readLine(text: string): TrailItem | End | null {
  try {
    const { type, data, audithash } = JSON.parse(text) as { type: unknown; data: unknown; audithash: unknown };
    if (type === EVENT_TYPE) return readEvent(data, audithash);
    if (type === SEAL_TYPE) return isSeal(data) ? { kind: "seal", signed: data } : null;
    if (type === REMOVAL_TYPE) return isRemoval(data) ? { kind: "removal", signed: data } : null;
    const { events, seals } = data as { events: unknown; seals: unknown };
    return type === END_TYPE && isCount(events) && isCount(seals) ? { kind: "end", events, seals } : null;
  } catch {
    return null;
  }
}

function readEvent(data: unknown, hash: unknown): TrailItem | null {
  const { writer, sequence, at } = data as { writer: unknown; sequence: unknown; at: unknown };
  if (typeof writer !== "string" || !isCount(sequence) || typeof at !== "number" || typeof hash !== "string")
    return null;
  return { kind: "event", event: { writer, sequence, at, hash, canonical: canonicalJson(data) } };
}

function isSeal(data: unknown): data is Signed<Seal> {
  const { record, signature } = data as Signed<Seal>;
  return (
    typeof signature === "string" &&
    isCount(record.number) &&
    isCount(record.count) &&
    typeof record.sealedAt === "number" &&
    typeof record.keyId === "string" &&
    typeof record.period === "string" &&
    record.ranges.length > 0 &&
    record.ranges.every(
      (range) =>
        typeof range.writer === "string" && isCount(range.first) && isCount(range.last) && HASH.test(range.before),
    )
  );
}

function isRemoval(data: unknown): data is Signed<Removal> {
  const { record, signature } = data as Signed<Removal>;
  return (
    typeof signature === "string" &&
    typeof record.period === "string" &&
    isCount(record.lastSeal) &&
    typeof record.keyId === "string"
  );
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

const HASH = /^[0-9a-f]{64}$/;
