import { LRUCache } from "lru-cache";
import type { AccessFacts, CallerFacts } from "./access-facts.js";
import { describeKind, type KindPolicy } from "./kind-policy.js";
import { CUSTOMER_OPERATIONS, isCustomerOperation, reaches, type Operation } from "./operations.js";
import { PolicySet, type PolicyTexts } from "./policy-set.js";
import { questionOfBank, questionOfCustomer, type Question } from "./question.js";
import { decideTerms, DEFAULT_DENY, PolicyFailed, refusedTerms } from "./terms-decision.js";
import type { SensitiveKind } from "../vocabulary.js";
import type { Ruling, Terms } from "./terms.js";

/** What a bank's day brings is some hundreds of different questions; more than this only makes the oldest be asked again. */
const MOST_REMEMBERED = 4_096;
/** Different answers are far fewer than questions. */
const MOST_TERMS = 1_024;

export interface EngineOptions {
  /** Told when a policy could not be evaluated; the question was denied. Null for a fault of the evaluator itself. */
  readonly onFault?: (policies: readonly string[] | null) => void;
}

/**
 * The policies in force, asked. Answers are remembered, because the facts are few and discrete; a policy that cannot be
 * evaluated denies the whole question. It never throws.
 */
export class PolicyEngine {
  #set: PolicySet;
  readonly #terms = new LRUCache<string, Terms>({ max: MOST_REMEMBERED });
  readonly #rulings = new LRUCache<string, Ruling>({ max: MOST_REMEMBERED });
  readonly #distinct = new LRUCache<string, Terms>({ max: MOST_TERMS });
  readonly #kinds = new Map<SensitiveKind, KindPolicy>();
  readonly #listeners = new Set<(version: string) => void>();

  /** Throws PoliciesRefused: without policies there is no engine. */
  constructor(
    texts: PolicyTexts,
    private readonly options: EngineOptions = {},
  ) {
    this.#set = PolicySet.compile(texts);
  }

  get version(): string {
    return this.#set.version;
  }

  /** The policies in force: what each is called and says of itself. */
  get policies(): PolicySet["policies"] {
    return this.#set.policies;
  }

  /** Equal terms are one object for as long as they are remembered. */
  decide(facts: AccessFacts): Terms {
    const question = questionOfCustomer(facts, this.#set.unitsNamed);
    const known = this.#terms.get(question.key);
    if (known !== undefined) return known;
    const terms = this.#onlyOne(this.#decide(question));
    this.#terms.set(question.key, terms);
    return terms;
  }

  /**
   * Whether an operation is allowed. One on a customer needs the facts about him, and that the caller reaches him as far
   * as the operation shows; without facts it is denied.
   */
  decideOperation(
    caller: CallerFacts,
    operation: Operation,
    facts: Omit<AccessFacts, "caller"> | null = null,
    businessHours = true,
  ): Ruling {
    if (!isCustomerOperation(operation))
      return this.#rule(operation, questionOfBank(caller, businessHours, this.#set.unitsNamed));
    if (facts === null) return this.#denied([DEFAULT_DENY]);
    const whole = { ...facts, caller };
    const terms = this.decide(whole);
    if (!reaches(terms.level, CUSTOMER_OPERATIONS[operation])) return this.#denied(terms.policies);
    return this.#rule(operation, questionOfCustomer(whole, this.#set.unitsNamed));
  }

  /** What the policies allow at most for one kind of value. The first question for a kind takes some milliseconds. */
  describe(kind: SensitiveKind): KindPolicy {
    const known = this.#kinds.get(kind);
    if (known !== undefined) return known;
    const described = describeKind(this.#set, kind);
    this.#kinds.set(kind, described);
    return described;
  }

  /**
   * Puts another set in force, at once and whole. Throws PoliciesRefused, and then nothing has changed. Tells whether
   * anything is different now.
   */
  replace(texts: PolicyTexts): boolean {
    const next = PolicySet.compile(texts);
    if (next.version === this.#set.version) {
      next.putAway();
      return false;
    }
    const former = this.#set;
    this.#set = next;
    this.#terms.clear();
    this.#rulings.clear();
    this.#distinct.clear();
    this.#kinds.clear();
    former.putAway();
    this.#tellListeners(next.version);
    return true;
  }

  /** For what stays open longer than one question. Returns how to stop listening. */
  onChange(listener: (version: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The new policies are in force whatever becomes of those who want to know of it. */
  #tellListeners(version: string): void {
    for (const listener of this.#listeners) {
      try {
        listener(version);
      } catch {
        this.options.onFault?.(null);
      }
    }
  }

  #decide(question: Question): Terms {
    try {
      return decideTerms(this.#set, question);
    } catch (error) {
      return refusedTerms(this.version, "POLICY_ERROR", "ROLE_CLEARANCE", this.#fault(error));
    }
  }

  #rule(operation: Operation, question: Question): Ruling {
    const key = `${operation}|${question.key}`;
    const known = this.#rulings.get(key);
    if (known !== undefined) return known;
    const ruling = this.#ask(operation, question);
    this.#rulings.set(key, ruling);
    return ruling;
  }

  #ask(operation: Operation, question: Question): Ruling {
    try {
      const { allowed, because, failed } = this.#set.ask(question.toCedar(), operation);
      if (failed.length > 0) throw new PolicyFailed(failed);
      const policies = because.length === 0 ? [DEFAULT_DENY] : because.toSorted();
      return { allowed, policies, version: this.version };
    } catch (error) {
      return this.#denied(this.#fault(error));
    }
  }

  #denied(policies: readonly string[]): Ruling {
    return { allowed: false, policies, version: this.version };
  }

  /** The policies that failed, told and returned. */
  #fault(error: unknown): readonly string[] {
    const policies = error instanceof PolicyFailed ? error.policies : null;
    this.options.onFault?.(policies);
    return policies ?? [];
  }

  #onlyOne(terms: Terms): Terms {
    const { level, basis, reason, rendering, reasons, requestable, grantsHonoured, policies } = terms;
    const shown = [[...rendering.values()], [...reasons.entries()], [...requestable]];
    const content = [level, basis, reason, shown, grantsHonoured, policies];
    const key = JSON.stringify(content);
    const same = this.#distinct.get(key) ?? terms;
    this.#distinct.set(key, same);
    return same;
  }
}
