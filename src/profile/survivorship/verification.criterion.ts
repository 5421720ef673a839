import type { Verification } from "../../domain/statement.js";
import type { Criterion } from "./criterion.js";

/** How much a way of checking is worth; self-declared and unchecked are the same. */
const WEIGHT: Record<Verification, number> = {
  VERIFIED_AUTHORITY: 4,
  VERIFIED_DOCUMENT: 3,
  VERIFIED_OTP: 3,
  DERIVED: 1,
  SELF_DECLARED: 1,
  NONE: 1,
  FAILED_VALIDATION: 0,
};

const LOST: Record<Verification, string> = {
  VERIFIED_AUTHORITY: "less well verified",
  VERIFIED_DOCUMENT: "less well verified",
  VERIFIED_OTP: "less well verified",
  DERIVED: "only derived",
  SELF_DECLARED: "unverified",
  NONE: "unverified",
  FAILED_VALIDATION: "found wrong by its source",
};

export const betterVerified: Criterion = {
  compare: (left, right) => WEIGHT[right.statement.verification] - WEIGHT[left.statement.verification],
  lost: ({ statement }) => LOST[statement.verification],
};
