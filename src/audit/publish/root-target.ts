import type { Seal, Signed } from "../proof/seal.js";

/** A place that signed roots are published to, out of reach of whoever can change the store. */
export interface RootTarget {
  /** Names the place in the record of what it was told. */
  readonly name: string;
  /** Throws when the place did not take it. It may be told twice, and never out of order. */
  publish(seal: Signed<Seal>): Promise<void>;
  close(): Promise<void>;
}
