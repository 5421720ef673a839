import { parentPort, workerData } from "node:worker_threads";
import { KeyRing, type KeySecret } from "../features/key-ring.js";
import type { OpenObservation } from "../observation.js";
import { printRecord, type PrintedRecord } from "./printer.js";

/**
 * A batch on its way to the worker, and what comes back: both as one text each, because a thread takes a text over as it is
 * and anything else piece by piece.
 */
export interface PrintBatch {
  readonly batch: number;
  /** JSON of OpenObservations. */
  readonly records: string;
  readonly today: string;
}

export interface PrintedBatch {
  readonly batch: number;
  /** JSON of PrintedRecords. */
  readonly printed: string;
}

const ring = new KeyRing(workerData as readonly KeySecret[]);

parentPort?.on("message", ({ batch, records, today }: PrintBatch) => {
  const open = JSON.parse(records) as readonly OpenObservation[];
  const printed: readonly PrintedRecord[] = open.map((record) => printRecord(record, ring, today));
  parentPort?.postMessage({ batch, printed: JSON.stringify(printed) } satisfies PrintedBatch);
});
