import { createHash } from "node:crypto";
import { amountMask, type AmountBand, type AmountMask } from "./amount.mask.js";
import type { Tightening } from "./combination.rule.js";
import { TEXT_MASKS, textMasks, type TextKind } from "./index.js";
import type { TextMask } from "./mask.js";
import { DEFAULT_MASK_SETTINGS, type MaskSettings } from "./mask-settings.js";

/**
 * The masks in force, compiled from their settings and never changed: new settings are another set, which takes the place
 * of this one as a whole.
 */
export class MaskSet {
  readonly #text: Readonly<Record<TextKind, TextMask>>;
  readonly #amount: AmountMask;
  readonly #tightened = new Map<string, MaskSet>();
  readonly settings: MaskSettings;
  /** The same for the same settings on every node; another as soon as one of them differs. */
  readonly version: string;

  constructor(settings: MaskSettings) {
    this.settings = deepFreeze(structuredClone(settings));
    this.version = createHash("sha256").update(JSON.stringify(this.settings)).digest("hex").slice(0, 16);
    this.#text = settings === DEFAULT_MASK_SETTINGS ? TEXT_MASKS : textMasks(this.settings);
    this.#amount = amountMask(this.settings.masks.AMOUNT);
    Object.freeze(this);
  }

  text(kind: TextKind, value: string): string {
    return this.#text[kind](value);
  }

  /** Null where not even the band is shown. */
  band(amount: string): AmountBand | null {
    return this.#amount(amount);
  }

  /** The set for one viewer of one customer, where a combination must be prevented. Equal tightenings are one set. */
  tightened(tightenings: readonly Pick<Tightening, "kind" | "to">[]): MaskSet {
    if (tightenings.length === 0) return this;
    const key = tightenings.map(({ kind, to }) => `${kind}:${to}`).join();
    const known = this.#tightened.get(key) ?? new MaskSet(withTightenings(this.settings, tightenings));
    this.#tightened.set(key, known);
    return known;
  }
}

export const DEFAULT_MASK_SET = new MaskSet(DEFAULT_MASK_SETTINGS);

function withTightenings(settings: MaskSettings, tightenings: readonly Pick<Tightening, "kind" | "to">[]) {
  const masks = { ...settings.masks };
  for (const { kind, to } of tightenings) {
    if (kind === "DOCUMENT_NUMBER") masks[kind] = { ...masks[kind], residentId: to };
    else masks[kind] = to;
  }
  return { ...settings, masks };
}

function deepFreeze<T extends object>(value: T): T {
  for (const each of Object.values(value)) if (typeof each === "object" && each !== null) deepFreeze(each as object);
  return Object.freeze(value);
}
