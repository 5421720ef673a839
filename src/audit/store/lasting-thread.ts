import { Thread } from "../../platform/thread.js";

const THREAD = new URL(`./sqlite-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

export interface SqliteThreadData {
  readonly path: string;
  readonly role: "write" | "read" | "tidy";
}

/**
 * A thread of an embedded trail, started by the first call, and started anew when it has ended: what it was doing then has
 * failed, and what comes next need not.
 */
export class LastingThread {
  #thread: Thread | null = null;

  constructor(private readonly data: SqliteThreadData) {}

  /** For who will be in a hurry when he first calls. */
  start(): this {
    this.#running();
    return this;
  }

  call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    return this.#running().call<T>(name, ...args);
  }

  async stop(): Promise<void> {
    await this.#thread?.stop();
  }

  #running(): Thread {
    if (this.#thread?.isAlive !== true) this.#thread = new Thread(THREAD, this.data);
    return this.#thread;
  }
}
