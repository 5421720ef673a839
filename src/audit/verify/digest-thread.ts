import { workerData } from "node:worker_threads";
import type { AuditConfig } from "../../platform/config-audit.js";
import { answerCalls } from "../../platform/thread.js";
import type { Seal } from "../proof/seal.js";
import { openAuditReads } from "../store/open-reads.js";
import { digestSeal } from "./seal-digest.js";

/** One of the threads that share the seals of a long trail among them. */
const open = openAuditReads(workerData as AuditConfig);
if (open === null) throw new Error("there is no trail to check");
const { reads } = open;

answerCalls({
  digest: (seal: Seal, withIndex: boolean) => digestSeal(reads, seal, withIndex),
  close: () => open.close(),
});
