import type { RecordKey } from "../domain/membership.js";
import type { SourceName } from "../domain/source.js";

/** Which source's record gives a customer its id when several are found at once. */
const ANCHOR_ORDER: readonly SourceName[] = ["core-banking", "loan", "card", "crm"];

/**
 * A record's place in the one order in which records are taken, as a text that sorts. By it the same records always make
 * the same customers under the same ids, however they came.
 */
export function anchorKey({ source, recordId }: RecordKey): string {
  const position = ANCHOR_ORDER.indexOf(source);
  return `${position === -1 ? ANCHOR_ORDER.length : position} ${source} ${recordId}`;
}
