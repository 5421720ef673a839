import { parentPort, workerData } from "node:worker_threads";
import { KeyRing, type KeySecret } from "../features/key-ring.js";
import type { OpenObservation } from "../observation.js";
import { printRecord, type PrintedRecord } from "./printer.js";

/** A batch on its way to the worker, and what comes back. */
export interface PrintBatch {
  readonly batch: number;
  readonly records: readonly OpenObservation[];
  readonly today: string;
}

export interface PrintedBatch {
  readonly batch: number;
  readonly printed: readonly PrintedRecord[];
}

const ring = new KeyRing(workerData as readonly KeySecret[]);

parentPort?.on("message", ({ batch, records, today }: PrintBatch) => {
  const printed = records.map((record) => printRecord(record, ring, today));
  parentPort?.postMessage({ batch, printed } satisfies PrintedBatch);
});
