import { decideTightenings, type Tightening } from "./masks/combination.rule.js";
import { MASK_STYLES } from "./masks/mask-style.js";
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
    const tightenings = this.#tightenings(terms, opened);
    // Terms that must not show more than others are masked as those are: else the two looks together would rebuild a value.
    for (const bound of terms.within ?? []) tightenings.push(...this.#tightenings(bound, opened));
    if (tightenings.length === 0) return { terms, masks: this.#masks };
    const rendering = new Map(terms.rendering);
    for (const { kind } of tightenings) if (rendering.get(kind) === "CLEAR") rendering.set(kind, "MASKED");
    return { terms: { ...terms, rendering }, masks: this.#masks.tightened(strictest(tightenings)) };
  }

  #tightenings(terms: Terms, opened: ReadonlySet<SensitiveKind>): Tightening[] {
    if (KNOWS_THE_NUMBER.has(terms.basis)) return [];
    const rendering = (kind: SensitiveKind): Rendering =>
      opened.has(kind) ? "CLEAR" : (terms.rendering.get(kind) ?? "DENIED");
    return [...decideTightenings({ rendering, settings: this.#masks.settings, genderShown: false, opened })];
  }
}

/** One a kind, in an order that does not depend on where it came from. */
function strictest(tightenings: readonly Tightening[]): readonly Tightening[] {
  const byKind = new Map<SensitiveKind, Tightening>();
  for (const each of tightenings) {
    const known = byKind.get(each.kind);
    if (known === undefined || MASK_STYLES.indexOf(each.to) > MASK_STYLES.indexOf(known.to))
      byKind.set(each.kind, each);
  }
  return [...byKind.values()].toSorted((left, right) => left.kind.localeCompare(right.kind));
}
