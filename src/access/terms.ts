import type { AccessLevel, MaskReason, Rendering, SensitiveKind } from "./vocabulary.js";

/**
 * What the policies say of one kind of situation: who asks, in what capacity and why, and how he stands to the customer.
 * Situations are few, so equal terms are one object, and what is compiled for them is compiled once.
 */
export interface Terms {
  readonly level: AccessLevel;
  /** Why the viewer reaches the customer at all, or why he does not. */
  readonly basis: string;
  /** What becomes of each kind of value; a kind that is missing is denied. */
  readonly rendering: ReadonlyMap<SensitiveKind, Rendering>;
  /** Why a kind is not clear; a kind that is missing is hidden for want of clearance. */
  readonly reasons: ReadonlyMap<SensitiveKind, MaskReason>;
  /** Kinds of value to which access can be asked for. */
  readonly requestable: ReadonlySet<SensitiveKind>;
  /** Whether an approved grant counts for this purpose at all. */
  readonly grantsHonoured: boolean;
  /** The ids of the policies that made these terms. */
  readonly policies: readonly string[];
  /** Of the policy set that made them. */
  readonly version: string;
}
