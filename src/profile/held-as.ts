import type { ArrangementRecord, HolderRole } from "../domain/records/arrangement.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";

/** The records of one customer, by which he is recognised among an arrangement's holders. */
export type OwnRecords = ReadonlyMap<SourceName, ReadonlySet<string>>;

/** Whether the customer himself, not somebody else on the same arrangement, holds it in one of these roles. */
export function isHeldAs({ holders }: ArrangementRecord, roles: readonly HolderRole[], own: OwnRecords): boolean {
  if (holders instanceof SourceFault) return false;
  return holders.some(({ source, recordId, role }) => roles.includes(role) && own.get(source)?.has(recordId) === true);
}
