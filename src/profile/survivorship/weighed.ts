import type { Sealed } from "../../domain/sealed.js";
import type { Statement } from "../../domain/statement.js";

/** A statement with everything that a rule may go by. What it says stays sealed. */
export interface Weighed<S extends Statement<unknown> = Statement<unknown>> {
  readonly statement: S;
  /** What it says, in the form in which it is compared with others. */
  readonly normal: Sealed<string>;
  /** What it is about among several things of one attribute, such as the type of a document; empty where there is one. */
  readonly subject: string;
  /** The source's trust, halved where the statement failed a validation. */
  readonly trust: number;
  /** How much of the trust its age has left, 0 to 1. */
  readonly recency: number;
  /** How many sources say the same, and how much they are trusted together by now. */
  readonly sources: number;
  readonly support: number;
}
