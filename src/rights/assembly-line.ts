import type { AssembledCopy } from "./copy-package.js";
import type { SubjectRequestDesk } from "./subject-request-desk.js";
import type { SubjectRequest } from "./subject-request.js";

export interface AssemblyLineParts {
  readonly desk: SubjectRequestDesk;
  /** Asks every source, under the opener's terms, and puts the look on record before it returns. */
  readonly assemble: (request: SubjectRequest, stopped: AbortSignal) => Promise<AssembledCopy>;
  /** Hears of what went wrong: which request, and a code. */
  readonly report: (requestId: string | null, code: string) => void;
  readonly everyMs: number;
}

/**
 * Works off what is open: assembles, tries again what is incomplete, ends what is over. It reads everything from the store,
 * so another process, or the same one after a restart, goes on where this one stopped.
 */
export class AssemblyLine {
  readonly #timer: NodeJS.Timeout;
  #round: Promise<void> | null = null;
  #isAwaited = false;
  readonly #stopped = new AbortController();

  constructor(private readonly parts: AssemblyLineParts) {
    this.#timer = setInterval(() => this.begin(), parts.everyMs);
    this.#timer.unref();
    this.begin();
  }

  /** Looks for work now; what is opened during a round gets a round of its own. */
  begin(): void {
    if (this.#stopped.signal.aborted) return;
    if (this.#round !== null) {
      this.#isAwaited = true;
      return;
    }
    this.#round = this.#work().finally(() => {
      this.#round = null;
      if (!this.#isAwaited) return;
      this.#isAwaited = false;
      this.begin();
    });
  }

  /** Takes nothing more, and lays down what it has in hand: whoever starts next begins it anew. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    clearInterval(this.#timer);
    await this.#round;
  }

  async #work(): Promise<void> {
    const { desk, report } = this.parts;
    try {
      for (const request of await desk.unfinished()) {
        if (this.#stopped.signal.aborted) return;
        await this.#advance(request).catch((error: unknown) => report(request.id, codeOf(error)));
      }
    } catch (error) {
      report(null, codeOf(error));
    }
  }

  async #advance(found: SubjectRequest): Promise<void> {
    const { desk, assemble, report } = this.parts;
    if (await desk.expire(found)) return;
    const request = await desk.claim(found);
    if (request === null) return;
    try {
      const copy = await assemble(request, this.#stopped.signal);
      // What could not be asked any more is no gap of the sources'.
      if (this.#stopped.signal.aborted) await desk.layDown(request);
      else await desk.deliver(request, copy);
    } catch (error) {
      report(request.id, codeOf(error));
      await desk.fail(request, codeOf(error));
    }
  }
}

/** A code of ours or of the system; no message, for it could quote a value. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,63}$/.test(code) ? code : "INTERNAL_ERROR";
}
