import type { Instant } from "../../domain/instant.js";
import type { Absent, Known } from "../../domain/outcome.js";
import { seal, Sealed } from "../../domain/sealed.js";
import { SourceFault, type SourceFaultCode } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import { unseal } from "../../domain/unseal.js";

/** What may be kept: what a source has said, without how it came here. */
export type KeptOutcome = Known<unknown> | Absent;

export interface KeptRecord {
  readonly outcome: KeptOutcome;
  /** Something in it could not be read. */
  readonly isPartial: boolean;
}

/**
 * The number of the records' form. Raise it whenever a record that is kept changes: entries of another form are misses.
 * A completeness test knows the form that each number stands for.
 */
export const RECORD_FORMAT = 2;

const SEALED = "$sealed";
const FAULT = "$fault";

type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

/**
 * Records as bytes, for a store that encrypts them. Seals are opened here and closed again when the bytes are read: this
 * is the one place outside access, sources and identity that may, and what it writes goes into an envelope at once.
 * Throws TypeError for anything that is no record.
 */
export function encodeRecord({ outcome, isPartial }: KeptRecord): Buffer {
  const { kind, source, asOf, retrievedAt } = outcome;
  const value = kind === "known" ? [toPlain(outcome.value)] : [];
  return Buffer.from(JSON.stringify([RECORD_FORMAT, isPartial, kind, source, asOf, retrievedAt, ...value]), "utf8");
}

/** Null for what this version did not write. */
export function decodeRecord(bytes: Buffer): KeptRecord | null {
  let parts: unknown;
  try {
    parts = JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
  if (!Array.isArray(parts) || parts[0] !== RECORD_FORMAT) return null;
  const [, isPartial, kind, source, asOf, retrievedAt, value] = parts as Written;
  if (kind === "absent") return { isPartial, outcome: Object.freeze({ kind, source, asOf, retrievedAt }) };
  if (kind !== "known" || value === undefined) return null;
  return { isPartial, outcome: Object.freeze({ kind, source, asOf, retrievedAt, value: fromPlain(value) }) };
}

type Written = [number, boolean, string, SourceName, Instant, Instant, Plain?];

function toPlain(value: unknown): Plain {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError("a number that is none is no part of a record");
    return value;
  }
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Sealed) return { [SEALED]: toPlain(unseal(value)) };
  if (value instanceof SourceFault) return { [FAULT]: faultParts(value) };
  if (typeof value === "object" && isPlainObject(value)) {
    const plain: { [name: string]: Plain } = {};
    for (const [name, each] of Object.entries(value)) {
      if (name.startsWith("$") || name === "__proto__") throw new TypeError("a record has no such property");
      if (each !== undefined) plain[name] = toPlain(each);
    }
    return plain;
  }
  throw new TypeError("records are made of plain objects, lists, texts, numbers, seals and faults");
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function faultParts({ source, extensions, at, retryAfterSeconds, upstreamCode }: SourceFault): Plain {
  return [source, extensions.code, at ?? null, retryAfterSeconds ?? null, upstreamCode ?? null];
}

/** In place: the parsed text belongs to nobody else. Frozen, because from here on many requests share it. */
function fromPlain(plain: Plain): unknown {
  if (plain === null || typeof plain !== "object") return plain;
  if (Array.isArray(plain)) {
    const list: unknown[] = plain;
    for (let index = 0; index < plain.length; index += 1) list[index] = fromPlain(plain[index] ?? null);
    return Object.freeze(list);
  }
  const sealed = plain[SEALED];
  if (sealed !== undefined) return seal(fromPlain(sealed));
  const fault = plain[FAULT];
  if (fault !== undefined) return toFault(fault as FaultParts);
  const record = plain as { [name: string]: unknown };
  for (const name of Object.keys(plain)) record[name] = fromPlain(plain[name] ?? null);
  return Object.freeze(record);
}

type FaultParts = [SourceName, SourceFaultCode, string | null, number | null, string | null];

function toFault([source, code, at, retryAfterSeconds, upstreamCode]: FaultParts): SourceFault {
  return new SourceFault(source, code, {
    ...(at !== null && { at }),
    ...(retryAfterSeconds !== null && { retryAfterSeconds }),
    ...(upstreamCode !== null && { upstreamCode }),
  });
}
