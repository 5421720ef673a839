import type { Instant } from "../domain/instant.js";
import type { Elements } from "../domain/outcome.js";
import type { ConsentRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";
import { PURPOSES, type Purpose } from "./vocabulary.js";

/**
 * The purposes for which a customer's consent stands at a moment. His last word on a purpose counts, and of two words of
 * one moment the refusal; what cannot be read is a refusal.
 */
export function standingConsents(consents: Elements<ConsentRecord>, now: Instant): ReadonlySet<Purpose> {
  if (consents instanceof SourceFault) return new Set();
  return new Set(PURPOSES.filter((purpose) => stands(consents.filter(isAbout(purpose)), now)));
}

/** A record whose purpose cannot be read may be about any: it counts as a word on each of them. */
function isAbout(purpose: Purpose) {
  return (consent: ConsentRecord) => consent.purpose === purpose || consent.purpose instanceof SourceFault;
}

function stands(words: readonly ConsentRecord[], now: Instant): boolean {
  const last = Math.max(...words.map(spokenAt));
  const lastWords = words.filter((word) => spokenAt(word) === last);
  return lastWords.length > 0 && lastWords.every((word) => isGranted(word, now));
}

function isGranted({ purpose, state, withdrawnAt, expiresAt }: ConsentRecord, now: Instant): boolean {
  if (typeof purpose !== "string" || state !== "GRANTED") return false;
  const isWithdrawn = withdrawnAt !== null && !(typeof withdrawnAt === "number" && withdrawnAt > now);
  const isOver = expiresAt !== null && !(typeof expiresAt === "number" && expiresAt > now);
  return !isWithdrawn && !isOver;
}

/** When a record was last touched; one that does not say may be the newest. */
function spokenAt({ grantedAt, withdrawnAt }: ConsentRecord): number {
  if (grantedAt instanceof SourceFault || withdrawnAt instanceof SourceFault) return Number.POSITIVE_INFINITY;
  if (grantedAt === null && withdrawnAt === null) return Number.POSITIVE_INFINITY;
  return Math.max(grantedAt ?? 0, withdrawnAt ?? 0);
}
