import type { AuditReads } from "../store/audit-store.js";
import { inclusionPath } from "./merkle.js";
import { PROOF_FORMAT, type InclusionProof } from "./inclusion.js";
import { genesisHash } from "./chain.js";

/** Makes the proof of one event. "unknown" where there is no such event, "unsealed" where no seal closes over it yet. */
export async function proveEvent(reads: AuditReads, id: string): Promise<InclusionProof | "unknown" | "unsealed"> {
  const stored = await reads.eventById(id);
  if (stored === null) return "unknown";
  const { event } = stored;
  const sealed = await reads.sealOf(event.writer, event.sequence);
  if (sealed === null) return "unsealed";
  const [seal] = await reads.seals(sealed.number, 1);
  if (seal === undefined) return "unsealed";
  const leaves: string[] = [];
  let leafIndex = 0;
  for (const { writer, first, last } of seal.record.ranges) {
    if (writer === event.writer) leafIndex = leaves.length + event.sequence - first;
    leaves.push(...(await reads.hashesOf(writer, first, last)).map(({ hash }) => hash));
  }
  const [before] = await reads.hashesOf(event.writer, event.sequence - 1, event.sequence - 1);
  return {
    format: PROOF_FORMAT,
    event,
    // The event before may have gone with its month; the seal keeps its hash.
    before: event.sequence === 1 ? genesisHash(event.writer) : (before?.hash ?? sealed.before),
    leafIndex,
    path: inclusionPath(leaves, leafIndex),
    seal,
  };
}
