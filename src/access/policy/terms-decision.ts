import {
  SENSITIVE_KINDS,
  type AccessLevel,
  type MaskReason,
  type Rendering,
  type SensitiveKind,
} from "../vocabulary.js";
import type { CedarAnswer, CedarQuestion } from "./cedar.js";
import type { PolicySet } from "./policy-set.js";
import type { Question } from "./question.js";
import type { Terms } from "./terms.js";

/** Each step needs the ones before it. */
const STEPS: readonly (readonly [action: string, level: AccessLevel])[] = [
  ["existence", "EXISTENCE_ONLY"],
  ["header", "HEADER"],
  ["sections", "STANDARD"],
  ["full", "FULL"],
];

/** A policy that could not be evaluated. Nothing that was asked together with it is answered. */
export class PolicyFailed extends Error {
  override readonly name = "PolicyFailed";
  constructor(readonly policies: readonly string[]) {
    super(`policies could not be evaluated: ${policies.join(", ")}`);
  }
}

/** Asks a set everything about one question. Throws PolicyFailed, and whatever the evaluator throws. */
export function decideTerms(set: PolicySet, question: Question): Terms {
  const ask = askingOnce(set, question.toCedar());
  const { level, permits, forbids } = levelOf(ask);
  if (level === "NONE") return refusedTerms(set.version, "NO_RELATION", reasonOf(set, forbids), inOrder(set, forbids));
  const basis = firstOf(set, permits, "basis") ?? "UNNAMED";
  const reason = reasonOf(set, permits, "ROLE_CLEARANCE");
  const rendering = new Map<SensitiveKind, Rendering>();
  const reasons = new Map<SensitiveKind, MaskReason>();
  const used = new Set([...permits, ...forbids]);
  const askWithGrant = askingOnce(set, question.toCedarWithGrant());
  const requestable = new Set<SensitiveKind>();
  for (const kind of SENSITIVE_KINDS) {
    const shown = shownAs(ask, kind);
    rendering.set(kind, shown.as);
    for (const id of shown.because) used.add(id);
    if (shown.as === "CLEAR") continue;
    reasons.set(kind, kindReason(set, shown, permits, reason));
    // A forbid that a grant is meant to lift says so itself; every other one stands against any grant.
    const isForbidden = isForbiddenIn(ask(`clear ${kind}`)) && isForbiddenIn(askWithGrant(`clear ${kind}`));
    if (!isForbidden) requestable.add(kind);
  }
  const grants = ask("honourGrant");
  for (const id of grants.because) used.add(id);
  return {
    level,
    basis,
    reason,
    rendering,
    reasons,
    requestable: grants.allowed ? requestable : new Set(),
    grantsHonoured: grants.allowed,
    policies: inOrder(set, [...used]),
    version: set.version,
  };
}

/** Asks about each action of one slice once. The answers throw PolicyFailed. */
function askingOnce(set: PolicySet, question: CedarQuestion) {
  const answers = new Map<string, CedarAnswer>();
  return (action: string): CedarAnswer => {
    const slice = set.slices.get(action) ?? action;
    const answer = answers.get(slice) ?? set.ask(question, action);
    if (answer.failed.length > 0) throw new PolicyFailed(answer.failed);
    answers.set(slice, answer);
    return answer;
  };
}

/** A refusal names the policies that forbid; where none does, nothing permits. */
function isForbiddenIn({ allowed, because }: CedarAnswer): boolean {
  return !allowed && because.length > 0;
}

/** Nothing is reached and nothing shown. */
export function refusedTerms(version: string, basis: string, reason: MaskReason, policies: readonly string[]): Terms {
  return {
    level: "NONE",
    basis,
    reason,
    rendering: new Map(SENSITIVE_KINDS.map((kind) => [kind, "DENIED"])),
    reasons: new Map(SENSITIVE_KINDS.map((kind) => [kind, reason])),
    requestable: new Set(),
    grantsHonoured: false,
    policies: policies.length === 0 ? [DEFAULT_DENY] : policies,
    version,
  };
}

/** Stands for the rule that needs no text: what nothing permits is denied. */
export const DEFAULT_DENY = "default-deny";

function levelOf(ask: (action: string) => CedarAnswer) {
  let level: AccessLevel = "NONE";
  let permits: readonly string[] = [];
  for (const [action, reached] of STEPS) {
    const { allowed, because } = ask(action);
    if (!allowed) return { level, permits, forbids: because };
    level = reached;
    permits = because;
  }
  return { level, permits, forbids: [] };
}

interface Shown {
  readonly as: Rendering;
  readonly because: readonly string[];
  readonly forbids: readonly string[];
}

function shownAs(ask: (action: string) => CedarAnswer, kind: SensitiveKind): Shown {
  const clear = ask(`clear ${kind}`);
  if (clear.allowed) return { as: "CLEAR", because: clear.because, forbids: [] };
  const mask = ask(`mask ${kind}`);
  const because = [...clear.because, ...mask.because];
  if (mask.allowed) return { as: "MASKED", because, forbids: clear.because };
  return { as: "DENIED", because, forbids: because };
}

/** A forbid says why before anything else; then the policy that lets the viewer in; then one that shows this mask alone. */
function kindReason(set: PolicySet, { because, forbids }: Shown, permits: readonly string[], otherwise: MaskReason) {
  const forbidden = firstOf(set, forbids, "reason");
  if (forbidden !== null) return forbidden;
  if (because.some((id) => permits.includes(id))) return otherwise;
  return firstOf(set, because, "reason") ?? otherwise;
}

function reasonOf(set: PolicySet, ids: readonly string[], otherwise: MaskReason = "NOT_IN_PORTFOLIO"): MaskReason {
  return firstOf(set, ids, "reason") ?? otherwise;
}

/** Where several policies decide alike, the one that is written first speaks for them. */
function firstOf<Name extends "basis" | "reason">(set: PolicySet, ids: readonly string[], name: Name) {
  for (const id of inOrder(set, ids)) {
    const said = set.policies.get(id)?.[name];
    if (said !== undefined && said !== null) return said;
  }
  return null;
}

function inOrder(set: PolicySet, ids: readonly string[]): readonly string[] {
  const wanted = new Set(ids);
  return [...set.policies.keys()].filter((id) => wanted.has(id));
}
