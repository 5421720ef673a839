import type { FreshnessPolicy } from "../../domain/freshness.js";
import type { Outcome } from "../../domain/outcome.js";
import type { CacheRule, SourceFacts } from "../../domain/source.js";
import { framed, type CacheKeys } from "../../platform/cache/cache-keys.js";
import type { Deadline } from "../../platform/deadline.js";
import type { Question } from "./operation.js";
import type { KeptOutcome } from "./record-codec.js";
import type { Weighed } from "./verdict.js";

/** For whom and how fresh. */
export interface Asking {
  readonly policy: FreshnessPolicy;
  readonly deadline: Deadline;
  readonly caller: { readonly subject: string; readonly purpose: string };
}

/** Asks the source, all questions in one call. Never rejects for a fault of the source. */
export type Fetch = (questions: readonly Question[], deadline: Deadline) => Promise<readonly Outcome<unknown>[]>;

/** Answers questions out of what is kept, and asks the source for the rest. */
export interface AnswerStore {
  ask(questions: readonly Question[], fetch: Fetch, asking: Asking): Promise<readonly Outcome<unknown>[]>;
  /** Taken before a source is asked, for `keep`. */
  ticket(): number;
  /** Keeps what came along with another answer that was asked for after this ticket was taken. */
  keep(question: Question, outcome: Outcome<unknown>, ticket: number, asking: Asking): void;
}

/** The number of the key's own form, so that a change of what is hashed is a miss for all. */
const KEY_FORM = "1";

/** One question on its way through the cache. */
export class Slot {
  held: (Weighed & { readonly level: "local" | "shared" }) | null = null;
  readonly #parts: readonly string[];
  #key: string | undefined;
  #subject: string | null | undefined;
  #name: string | undefined;

  constructor(
    readonly question: Question,
    readonly facts: SourceFacts,
    /** Undefined: its answer is never kept. */
    readonly rule: CacheRule | undefined,
    private readonly keys: CacheKeys,
    caller: Asking["caller"],
  ) {
    const { operation, args } = question;
    // A per-caller answer is another one for every caller and every purpose.
    const whose = rule?.scope === "shared" ? ["shared"] : ["per-caller", caller.subject, caller.purpose];
    this.#parts = [KEY_FORM, operation.source, operation.name, String(args.length), ...args, ...whose];
  }

  /** What it is called within this process, which has its values in the clear as well. */
  get name(): string {
    return (this.#name ??= framed(this.#parts));
  }

  /** What it is called where others can read: a keyed hash. */
  get key(): string {
    return (this.#key ??= this.keys.ofEntry(this.#parts));
  }

  /** The customer record that it names, hashed. */
  get subject(): string | null {
    return (this.#subject ??= this.#hashSubject());
  }

  #hashSubject(): string | null {
    const { source, namesRecord } = this.question.operation;
    const recordId = namesRecord ? this.question.args.at(-1) : undefined;
    return this.rule === undefined || recordId === undefined ? null : this.keys.ofSubject(source, recordId);
  }
}

/** The customer records that an answer is about, as the store knows them; empty for one that must not be kept. */
export function subjectsOf(keys: CacheKeys, slot: Slot, outcome: KeptOutcome): readonly string[] {
  const { subject } = slot;
  const { operation } = slot.question;
  const { source } = operation;
  const records = outcome.kind === "known" ? operation.recordsIn(outcome.value as never) : [];
  const subjects = new Set(records.map((recordId) => keys.ofSubject(source, recordId)));
  if (subject !== null) subjects.add(subject);
  if (subjects.size > 0) return [...subjects];
  // "Nobody of that number": there is no customer whose change could make it cold; its short time does.
  return isNothing(outcome) ? [keys.ofSubject(source, `question ${slot.key}`)] : [];
}

function isNothing(outcome: KeptOutcome): boolean {
  if (outcome.kind === "absent") return true;
  const { items } = outcome.value as { readonly items?: unknown };
  return Array.isArray(items) && items.length === 0;
}
