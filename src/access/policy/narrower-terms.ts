import {
  SENSITIVE_KINDS,
  type AccessLevel,
  type MaskReason,
  type Rendering,
  type SensitiveKind,
} from "../vocabulary.js";
import type { Terms } from "./terms.js";

const LEVELS: readonly AccessLevel[] = ["NONE", "EXISTENCE_ONLY", "HEADER", "STANDARD", "FULL"];
const RENDERINGS: readonly Rendering[] = ["DENIED", "MASKED", "CLEAR"];

const remembered = new WeakMap<Terms, WeakMap<Terms, Terms>>();

/**
 * What both terms show: of each kind, and of the way in, the lesser. No grant counts, because grants are given to a person
 * and this is nobody's own look. The terms that it came from go with it (`within`), so that their masks bind too. Of equal
 * terms it is one object.
 */
export function narrowerTerms(own: Terms, viewed: Terms): Terms {
  let known = remembered.get(own);
  if (known === undefined) remembered.set(own, (known = new WeakMap<Terms, Terms>()));
  let narrower = known.get(viewed);
  if (narrower === undefined) known.set(viewed, (narrower = met(own, viewed)));
  return narrower;
}

function met(own: Terms, viewed: Terms): Terms {
  const rendering = new Map<SensitiveKind, Rendering>();
  const reasons = new Map<SensitiveKind, MaskReason>();
  for (const kind of SENSITIVE_KINDS) {
    const [less, shown] = lesser(RENDERINGS, own.rendering.get(kind), viewed.rendering.get(kind), own, viewed);
    rendering.set(kind, shown);
    if (shown !== "CLEAR") reasons.set(kind, less.reasons.get(kind) ?? less.reason);
  }
  const [strict, level] = lesser(LEVELS, own.level, viewed.level, own, viewed);
  return {
    level,
    basis: strict.basis,
    reason: strict.reason,
    rendering,
    reasons,
    requestable: new Set(),
    grantsHonoured: false,
    policies: [...new Set([...own.policies, ...viewed.policies])],
    version: own.version,
    within: [own, viewed],
  };
}

/** The lesser of two, and whose it is; of equal ones the viewed role's, because its look is what is asked for. */
function lesser<T>(
  order: readonly T[],
  own: T | undefined,
  viewed: T | undefined,
  ownTerms: Terms,
  viewedTerms: Terms,
) {
  const rank = (value: T | undefined): number => Math.max(0, value === undefined ? 0 : order.indexOf(value));
  const terms = rank(own) < rank(viewed) ? ownTerms : viewedTerms;
  return [terms, order[Math.min(rank(own), rank(viewed))] as T] as const;
}
