import { inspect } from "node:util";

const SEALED = "[sealed]";

let open: <T>(sealed: Sealed<T>) => T;

/**
 * A sensitive value that cannot print itself. JSON, template strings, the logger and the inspector all show `[sealed]`,
 * so forgetting a mask shows nothing rather than everything.
 */
export class Sealed<out T> {
  readonly #value: T;

  static {
    open = (sealed) => sealed.#value;
  }

  constructor(value: T) {
    this.#value = value;
  }

  /** Computes inside the seal: the result is as closed as what it was made from. */
  map<U>(compute: (value: T) => U): Sealed<U> {
    return new Sealed(compute(this.#value));
  }

  /** Computes over several closed values at once, for totals whose parts nobody needs to open. */
  static combine<T, U>(parts: readonly Sealed<T>[], compute: (values: readonly T[]) => U): Sealed<U> {
    return new Sealed(compute(parts.map((part) => part.#value)));
  }

  /** Asks the value one question; the answer is all that comes out. */
  answers(question: (value: T) => boolean): boolean {
    return question(this.#value);
  }

  /** Whether two closed values are the same, in the form that `normalise` gives them. */
  static same<T>(left: Sealed<T>, right: Sealed<T>, normalise: (value: T) => unknown = (value) => value): boolean {
    return normalise(left.#value) === normalise(right.#value);
  }

  toJSON(): string {
    return SEALED;
  }

  toString(): string {
    return SEALED;
  }

  [Symbol.toPrimitive](): string {
    return SEALED;
  }

  [inspect.custom](): string {
    return SEALED;
  }
}

export function seal<T>(value: T): Sealed<T> {
  return new Sealed(value);
}

/** The way in for `unseal.ts`, the one file whose importers are counted. */
export function contentsOf<T>(sealed: Sealed<T>): T {
  return open(sealed);
}
