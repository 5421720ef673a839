import { hash } from "node:crypto";
import { canonicalJson } from "../event/canonical.js";
import type { Hash } from "./chain.js";
import type { PublicKeys, SigningKey } from "./signing-key.js";

/** The events of one writer that a seal closes over, and the chain's hash before the first and at the last. */
export interface SealedRange {
  readonly writer: string;
  readonly first: number;
  readonly last: number;
  readonly before: Hash;
  readonly head: Hash;
}

/**
 * The signed root over the events of one interval. Its leaves are the ranges in their order, each from first to last:
 * an order that the events themselves tell, whichever store they lie in.
 */
export interface Seal {
  readonly format: typeof SEAL_FORMAT;
  /** Counts from 1, without a gap. */
  readonly number: number;
  /** The month, `YYYY-MM`, that all its events are kept and one day removed with. */
  readonly period: string;
  readonly sealedAt: number;
  readonly ranges: readonly SealedRange[];
  readonly count: number;
  readonly root: Hash;
  /** The hash of the seal before; sixty-four zeros for the first. */
  readonly previous: Hash;
  readonly keyId: string;
}

/** A record with its signature: Ed25519 over 0x02 ‖ its canonical text, in base64url. */
export interface Signed<T> {
  readonly record: T;
  readonly signature: string;
}

export const SEAL_FORMAT = "customer-graph-audit-seal/1";
export const NO_SEAL: Hash = "0".repeat(64);
const SIGNED_RECORD = 0x02;

/** What is signed, and what the next seal's `previous` is the hash of. */
function bytesOf(record: object): Buffer {
  return Buffer.concat([Buffer.of(SIGNED_RECORD), Buffer.from(canonicalJson(record))]);
}

export function signedHash(record: object): Hash {
  return hash("sha256", bytesOf(record), "hex");
}

export function signRecord<T extends object>(record: T, key: SigningKey): Signed<T> {
  return { record, signature: key.sign(bytesOf(record)) };
}

export function checkSignature(
  { record, signature }: Signed<{ readonly keyId: string }>,
  keys: PublicKeys,
): "good" | "bad" | "unknown-key" {
  return keys.check(record.keyId, bytesOf(record), signature);
}
