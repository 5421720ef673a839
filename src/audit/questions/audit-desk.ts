import type { Clock } from "../../domain/instant.js";
import type { Anomaly } from "../anomaly/anomaly-rule.js";
import type { Inspector, Span } from "../inspect/inspector.js";
import { genesisHash, type Hash } from "../proof/chain.js";
import { checkedFilter, type StoredEvent } from "../store/audit-filter.js";
import type { AuditReads } from "../store/audit-store.js";
import type { CheckReport } from "../verify/finding.js";
import { followTrail, type FollowOptions } from "../stream/follow-trail.js";
import type { AuditQuestions } from "./audit-questions.js";

export interface AuditDeskParts {
  readonly reads: AuditReads;
  readonly questions: AuditQuestions;
  readonly inspector: Pick<Inspector, "anomalies" | "integrity">;
  readonly clock: Clock;
  readonly onCommitted: FollowOptions["onCommitted"];
}

/** Everything that may be asked of the trail. Who may ask is for the asker's policies to say, before he comes here. */
export class AuditDesk {
  constructor(private readonly parts: AuditDeskParts) {}

  get questions(): AuditQuestions {
    return this.parts.questions;
  }

  event(id: string): Promise<StoredEvent | null> {
    return this.parts.reads.eventById(id);
  }

  /** The hash that an event's own was made with; null where the one before was removed with its month. */
  async hashBefore({ event: { writer, sequence } }: StoredEvent): Promise<Hash | null> {
    if (sequence === 1) return genesisHash(writer);
    const [before] = await this.parts.reads.hashesOf(writer, sequence - 1, sequence - 1);
    return before?.hash ?? null;
  }

  /** Throws AuditQuestionError for a span that is none or too wide, and when too many ask. */
  async integrity(span: Span): Promise<CheckReport> {
    checkedFilter(span, this.parts.questions.mostDays);
    return this.parts.inspector.integrity(span);
  }

  /** Throws AuditQuestionError as well. */
  async anomalies(span: Span): Promise<readonly Anomaly[]> {
    checkedFilter(span, this.parts.questions.mostDays);
    return this.parts.inspector.anomalies(span);
  }

  /** As far back as a question may go, up to and with this moment. */
  longestSpan(): Span {
    const to = this.parts.clock.now() + 1;
    return { from: to - this.parts.questions.mostDays * DAY_MS, to };
  }

  follow(options: Pick<FollowOptions, "after" | "signal" | "batch">) {
    return followTrail(this.parts.reads, { ...options, onCommitted: this.parts.onCommitted });
  }

  /** Throws AuditQuestionError for a cursor that no stream has given. */
  async assertCursor(cursor: string): Promise<void> {
    await this.parts.reads.readAfter(cursor, 1);
  }

  latestCursor(): Promise<string | null> {
    return this.parts.reads.latestCursor();
  }
}

const DAY_MS = 86_400_000;
