import { createHash } from "node:crypto";
import { toIsoText, type Instant } from "../domain/instant.js";
import type { CopyShown, SourceCopy, SubjectRequest } from "./subject-request.js";
import { toZip } from "./zip.js";

/** One file of the package, as its source told it and the policies show it. */
export interface CopyDocument {
  /** Such as `core-banking/accounts.json`. */
  readonly name: string;
  /** A source, or `customer-graph` for what the gateway itself holds. */
  readonly source: string;
  /** When it was true at its source; null where it was not to be had. */
  readonly asOf: Instant | null;
  readonly records: readonly unknown[];
}

/** Everything that could be assembled at one attempt. */
export interface AssembledCopy {
  readonly documents: readonly CopyDocument[];
  readonly perSource: readonly SourceCopy[];
  readonly gaps: readonly string[];
  readonly shown: CopyShown;
}

export interface CopyPackage {
  readonly bytes: Buffer;
  readonly manifestHash: string;
  readonly packageHash: string;
}

/** The package: JSON files in a ZIP archive, and a manifest that names each with its SHA-256, so that nothing can be left out unseen. */
export function toCopyPackage(
  { id, kind, openedAt }: SubjectRequest,
  { documents, perSource, gaps }: AssembledCopy,
  now: Instant,
): CopyPackage {
  const files = documents.map(({ name, source, asOf, records }) => ({
    name,
    source,
    asOf: asOf === null ? null : toIsoText(asOf),
    count: records.length,
    bytes: toJson(records),
  }));
  const manifest = toJson({
    request: id,
    kind,
    openedAt: toIsoText(openedAt),
    assembledAt: toIsoText(now),
    files: files.map(({ bytes, ...facts }) => ({ ...facts, sha256: sha256(bytes) })),
    sources: perSource,
    gaps,
  });
  const bytes = toZip([
    { name: "manifest.json", bytes: manifest },
    ...files.map(({ name, bytes: content }) => ({ name, bytes: content })),
  ]);
  return { bytes, manifestHash: sha256(manifest), packageHash: sha256(bytes) };
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function toJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`, "utf8");
}
