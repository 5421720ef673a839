import { parentPort, workerData } from "node:worker_threads";
import { KeyRing, type KeySecret } from "../features/key-ring.js";
import type { Traits } from "../features/traits.js";
import { heldKeys } from "../observation.js";

/** A batch on its way to the worker, and what comes back, record by record in the same order. */
export interface PrintBatch {
  readonly batch: number;
  readonly records: readonly { readonly traits: Traits; readonly numbers: readonly string[] | null }[];
}

export interface PrintedBatch {
  readonly batch: number;
  readonly printed: readonly PrintedRecord[];
}

export interface PrintedRecord {
  readonly prints: string;
  readonly held: readonly string[];
}

const ring = new KeyRing(workerData as readonly KeySecret[]);

parentPort?.on("message", ({ batch, records }: PrintBatch) => {
  const printed = records.map(({ traits, numbers }): PrintedRecord => ({
    prints: ring.printsOf(traits),
    held: numbers === null ? [] : heldKeys(numbers, ring),
  }));
  parentPort?.postMessage({ batch, printed } satisfies PrintedBatch);
});
