import type { AccessLevel, MaskReason, Rendering, SensitiveKind } from "../vocabulary.js";

/**
 * What the policies say about one question: how far the caller gets, and how each kind of value is shown to him. Equal
 * terms under one version of the policies are one object, so that what is compiled for them is compiled once.
 */
export interface Terms {
  readonly level: AccessLevel;
  /** Why the caller reaches the customer, or why he does not. */
  readonly basis: string;
  /** The reason that stands where a kind has none of its own. */
  readonly reason: MaskReason;
  readonly rendering: ReadonlyMap<SensitiveKind, Rendering>;
  /** Why a kind is not shown in clear; nothing for kinds that are. */
  readonly reasons: ReadonlyMap<SensitiveKind, MaskReason>;
  /** Kinds that a grant would open: those that are not clear and that nothing forbids to be. */
  readonly requestable: ReadonlySet<SensitiveKind>;
  /** Whether grants that the caller holds count for this question. */
  readonly grantsHonoured: boolean;
  /** The policies that made it. */
  readonly policies: readonly string[];
  /** Of the policies. */
  readonly version: string;
  /** Terms than which these must not show more, not even by looser masks. */
  readonly within?: readonly Terms[];
}

/** What the policies say about an operation. */
export interface Ruling {
  readonly allowed: boolean;
  readonly policies: readonly string[];
  readonly version: string;
}
