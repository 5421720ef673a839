import { withGrouping, type Money } from "../domain/money.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Leaf } from "../domain/outcome.js";
import type { Sealed } from "../domain/sealed.js";
import { unseal } from "../domain/unseal.js";
import type { Decision, FieldCoordinate } from "./decision.js";
import { bandOf } from "./masks/amount.mask.js";
import type { SensitiveKind } from "./vocabulary.js";

type TextKind = Exclude<SensitiveKind, "AMOUNT">;

/** What became of one sensitive value on its way to a caller. */
export type Disclosure = "CLEAR" | "MASKED" | "DENIED" | "NULL_AT_SOURCE";

/**
 * A sensitive value on its way to a caller: opened under a decision, masked, withheld, or not there. The graph's sensitive
 * scalars print nothing else, and there is no way to make one but these. It knows the decision that it was shown under, so
 * that the record of the look says of every value whose it was and what became of it.
 */
export class Disclosed {
  readonly #printed: string | number | null;

  private constructor(
    printed: string | number | null,
    readonly outcome: Disclosure,
    readonly kind: SensitiveKind,
    /** Null for what is nobody's secret. */
    readonly decision: Decision | null,
    /** The grant that opened it; null where none was needed. */
    readonly grantId: string | null = null,
  ) {
    this.#printed = printed;
  }

  /** Opens, masks or withholds one value, as the decision says. A fault of the source stays what it is. */
  static under<T extends string | number>(
    decision: Decision,
    kind: TextKind,
    value: Leaf<Sealed<T>>,
    field?: FieldCoordinate,
  ): Disclosed | SourceFault {
    const rendering = decision.rendering(kind, field);
    // Before anything else: whether a denied value is there, or its source is down, is not told either.
    if (rendering === "DENIED") return Disclosed.denied(decision, kind);
    if (value instanceof SourceFault) return value;
    if (value === null) return new Disclosed(null, "NULL_AT_SOURCE", kind, decision);
    const open = unseal(value);
    if (rendering === "CLEAR") return new Disclosed(open, "CLEAR", kind, decision, decision.grantBehind(kind, field));
    // A masked number would not be a number any more.
    return new Disclosed(typeof open === "number" ? null : decision.masks.text(kind, open), "MASKED", kind, decision);
  }

  /** The masked form whatever the decision clears, for fields that only ever show a mask; nothing where even that is denied. */
  static alwaysMasked(decision: Decision, kind: TextKind, value: Leaf<Sealed<string>>): Disclosed | SourceFault {
    if (decision.rendering(kind) === "DENIED") return Disclosed.denied(decision, kind);
    if (value instanceof SourceFault) return value;
    if (value === null) return new Disclosed(null, "NULL_AT_SOURCE", kind, decision);
    return new Disclosed(decision.masks.text(kind, unseal(value)), "MASKED", kind, decision);
  }

  static denied(decision: Decision, kind: SensitiveKind): Disclosed {
    return new Disclosed(null, "DENIED", kind, decision);
  }

  /** An amount that is not shown, in no currency (ISO 4217 has a code for that): it says nothing, not even whether there is one. */
  static noAmount(decision: Decision): DisclosedAmount {
    const denied = Disclosed.denied(decision, "AMOUNT");
    return { currency: "XXX", amount: denied, band: denied, display: denied };
  }

  /** An amount under a decision: exact, or only its band, or nothing. */
  static amount(decision: Decision, sealed: Sealed<Money>, field?: FieldCoordinate): DisclosedAmount {
    const rendering = decision.rendering("AMOUNT", field);
    if (rendering === "DENIED") return Disclosed.noAmount(decision);
    const { amount, currency } = unseal(sealed);
    const grantId = decision.grantBehind("AMOUNT", field);
    const shown = (text: string | null) => new Disclosed(text, rendering, "AMOUNT", decision, grantId);
    if (rendering === "CLEAR") {
      return {
        currency,
        amount: shown(amount),
        band: shown(bandOf(amount).band),
        display: shown(withGrouping(amount)),
      };
    }
    const masked = decision.masks.band(amount);
    return {
      currency,
      amount: shown(null),
      band: shown(masked?.band ?? null),
      display: shown(masked?.display ?? null),
    };
  }

  /** An amount that is nobody's secret, such as a company's registered capital. */
  static published({ amount, currency }: Money): DisclosedAmount {
    const shown = (text: string) => new Disclosed(text, "CLEAR", "AMOUNT", null);
    return { currency, amount: shown(amount), band: shown(bandOf(amount).band), display: shown(withGrouping(amount)) };
  }

  /** A value of a field that is nobody's secret wherever else the graph shows it, such as a nationality. */
  static open(decision: Decision, value: Sealed<string>): Disclosed {
    return new Disclosed(unseal(value), "CLEAR", "OTHER", decision);
  }

  /** A figure about the bank's data rather than about the customer: whoever is told of the data is told how good it is. */
  static ofData(decision: Decision, figure: string | number): Disclosed {
    return new Disclosed(figure, "CLEAR", "SCORE", decision);
  }

  /** A system's own key, which stands in a sensitive field beside numbers that are. */
  static systemKey(key: string): Disclosed {
    return new Disclosed(key, "CLEAR", "OTHER", null);
  }

  /** For the scalars and the finished answer alone. */
  get printed(): string | number | null {
    return this.#printed;
  }

  toJSON(): string {
    return "[disclosed]";
  }
}

export interface DisclosedAmount {
  readonly currency: string;
  readonly amount: Disclosed;
  readonly band: Disclosed;
  readonly display: Disclosed;
}
