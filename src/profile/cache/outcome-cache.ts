import type { Outcome } from "../../domain/outcome.js";
import type { SourceFault, SourceFaultCode } from "../../domain/source-fault.js";
import type { CacheRule, SourceFacts, SourceName } from "../../domain/source.js";
import type { CacheKeys } from "../../platform/cache/cache-keys.js";
import type { CacheMetrics, ReadResult } from "../../platform/cache/cache-metrics.js";
import { startDeadline } from "../../platform/deadline.js";
import { FlightDeck } from "./flight-deck.js";
import type { KeptAnswers } from "./kept-answers.js";
import type { Question } from "./operation.js";
import { Slot, type AnswerStore, type Asking, type Fetch } from "./slot.js";

export interface OutcomeCacheParts {
  readonly kept: KeptAnswers;
  readonly keys: CacheKeys;
  readonly facts: (source: SourceName) => SourceFacts;
  readonly rule: (source: SourceName, operation: string) => CacheRule | undefined;
  readonly metrics: CacheMetrics;
}

/**
 * What the sources said, for whoever asks next. It stands below every decision and mask, so nothing of a viewer is in it,
 * and no failure either. Questions that go out in one call are answered one by one: for those that nothing is kept of, the
 * source is asked, once, however many wait.
 */
export class OutcomeCache implements AnswerStore {
  readonly #deck: FlightDeck;
  readonly #refreshing = new Set<string>();

  constructor(private readonly parts: OutcomeCacheParts) {
    this.#deck = new FlightDeck(parts.kept);
  }

  async ask(questions: readonly Question[], fetch: Fetch, asking: Asking): Promise<readonly Outcome<unknown>[]> {
    const slots = questions.map((question) => this.#toSlot(question, asking));
    if (asking.policy === "CACHE_OK") await this.#read(slots);
    const missing = slots.filter((slot) => !this.#serves(slot));
    const due = slots.filter((slot) => this.#serves(slot) && this.parts.kept.verdict(slot) !== "fresh");
    if (missing.length === 0) {
      this.#refresh(due, fetch, asking);
      return slots.map((slot) => this.#fromKept(slot));
    }
    // The source is being asked anyway: what is due goes along.
    const asked = [...missing, ...due];
    const answers = await this.#deck.answers(asked, fetch, asking);
    const bySlot = new Map(asked.map((slot, index) => [slot, answers[index]]));
    return Promise.all(slots.map((slot) => this.#settled(slot, bySlot.get(slot), asking)));
  }

  ticket(): number {
    return this.parts.kept.ticket(null).local;
  }

  /** In this process alone: the shared level would have to have been asked before the source was. */
  keep(question: Question, outcome: Outcome<unknown>, ticket: number, asking: Asking): void {
    this.parts.kept.keep(this.#toSlot(question, asking), outcome, { local: ticket, stamp: null });
  }

  #toSlot(question: Question, { caller }: Asking): Slot {
    const { source, name } = question.operation;
    return new Slot(question, this.parts.facts(source), this.parts.rule(source, name), this.parts.keys, caller);
  }

  async #read(slots: readonly Slot[]): Promise<void> {
    const kept = slots.filter(({ rule }) => rule !== undefined);
    for (const slot of kept) this.parts.kept.readLocal(slot);
    const open = kept.filter((slot) => !this.#serves(slot));
    if (open.length > 0 && this.parts.kept.shared !== null) await this.parts.kept.readShared(open);
  }

  #serves(slot: Slot): boolean {
    const verdict = this.parts.kept.verdict(slot);
    return verdict === "fresh" || verdict === "due" || verdict === "revalidate";
  }

  /** Reads again in the background what is about to grow old; one refresh of a key at a time, here and everywhere. */
  #refresh(due: readonly Slot[], fetch: Fetch, asking: Asking): void {
    const open = due.filter(({ name }) => !this.#refreshing.has(name));
    const [first] = open;
    if (first === undefined) return;
    const deadline = startDeadline(first.facts.timeoutMs);
    for (const { name } of open) this.#refreshing.add(name);
    const done = this.#deck.refresh(open, fetch, { ...asking, deadline });
    void done.finally(() => {
      deadline.release();
      for (const { name } of open) this.#refreshing.delete(name);
    });
  }

  async #settled(slot: Slot, answer: Outcome<unknown> | undefined, asking: Asking): Promise<Outcome<unknown>> {
    if (answer === undefined) return this.#fromKept(slot);
    if (answer.kind !== "unavailable") {
      this.#count(slot, answer.kept === undefined ? "miss" : "shared");
      return answer;
    }
    if (asking.policy !== "REQUIRE_LIVE" && STANDS_IN_FOR.has(answer.because.code)) {
      if (asking.policy === "PREFER_LIVE") await this.#read([slot]);
      const standIn = this.#standIn(slot, answer.because);
      if (standIn !== null) return standIn;
    }
    this.#count(slot, "miss");
    return answer;
  }

  #fromKept(slot: Slot): Outcome<unknown> {
    const { held } = slot;
    if (held === null) throw new Error("an answer is served that is not kept");
    this.#count(slot, this.parts.kept.verdict(slot) === "revalidate" ? "revalidating" : held.level);
    return { ...held.record.outcome, kept: { from: "CACHE" } };
  }

  #standIn(slot: Slot, because: SourceFault): Outcome<unknown> | null {
    if (slot.held === null || slot.held.record.isPartial || this.parts.kept.verdict(slot) === "dead") return null;
    this.#count(slot, "last-known-good");
    return { ...slot.held.record.outcome, kept: { from: "LAST_KNOWN_GOOD", because } };
  }

  #count({ question: { operation }, rule }: Slot, result: ReadResult): void {
    if (rule !== undefined) this.parts.metrics.read(operation.source, operation.name, result);
  }
}

/** A refusal of the question, or for want of a consent, is an answer: what was known before does not undo it. */
const STANDS_IN_FOR = new Set<SourceFaultCode>([
  "SOURCE_UNAVAILABLE",
  "SOURCE_TIMEOUT",
  "SOURCE_MALFORMED",
  "SOURCE_THROTTLED",
  "SOURCE_BUDGET_EXHAUSTED",
  "SOURCE_MISCONFIGURED",
  "SOURCE_CIRCUIT_OPEN",
  "SOURCE_OVERLOADED",
]);
