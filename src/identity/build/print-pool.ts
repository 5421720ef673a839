import { Worker } from "node:worker_threads";
import type { KeySecret } from "../features/key-ring.js";
import type { PrintBatch, PrintedBatch } from "./print-worker.js";
import type { OpenObservation } from "../observation.js";
import type { PrintedRecord, Printer } from "./printer.js";

const SCRIPT = new URL(`./print-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/**
 * Workers that hash and close what records say: most of the work of stating them. The keys leave the process's main
 * thread, and nothing else; whatever fails in a worker fails the batch.
 */
export class PrintPool implements Printer {
  readonly #workers: Worker[];
  readonly #waiting = new Map<
    number,
    { done: (printed: readonly PrintedRecord[]) => void; fail: (error: Error) => void }
  >();
  #batches = 0;

  constructor(secrets: readonly KeySecret[], threads: number) {
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(SCRIPT, {
        workerData: secrets,
        // A worker keeps little: what it leaves behind is to be collected soon, not when memory runs out.
        resourceLimits: { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 48 },
      });
      worker.on("message", ({ batch, printed }: PrintedBatch) => {
        this.#waiting.get(batch)?.done(JSON.parse(printed) as readonly PrintedRecord[]);
        this.#waiting.delete(batch);
      });
      worker.on("error", (error) => this.#failAll(error instanceof Error ? error : new Error("a worker failed")));
      return worker;
    });
  }

  print(records: readonly OpenObservation[], today: string): Promise<readonly PrintedRecord[]> {
    const batch = (this.#batches += 1);
    const worker = this.#workers[batch % this.#workers.length];
    return new Promise((done, fail) => {
      this.#waiting.set(batch, { done, fail });
      worker?.postMessage({ batch, records: JSON.stringify(records), today } satisfies PrintBatch);
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
    this.#failAll(new Error("the workers have been closed"));
  }

  #failAll(error: Error): void {
    for (const { fail } of this.#waiting.values()) fail(error);
    this.#waiting.clear();
  }
}
