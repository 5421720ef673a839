/** Who decides, and why. */
export interface Decider {
  readonly by: string;
  readonly reason: string;
}
