import { parentPort, Worker, type ResourceLimits } from "node:worker_threads";

/** What a thread answers to, by name. */
export type Answers = Readonly<Record<string, (...args: never[]) => unknown>>;

interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: { readonly message: string; readonly code: unknown };
}

/** What went wrong in a thread: an error's class does not survive the way, its message and code do. */
export class ThreadError extends Error {
  override readonly name = "ThreadError";
  constructor(
    message: string,
    readonly code: unknown,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** A thread of its own for work that blocks, such as waiting for a disk. Calls are answered in the order in which they are made. */
export class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  #lastId = 0;
  #failure: Error | null = null;

  constructor(script: URL, data: unknown, limits: ResourceLimits = {}) {
    this.#worker = new Worker(script, { workerData: data, resourceLimits: limits });
    this.#worker.on("message", (reply: Reply) => this.#settle(reply));
    this.#worker.on("error", (error: Error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the thread has ended")));
    // The process may end while the thread waits for its next call.
    this.#worker.unref();
  }

  /** False once the thread has ended, by itself or by a fault. */
  get isAlive(): boolean {
    return this.#failure === null;
  }

  /** Throws ThreadError with what the thread threw, and when it has ended. */
  call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    if (this.#failure !== null) return Promise.reject(new ThreadError(this.#failure.message, undefined, this.#failure));
    return new Promise<T>((resolve, reject) => {
      const id = (this.#lastId += 1);
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#worker.ref();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of ours, not a window
      this.#worker.postMessage({ id, name, args } satisfies Call);
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new ThreadError(error.message, error.code));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values())
      reject(new ThreadError(this.#failure.message, undefined, this.#failure));
    this.#waiting.clear();
  }
}

/** The thread's own side: answers calls one after the other. */
export function answerCalls(answers: Answers): void {
  const port = parentPort;
  if (port === null) throw new Error("this script runs in a thread of the gateway");
  let last = Promise.resolve();
  const answerOne = async ({ id, name, args }: Call): Promise<void> => {
    try {
      const answer = answers[name];
      if (answer === undefined) throw new TypeError(`the thread has no answer to ${name}`);
      port.postMessage({ id, value: await answer(...(args as never[])) } satisfies Reply);
    } catch (error) {
      // SQLite's own number says more than the code that every error of its has.
      const { message, code, errcode } = error as NodeJS.ErrnoException & { readonly errcode?: unknown };
      port.postMessage({ id, error: { message, code: errcode ?? code } } satisfies Reply);
    }
  };
  port.on("message", (call: Call) => {
    last = last.then(() => answerOne(call));
  });
}
