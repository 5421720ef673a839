import { SourceFault } from "../domain/source-fault.js";
import type { Leaf } from "../domain/outcome.js";
import type { Sealed } from "../domain/sealed.js";
import { unseal } from "../domain/unseal.js";
import type { Decision } from "./decision.js";
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
    return rendering === "CLEAR" ? new Disclosed(open, false) : new Disclosed(TEXT_MASKS[kind](String(open)), true);
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

  /** What a decision about amounts lets through of a computed text: the caller of this has already chosen what it tells. */
  static amountText(decision: Decision, text: Sealed<string>, isMasked: boolean): Disclosed | null {
    const rendering = decision.rendering("AMOUNT");
    if (rendering === "DENIED" || (rendering === "MASKED" && !isMasked)) return null;
    return new Disclosed(unseal(text), isMasked);
  }

  /** For the scalars alone. */
  get printed(): string | number {
    return this.#printed;
  }

  toJSON(): string {
    return "[disclosed]";
  }
}
