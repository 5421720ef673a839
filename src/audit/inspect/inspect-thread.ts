import { workerData } from "node:worker_threads";
import type { AuditConfig } from "../../platform/config-audit.js";
import { answerCalls } from "../../platform/thread.js";
import { findAnomalies } from "../anomaly/find-anomalies.js";
import { sealsWithin } from "../export/write-export.js";
import { PublicKeys } from "../proof/signing-key.js";
import { openAuditReads } from "../store/open-reads.js";
import { verifyStore } from "../verify/verify-store.js";

export interface InspectData {
  readonly config: AuditConfig;
  readonly timeZone: string;
  /** Public keys in PEM form, of all rotations. */
  readonly keys: string;
}

/** Goes through long stretches of the trail, so that no request waits for an auditor. */
const { config, timeZone, keys } = workerData as InspectData;
const open = openAuditReads(config);
if (open === null) throw new Error("there is no trail to inspect");
const { reads } = open;
const publicKeys = new PublicKeys(keys);

interface Span {
  readonly from: number;
  readonly to: number;
}

answerCalls({
  anomalies: (span: Span) => findAnomalies(reads, span, config, timeZone),
  integrity: async ({ from, to }: Span) => {
    // Where nothing was sealed in the span, its events can only stand behind the last seal.
    const seals = (await sealsWithin(reads, from, to)) ?? {
      from: (await reads.lastSeal())?.record.number ?? 1,
      to: null,
    };
    return verifyStore(reads, publicKeys, { ...seals, withIndex: true });
  },
  close: () => open.close(),
});
