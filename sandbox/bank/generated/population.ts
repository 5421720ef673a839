import type { Numbering } from "../numbers/numbering.js";

/** How many customers each relationship manager looks after. */
export const PORTFOLIO_SIZE = 250;

/** What every generator needs: the seed, the size, the numbers, and who serves whom. Holds no customer. */
export class Population {
  readonly managers: number;
  readonly branches: number;

  constructor(
    readonly seed: number,
    readonly size: number,
    readonly numbering: Numbering,
  ) {
    this.managers = Math.max(2, Math.ceil(size / PORTFOLIO_SIZE));
    this.branches = Math.max(2, Math.ceil(this.managers / 20));
  }

  /** Manager k serves the customers 250k to 250k + 249; the first two are RM1 and RM2. */
  managerOf(i: number): string {
    return `RM${Math.floor(i / PORTFOLIO_SIZE) + 1}`;
  }

  unitOfManager(k: number): string {
    return `B${(k % this.branches) + 1}`;
  }

  unitOf(i: number): string {
    return this.unitOfManager(Math.floor(i / PORTFOLIO_SIZE));
  }
}
