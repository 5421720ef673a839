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

/** From what is hidden most to what is hidden least. */
const RENDERINGS: readonly Rendering[] = ["DENIED", "MASKED", "CLEAR"];

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

  /**
   * `opened` are kinds of which grants open single values; `ways` are the terms of all other ways that the caller could
   * choose to come to this customer by. What he could see by any of them counts as seen, so that no two of his looks
   * together rebuild what each of them masks. Equal terms give one object.
   */
  apply(terms: Terms, opened: ReadonlySet<SensitiveKind> = NONE, ways: readonly Terms[] = []): MaskedTerms {
    let known = this.#applied.get(terms);
    if (known === undefined) this.#applied.set(terms, (known = new Map<string, MaskedTerms>()));
    const key = [...[...opened].toSorted(), ...COMBINED.map((kind) => shownByAny([terms, ...ways], kind))].join();
    let applied = known.get(key);
    if (applied === undefined) known.set(key, (applied = this.#tightened(terms, opened, ways)));
    return applied;
  }

  /**
   * Whether opening more kinds would make it necessary to hide what the caller sees already. What he has seen he keeps, so
   * hiding it then would come too late.
   */
  wouldRebuild(
    terms: Terms,
    {
      opened,
      more,
      ways,
    }: { opened: ReadonlySet<SensitiveKind>; more: Iterable<SensitiveKind>; ways: readonly Terms[] },
  ): boolean {
    const before = this.#tightenings(terms, opened, ways);
    const after = this.#tightenings(terms, new Set([...opened, ...more]), ways);
    const isHidden = ({ kind, to }: Tightening) =>
      before.some((each) => each.kind === kind && MASK_STYLES.indexOf(each.to) >= MASK_STYLES.indexOf(to));
    return !after.every(isHidden);
  }

  #tightened(terms: Terms, opened: ReadonlySet<SensitiveKind>, ways: readonly Terms[]): MaskedTerms {
    const tightenings = this.#tightenings(terms, opened, ways);
    // Terms that must not show more than others are masked as those are: else the two looks together would rebuild a value.
    for (const bound of terms.within ?? []) tightenings.push(...this.#tightenings(bound, opened, ways));
    if (tightenings.length === 0) return { terms, masks: this.#masks };
    const rendering = new Map(terms.rendering);
    for (const { kind } of tightenings) if (rendering.get(kind) === "CLEAR") rendering.set(kind, "MASKED");
    return { terms: { ...terms, rendering }, masks: this.#masks.tightened(strictest(tightenings)) };
  }

  #tightenings(terms: Terms, opened: ReadonlySet<SensitiveKind>, ways: readonly Terms[]): Tightening[] {
    if (KNOWS_THE_NUMBER.has(terms.basis)) return [];
    const isNumberClear = shownByAny([terms], "DOCUMENT_NUMBER") === "CLEAR";
    const rendering = (kind: SensitiveKind): Rendering => {
      if (opened.has(kind)) return "CLEAR";
      const shown = shownByAny([terms, ...ways], kind);
      // That another way shows the number whole does not make this one's masks superfluous.
      return kind === "DOCUMENT_NUMBER" && shown === "CLEAR" && !isNumberClear ? "MASKED" : shown;
    };
    return [...decideTightenings({ rendering, settings: this.#masks.settings, genderShown: false, opened })];
  }
}

/** What adds up to a resident number. */
const COMBINED = ["DOCUMENT_NUMBER", "BIRTH_DATE", "ADDRESS"] as const;

function shownByAny(ways: readonly Terms[], kind: SensitiveKind): Rendering {
  const shown = ways.map(({ rendering }) => RENDERINGS.indexOf(rendering.get(kind) ?? "DENIED"));
  return RENDERINGS[Math.max(0, ...shown)] ?? "DENIED";
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
