import type { RecordKey } from "../../domain/membership.js";
import type { GrantedFields } from "../decision.js";
import type { Purpose } from "../vocabulary.js";
import type { Grant } from "./grant.js";

/**
 * What grants in force open of a customer who is these records now. A grant belongs to the records that it was given for:
 * once a merge has brought a record of somebody else to the customer, it opens nothing, and after the merge has been
 * undone it opens again what it was given for, of whom it was given for.
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

/** Whether a customer is nobody but whom the grant was given for: his home record is still his, and none came since. */
function isGivenFor(given: readonly RecordKey[], now: readonly RecordKey[]): boolean {
  const [home] = given;
  const known = new Set(given.map(keyOf));
  return (
    home !== undefined && now.some((each) => keyOf(each) === keyOf(home)) && now.every((each) => known.has(keyOf(each)))
  );
}

function keyOf({ source, recordId }: RecordKey): string {
  return `${source}:${recordId}`;
}
