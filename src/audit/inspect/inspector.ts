import { Thread } from "../../platform/thread.js";
import type { Anomaly } from "../anomaly/anomaly-rule.js";
import { AuditQuestionError } from "../audit-error.js";
import type { CheckReport } from "../verify/finding.js";
import type { InspectData } from "./inspect-thread.js";

const THREAD = new URL(`./inspect-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
/** Each goes through as much of the trail as its span holds; more than these would wait for minutes. */
const MOST_WAITING = 4;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Checks and searches stretches of the trail in a thread of its own, which is started by the first question. */
export class Inspector {
  #thread: Thread | null = null;
  #waiting = 0;

  constructor(private readonly data: () => InspectData) {}

  anomalies(span: Span): Promise<readonly Anomaly[]> {
    return this.#ask("anomalies", span);
  }

  integrity(span: Span): Promise<CheckReport> {
    return this.#ask("integrity", span);
  }

  async close(): Promise<void> {
    await this.#thread?.stop();
    this.#thread = null;
  }

  /** Throws AuditQuestionError `AUDIT_BUSY` while too many wait already. */
  async #ask<Answer>(name: string, span: Span): Promise<Answer> {
    if (this.#waiting >= MOST_WAITING) throw new AuditQuestionError("AUDIT_BUSY");
    this.#waiting += 1;
    // A thread that has ended answers nothing any more.
    if (this.#thread?.isAlive !== true) this.#thread = new Thread(THREAD, this.data());
    try {
      return await this.#thread.call<Answer>(name, span);
    } finally {
      this.#waiting -= 1;
    }
  }
}
