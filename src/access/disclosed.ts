import { withGrouping, type Money } from "../domain/money.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Leaf } from "../domain/outcome.js";
import type { Sealed } from "../domain/sealed.js";
import { unseal } from "../domain/unseal.js";
import type { Decision } from "./decision.js";
import { bandOf } from "./masks/amount.mask.js";
import { TEXT_MASKS } from "./masks/index.js";
import type { SensitiveKind } from "./vocabulary.js";

/**
 * A sensitive value on its way to a caller: opened under a decision, or masked. The graph's sensitive scalars print
 * nothing else, and there is no way to make one but these.
 */
export class Disclosed {
  readonly #printed: string | number;

  private constructor(
    printed: string | number,
    readonly isMasked: boolean,
  ) {
    this.#printed = printed;
  }

  /** Opens, masks or withholds (null) one value, as the decision says. A fault of the source stays what it is. */
  static under<T extends string | number>(
    decision: Decision,
    kind: Exclude<SensitiveKind, "AMOUNT">,
    value: Leaf<Sealed<T>>,
  ): Disclosed | null | SourceFault {
    if (value === null || value instanceof SourceFault) return value;
    const rendering = decision.rendering(kind);
    if (rendering === "DENIED") return null;
    const open = unseal(value);
    if (rendering === "CLEAR") return new Disclosed(open, false);
    // A masked number would not be a number any more.
    return typeof open === "number" ? null : new Disclosed(TEXT_MASKS[kind](open), true);
  }

  /** The masked form whatever the decision clears, for fields that only ever show a mask; null where even that is denied. */
  static alwaysMasked(
    decision: Decision,
    kind: Exclude<SensitiveKind, "AMOUNT">,
    value: Leaf<Sealed<string>>,
  ): Disclosed | null | SourceFault {
    if (value === null || value instanceof SourceFault) return value;
    if (decision.rendering(kind) === "DENIED") return null;
    return new Disclosed(TEXT_MASKS[kind](unseal(value)), true);
  }

  /** An amount under a decision: exact, or only its band, or neither. The currency is told in any case. */
  static amount(decision: Decision, sealed: Sealed<Money>): DisclosedAmount {
    const rendering = decision.rendering("AMOUNT");
    const { amount, currency } = unseal(sealed);
    if (rendering === "DENIED") return { currency, amount: null, band: null, display: null };
    const { band, display } = bandOf(amount);
    if (rendering === "CLEAR") return Disclosed.published({ amount, currency });
    return { currency, amount: null, band: new Disclosed(band, true), display: new Disclosed(display, true) };
  }

  /** An amount that is nobody's secret, such as a company's registered capital. */
  static published({ amount, currency }: Money): DisclosedAmount {
    const shown = new Disclosed(amount, false);
    const band = new Disclosed(bandOf(amount).band, false);
    return { currency, amount: shown, band, display: new Disclosed(withGrouping(amount), false) };
  }

  /** A system's own key, which stands in a sensitive field beside numbers that are. */
  static systemKey(key: string): Disclosed {
    return new Disclosed(key, false);
  }

  /** For the scalars alone. */
  get printed(): string | number {
    return this.#printed;
  }

  toJSON(): string {
    return "[disclosed]";
  }
}

export interface DisclosedAmount {
  readonly currency: string;
  readonly amount: Disclosed | null;
  readonly band: Disclosed | null;
  readonly display: Disclosed | null;
}
