import { SENSITIVE_KINDS, type AccessLevel, type Rendering, type SensitiveKind } from "../vocabulary.js";
import type { AccessFacts } from "./access-facts.js";
import type { PolicyEngine } from "./policy-engine.js";
import { ROLES } from "./roles.js";
import type { Terms } from "./terms.js";

/** Where a candidate would have decided otherwise. Nobody's name and no value is in it. */
export interface ShadowDifference {
  readonly asked: {
    readonly family: string;
    readonly roles: readonly string[];
    readonly purpose: string;
    readonly channel: string;
    readonly relations: readonly string[];
    readonly confidentiality: string;
    readonly isMinor: boolean | null;
  };
  readonly live: ShadowVerdict;
  readonly candidate: ShadowVerdict;
  /** Kinds of value that would be shown otherwise. */
  readonly kinds: readonly SensitiveKind[];
  /** Whether the candidate would show anything that is hidden now. */
  readonly widens: boolean;
}

interface ShadowVerdict {
  readonly version: string;
  readonly level: AccessLevel;
  readonly basis: string;
  readonly policies: readonly string[];
}

export interface ShadowParts {
  readonly candidate: Pick<PolicyEngine, "decide">;
  /** Told of each differing decision, for a counter. */
  readonly onDifference: (difference: ShadowDifference) => void;
  /** Told of the first of each kind of difference, at most so many a minute, for the log. */
  readonly onReport: (difference: ShadowDifference) => void;
  /** Told of questions that were not asked, because the candidate is slow or fails. */
  readonly onSkipped: () => void;
  /** Milliseconds that never run backwards. */
  readonly elapsed?: () => number;
}

const MOST_WAITING = 256;
const MOST_REPORTED_A_MINUTE = 60;
/** The candidate rests this many times as long as it has worked: it never takes more than a twentieth of the process. */
const REST = 19;

/**
 * Asks a candidate set what was asked of the policies in force, later and beside them. Nothing that it says, and no
 * failure of it, reaches an answer; when it cannot keep up, questions are left out and counted.
 */
export class ShadowPolicies {
  readonly #waiting: { readonly facts: AccessFacts; readonly live: Terms }[] = [];
  readonly #elapsed: () => number;
  #reported = new Set<string>();
  #minuteBegan: number;
  #turn: NodeJS.Timeout | null = null;

  constructor(private readonly parts: ShadowParts) {
    this.#elapsed = parts.elapsed ?? (() => performance.now());
    this.#minuteBegan = this.#elapsed();
  }

  /** Takes note of a decision and returns at once. */
  observe(facts: AccessFacts, live: Terms): void {
    if (this.#waiting.length >= MOST_WAITING) return this.#skip();
    this.#waiting.push({ facts, live });
    this.#turn ??= setTimeout(() => this.#next(), 0).unref();
  }

  stop(): void {
    if (this.#turn !== null) clearTimeout(this.#turn);
    this.#turn = null;
    this.#waiting.length = 0;
  }

  #next(): void {
    const began = this.#elapsed();
    const first = this.#waiting.shift();
    if (first !== undefined) this.#compare(first.facts, first.live);
    const rest = Math.ceil((this.#elapsed() - began) * REST);
    this.#turn = this.#waiting.length === 0 ? null : setTimeout(() => this.#next(), rest).unref();
  }

  #compare(facts: AccessFacts, live: Terms): void {
    try {
      const difference = differenceOf(facts, live, this.parts.candidate.decide(facts));
      if (difference === null) return;
      this.parts.onDifference(difference);
      if (this.#isWorthALine(JSON.stringify(difference))) this.parts.onReport(difference);
    } catch {
      this.#skip();
    }
  }

  #skip(): void {
    try {
      this.parts.onSkipped();
    } catch {
      // Whoever counts may fail as well; the decision that was observed has long been taken.
    }
  }

  #isWorthALine(line: string): boolean {
    if (this.#elapsed() - this.#minuteBegan >= 60_000) {
      this.#minuteBegan = this.#elapsed();
      this.#reported = new Set();
    }
    if (this.#reported.has(line) || this.#reported.size >= MOST_REPORTED_A_MINUTE) return false;
    this.#reported.add(line);
    return true;
  }
}

const LEVELS: readonly AccessLevel[] = ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"];
const RENDERINGS: readonly Rendering[] = ["DENIED", "MASKED", "CLEAR"];

/** Null when both would show the same; which policies say so does not matter. */
function differenceOf(facts: AccessFacts, live: Terms, candidate: Terms): ShadowDifference | null {
  const shown = (terms: Terms, kind: SensitiveKind) => RENDERINGS.indexOf(terms.rendering.get(kind) ?? "DENIED");
  const kinds = SENSITIVE_KINDS.filter((kind) => shown(live, kind) !== shown(candidate, kind));
  const isSame = live.level === candidate.level && live.grantsHonoured === candidate.grantsHonoured;
  if (isSame && kinds.length === 0) return null;
  const { family, roles, purpose, channel } = facts.caller;
  const { confidentiality, isMinor } = facts.customer;
  const relations = [...facts.relations].toSorted();
  return {
    asked: {
      family,
      roles: ROLES.filter((role) => roles.includes(role)),
      purpose,
      channel,
      relations,
      confidentiality,
      isMinor,
    },
    live: verdictOf(live),
    candidate: verdictOf(candidate),
    kinds,
    widens:
      LEVELS.indexOf(candidate.level) > LEVELS.indexOf(live.level) ||
      (candidate.grantsHonoured && !live.grantsHonoured) ||
      kinds.some((kind) => shown(candidate, kind) > shown(live, kind)),
  };
}

function verdictOf({ version, level, basis, policies }: Terms): ShadowVerdict {
  return { version, level, basis, policies };
}
