import type { Rendering, SensitiveKind } from "../vocabulary.js";
import { residentVisible } from "./document-number.mask.js";
import { MASK_STYLES, type MaskStyle } from "./mask-style.js";
import type { MaskSettings } from "./mask-settings.js";
import { residentIdCandidates, type Shown } from "./resident-id-candidates.js";

/** What one viewer is about to be shown of one customer. */
export interface ShownTerms {
  readonly rendering: (kind: SensitiveKind) => Rendering;
  readonly settings: MaskSettings;
  /** Whether the graph tells the customer's gender, which is in his number too. */
  readonly genderShown: boolean;
  /** Kinds that a grant has opened: no mask hides those, so others must give way. */
  readonly opened?: ReadonlySet<SensitiveKind>;
}

/** That a kind must be masked (where it was to be clear) in this style, and why. No value is in the reason. */
export interface Tightening {
  readonly kind: "DOCUMENT_NUMBER" | "BIRTH_DATE" | "ADDRESS";
  readonly to: MaskStyle;
  readonly because: string;
}

/**
 * Finds values that together would rebuild a resident identity number of which only a part may be seen, and says what must
 * be shown less so that enough numbers remain. Empty where nothing must, and where the number itself is clear. A customer
 * who looks at himself needs no such rule: he knows his number.
 */
export function decideTightenings(terms: ShownTerms): readonly Tightening[] {
  if (terms.rendering("DOCUMENT_NUMBER") === "CLEAR") return [];
  const { minimumCandidates } = terms.settings.combinations;
  const now = candidatesOf(terms, {});
  if (now >= minimumCandidates) return [];
  const enough = CHOICES.find((choice) => isTighter(terms, choice) && candidatesOf(terms, choice) >= minimumCandidates);
  const chosen = enough ?? HIDE_ALL;
  const because = `document number, birth date and address together leave about ${now} resident numbers, fewer than ${minimumCandidates}`;
  return KINDS.flatMap((kind) => {
    const to = chosen[kind];
    return to === undefined ? [] : [{ kind, to, because }];
  });
}

const KINDS = ["DOCUMENT_NUMBER", "BIRTH_DATE", "ADDRESS"] as const;
type Choice = { readonly [Kind in Tightening["kind"]]?: MaskStyle };

const HIDE_ALL: Choice = { DOCUMENT_NUMBER: "HIDDEN", BIRTH_DATE: "HIDDEN", ADDRESS: "HIDDEN" };

/**
 * Everything that can be asked for, what costs a viewer least first: the readable part of the number is worth least to him;
 * a birth date or an address that he sees was cleared for a reason.
 */
const CHOICES: readonly Choice[] = stylesFrom("STRICT").flatMap((address) =>
  stylesFrom("PARTIAL").flatMap((birthDate) =>
    stylesFrom("STRICT").map((number) => ({
      ...(number && { DOCUMENT_NUMBER: number }),
      ...(birthDate && { BIRTH_DATE: birthDate }),
      ...(address && { ADDRESS: address }),
    })),
  ),
);

/** Nothing, or one of the styles from this one on. */
function stylesFrom(loosest: MaskStyle): readonly (MaskStyle | undefined)[] {
  return [undefined, ...MASK_STYLES.slice(MASK_STYLES.indexOf(loosest))];
}

function candidatesOf(terms: ShownTerms, choice: Choice): number {
  const number =
    terms.rendering("DOCUMENT_NUMBER") === "DENIED"
      ? NOTHING
      : residentVisible(choice.DOCUMENT_NUMBER ?? terms.settings.masks.DOCUMENT_NUMBER.residentId);
  return residentIdCandidates({
    number,
    birthDate: choice.BIRTH_DATE ?? shownOf(terms, "BIRTH_DATE"),
    address: choice.ADDRESS ?? shownOf(terms, "ADDRESS"),
    gender: terms.genderShown,
  });
}

const NOTHING = { first: 0, last: 0 };

/** Every part of a choice must show less than what is shown now; otherwise it would loosen what a bank has set. */
function isTighter(terms: ShownTerms, choice: Choice): boolean {
  return KINDS.every((kind) => {
    const to = choice[kind];
    if (to === undefined) return true;
    if (terms.opened?.has(kind) === true) return false;
    if (kind !== "DOCUMENT_NUMBER") return ORDER.indexOf(to) > ORDER.indexOf(shownOf(terms, kind));
    if (terms.rendering(kind) === "DENIED") return false;
    const [before, after] = [residentVisible(terms.settings.masks[kind].residentId), residentVisible(to)];
    return (
      after.first <= before.first && after.last <= before.last && after.first + after.last < before.first + before.last
    );
  });
}

const ORDER: readonly Shown[] = ["CLEAR", ...MASK_STYLES];

function shownOf({ rendering, settings }: ShownTerms, kind: "BIRTH_DATE" | "ADDRESS"): Shown {
  const how = rendering(kind);
  if (how === "CLEAR") return "CLEAR";
  return how === "DENIED" ? "HIDDEN" : settings.masks[kind];
}
