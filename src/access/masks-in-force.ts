import { decideTightenings } from "./masks/combination.rule.js";
import { DEFAULT_MASK_SET, type MaskSet } from "./masks/mask-set.js";
import type { Terms } from "./policy/terms.js";
import type { Rendering, SensitiveKind } from "./vocabulary.js";

/** What is shown of a customer, and by which masks. */
export interface MaskedTerms {
  readonly terms: Terms;
  readonly masks: MaskSet;
}

const NONE: ReadonlySet<SensitiveKind> = new Set();

/** Whoever looks at himself, or at his ward, knows what a combination would rebuild. */
const KNOWS_THE_NUMBER: ReadonlySet<string> = new Set(["SELF", "GUARDIAN"]);

/**
 * The masks that are in force, applied to what the policies say. Where several values together would rebuild one that is
 * masked, what shows it is tightened here, before anything is shown. New settings take the place of the old as a whole.
 */
export class MasksInForce {
  #masks: MaskSet;
  #applied = new WeakMap<Terms, Map<string, MaskedTerms>>();

  constructor(masks: MaskSet = DEFAULT_MASK_SET) {
    this.#masks = masks;
  }

  get version(): string {
    return this.#masks.version;
  }

  replace(masks: MaskSet): void {
    this.#masks = masks;
    this.#applied = new WeakMap();
  }

  /** `opened` are kinds of which grants open single values. Equal terms give one object. */
  apply(terms: Terms, opened: ReadonlySet<SensitiveKind> = NONE): MaskedTerms {
    let known = this.#applied.get(terms);
    if (known === undefined) this.#applied.set(terms, (known = new Map<string, MaskedTerms>()));
    const key = [...opened].sort().join();
    let applied = known.get(key);
    if (applied === undefined) known.set(key, (applied = this.#tightened(terms, opened)));
    return applied;
  }

  #tightened(terms: Terms, opened: ReadonlySet<SensitiveKind>): MaskedTerms {
    if (KNOWS_THE_NUMBER.has(terms.basis)) return { terms, masks: this.#masks };
    const shown = (kind: SensitiveKind): Rendering =>
      opened.has(kind) ? "CLEAR" : (terms.rendering.get(kind) ?? "DENIED");
    const tightenings = decideTightenings({ rendering: shown, settings: this.#masks.settings, genderShown: false });
    if (tightenings.length === 0) return { terms, masks: this.#masks };
    const rendering = new Map(terms.rendering);
    for (const { kind } of tightenings) if (rendering.get(kind) === "CLEAR") rendering.set(kind, "MASKED");
    return { terms: { ...terms, rendering }, masks: this.#masks.tightened(tightenings) };
  }
}
