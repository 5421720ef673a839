import type { AccessLevel, MaskReason, Rendering, SensitiveKind } from "./vocabulary.js";

interface DecisionParts {
  readonly level: AccessLevel;
  /** Why the viewer reaches the customer at all, or why he does not. */
  readonly basis: string;
  /** Kinds of value that are not masked. */
  readonly clear: readonly SensitiveKind[];
  /** Kinds of value of which not even a mask is shown. */
  readonly denied: readonly SensitiveKind[];
  readonly reason: MaskReason;
  readonly policies: readonly string[];
}

/**
 * What one caller may see of one customer for one purpose. Made only by the rules of this room; everything that shows a
 * value asks for one. Equal decisions are one object, so that what is compiled for a decision is compiled once.
 */
export class Decision {
  readonly #clear: ReadonlySet<SensitiveKind>;
  readonly #denied: ReadonlySet<SensitiveKind>;
  readonly level: AccessLevel;
  readonly basis: string;
  readonly reason: MaskReason;
  readonly policies: readonly string[];

  constructor(parts: DecisionParts) {
    this.level = parts.level;
    this.basis = parts.basis;
    this.reason = parts.reason;
    this.policies = parts.policies;
    this.#clear = new Set(parts.clear);
    this.#denied = new Set(parts.denied);
  }

  rendering(kind: SensitiveKind): Rendering {
    if (this.level === "NONE" || this.level === "EXISTENCE_ONLY" || this.#denied.has(kind)) return "DENIED";
    return this.#clear.has(kind) ? "CLEAR" : "MASKED";
  }

  /** Whether the viewer learns anything of the customer's sections: holdings, reports, records. */
  get reachesSections(): boolean {
    return this.level === "STANDARD" || this.level === "FULL";
  }

  get reachesHeader(): boolean {
    return this.level === "HEADER" || this.reachesSections;
  }
}
