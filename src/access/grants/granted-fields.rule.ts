import type { RecordKey } from "../../domain/membership.js";
import type { GrantedFields } from "../decision.js";
import type { Purpose } from "../vocabulary.js";
import type { Grant } from "./grant.js";

/**
 * What grants in force open of a customer who is these records now. A grant belongs to the records that it was given for:
 * once a merge has brought a record of somebody else to the customer, it opens nothing, and after the merge has been
 * undone it opens again what it was given for, of whom it was given for. One that was given for a merged customer opens
 * nothing once he is two again: nobody has said for which of them.
 */
export function grantedFields(
  grants: readonly Grant[],
  records: readonly RecordKey[],
  purpose: Purpose,
): GrantedFields {
  const opened = new Map<string, string>();
  for (const { request } of grants) {
    if (request.purpose !== purpose || !isGivenFor(request.records, records)) continue;
    for (const { coordinate } of request.fields) if (!opened.has(coordinate)) opened.set(coordinate, request.id);
  }
  return opened;
}

/** Whether a customer is nobody but whom the grant was given for: no record has come since, and none has gone. */
function isGivenFor(given: readonly RecordKey[], now: readonly RecordKey[]): boolean {
  const known = new Set(given.map(keyOf));
  return known.size > 0 && known.size === new Set(now.map(keyOf)).size && now.every((each) => known.has(keyOf(each)));
}

function keyOf({ source, recordId }: RecordKey): string {
  return `${source}:${recordId}`;
}
