import { canonicalJson } from "../event/canonical.js";
import type { AuditEvent } from "../event/audit-event.js";
import { eventHash, type Hash } from "./chain.js";
import { rootOfPath } from "./merkle.js";
import { checkSignature, type Seal, type Signed } from "./seal.js";
import type { PublicKeys } from "./signing-key.js";

/** That one event stands in the trail: can be handed to a third party, and shows him nothing of the others. */
export interface InclusionProof {
  readonly format: typeof PROOF_FORMAT;
  readonly event: AuditEvent;
  /** The hash of the writer's event before it. */
  readonly before: Hash;
  readonly leafIndex: number;
  readonly path: readonly Hash[];
  readonly seal: Signed<Seal>;
}

export const PROOF_FORMAT = "customer-graph-audit-proof/1";

export type ProofVerdict = "PROVEN" | "UNKNOWN_KEY" | "SEAL_CHANGED" | "EVENT_CHANGED" | "UNREADABLE";

/** Checks a proof offline, with public keys alone. */
export function checkInclusion(proof: InclusionProof, keys: PublicKeys): ProofVerdict {
  try {
    if (proof.format !== PROOF_FORMAT) return "UNREADABLE";
    const { seal, event, before, leafIndex, path } = proof;
    const state = checkSignature(seal, keys);
    if (state !== "good") return state === "bad" ? "SEAL_CHANGED" : "UNKNOWN_KEY";
    const leaf = eventHash(before, canonicalJson(event));
    const root = rootOfPath(leaf, leafIndex, seal.record.count, path);
    return root === seal.record.root ? "PROVEN" : "EVENT_CHANGED";
  } catch {
    // Whatever a stranger's file may hold, it proves nothing.
    return "UNREADABLE";
  }
}
