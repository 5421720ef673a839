import { Draw } from "../generated/draw.js";

/** Seven digits: the largest bank the sandbox can simulate. */
export const MAX_SIZE = 10_000_000;

/**
 * A bijection of 0 … 9,999,999 onto itself, n ↦ a·n + b: it turns a customer's position into seven digits that do not
 * look like a position, and back without a search. a is odd and no multiple of five, so it has an inverse.
 */
export class Permutation {
  readonly #factor: number;
  readonly #offset: number;
  readonly #inverse: number;

  constructor(seed: number, stream: string) {
    const draw = new Draw(seed, 0, `permutation:${stream}`);
    this.#factor = draw.between(100_000, 900_000) * 10 + 3;
    this.#offset = draw.below(MAX_SIZE);
    this.#inverse = inverseOf(this.#factor);
  }

  /** Seven digits with leading zeros. */
  digits(position: number): string {
    return String((this.#factor * position + this.#offset) % MAX_SIZE).padStart(7, "0");
  }

  position(digits: string): number {
    return (((Number(digits) - this.#offset + MAX_SIZE) % MAX_SIZE) * this.#inverse) % MAX_SIZE;
  }
}

/** Extended Euclid; every product stays below 10¹⁴, exact in a double. */
function inverseOf(factor: number): number {
  let [oldRemainder, remainder] = [factor, MAX_SIZE];
  let [oldCoefficient, coefficient] = [1, 0];
  while (remainder !== 0) {
    const quotient = Math.floor(oldRemainder / remainder);
    [oldRemainder, remainder] = [remainder, oldRemainder - quotient * remainder];
    [oldCoefficient, coefficient] = [coefficient, oldCoefficient - quotient * coefficient];
  }
  return ((oldCoefficient % MAX_SIZE) + MAX_SIZE) % MAX_SIZE;
}
