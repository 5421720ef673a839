import { parentPort, workerData } from "node:worker_threads";
import { KeyRing, type KeySecret } from "../features/key-ring.js";
import { printRecord, type PrintableRecord, type PrintedRecord } from "./printer.js";

/** A batch on its way to the worker, and what comes back. */
export interface PrintBatch {
  readonly batch: number;
  readonly records: readonly PrintableRecord[];
}

export interface PrintedBatch {
  readonly batch: number;
  readonly printed: readonly PrintedRecord[];
}

const ring = new KeyRing(workerData as readonly KeySecret[]);

parentPort?.on("message", ({ batch, records }: PrintBatch) => {
  const printed = records.map((record) => printRecord(record, ring));
  parentPort?.postMessage({ batch, printed } satisfies PrintedBatch);
});
