import type { GraphQLFormattedError } from "graphql";
import type { Decision } from "../../access/decision.js";
import { Disclosed, type Disclosure } from "../../access/disclosed.js";
import type { MaskReason, SensitiveKind } from "../../access/vocabulary.js";
import type { AnswerPlan, PlannedLeaf, PlannedLevel } from "./answer-plan.js";

/** What became of a field for the caller: what its decision made of it, or that no source could say. */
export type FieldOutcome = Disclosure | "UNAVAILABLE";

export interface FieldSeen {
  readonly leaf: PlannedLeaf;
  readonly outcomes: readonly FieldOutcome[];
}

/** Values that were not shown in clear, at their places in the answer. */
export interface MaskedPlaces {
  readonly kind: SensitiveKind;
  readonly outcome: "MASKED" | "DENIED";
  readonly reason: MaskReason;
  readonly paths: readonly string[];
}

export interface AnswerTrail {
  /** What was seen of each customer; under null, what belongs to no single one. */
  readonly seen: ReadonlyMap<Decision | null, readonly FieldSeen[]>;
  readonly masked: readonly MaskedPlaces[];
  /** Grants that opened something in this answer. */
  readonly grants: ReadonlySet<string>;
}

const OUTCOMES: readonly FieldOutcome[] = ["CLEAR", "MASKED", "DENIED", "NULL_AT_SOURCE", "UNAVAILABLE"];
const BIT = new Map(OUTCOMES.map((outcome, index) => [outcome, 1 << index]));
const bitOf = (outcome: FieldOutcome): number => BIT.get(outcome) ?? 0;

/**
 * Finishes an answer: every disclosed value is printed in its place, and what became of it is noted under the decision
 * that it was shown by. Only the places that the plan names are visited; a disclosed value anywhere else stays unprinted.
 */
export function finishAnswer(
  data: object,
  { root, leaves }: AnswerPlan,
  errors: readonly GraphQLFormattedError[] = [],
): AnswerTrail {
  const walk = new Walk(leaves, errors);
  walk.level(data as Bag, root, null, null);
  return walk.trail();
}

type Bag = Record<string, unknown>;

/** A place in the answer; its text is only made for what is masked there, and where errors are looked for. */
interface Place {
  readonly key: string | number;
  readonly above: Place | null;
}

/** The decision that an object was shown under, once one of its values has told. */
interface Owner {
  decision: Decision | null;
}

class Walk {
  readonly #bits = new Map<Decision | null, Uint8Array>();
  readonly #masked = new Map<
    string,
    { kind: SensitiveKind; outcome: "MASKED" | "DENIED"; reason: MaskReason; paths: string[] }
  >();
  readonly #grants = new Set<string>();
  readonly #errors: ReadonlyMap<string, FieldOutcome>;

  constructor(
    private readonly leaves: readonly PlannedLeaf[],
    errors: readonly GraphQLFormattedError[],
  ) {
    this.#errors = outcomesByPlace(errors);
  }

  /**
   * Returns the decision that the object's values were shown under, for what is missing beside them. What is missing where
   * no value tells whose it is, is missing of whoever stands above; but not across the border of another customer.
   */
  level(object: Bag, { leaves, branches }: PlannedLevel, place: Place | null, above: Decision | null): Decision | null {
    const owner: Owner = { decision: null };
    const nulls: [readonly PlannedLeaf[], string][] = [];
    for (const [key, planned] of leaves) {
      const value = object[key];
      if (value === undefined) continue;
      if (value === null) nulls.push([planned, key]);
      else object[key] = this.#leaf(value, planned, { key, above: place }, owner);
    }
    const gone: [PlannedLevel, string][] = [];
    for (const [key, below] of branches) {
      const value = object[key];
      if (value === undefined) continue;
      if (value === null) gone.push([below, key]);
      else {
        const within = this.#branch(value, below, { key, above: place }, owner.decision ?? above);
        if (!below.isCustomer) owner.decision ??= within;
      }
    }
    const whose = owner.decision ?? above;
    for (const [planned, key] of nulls) this.#note(whose, planned, this.#outcomeAt({ key, above: place }));
    for (const [below, key] of gone) this.#noteAll(whose, below, this.#outcomeAt({ key, above: place }));
    return owner.decision;
  }

  trail(): AnswerTrail {
    const seen = new Map<Decision | null, readonly FieldSeen[]>();
    for (const [decision, bits] of this.#bits) {
      const fields = this.leaves.flatMap((leaf): FieldSeen[] => {
        const set = bits[leaf.index] ?? 0;
        return set === 0 ? [] : [{ leaf, outcomes: OUTCOMES.filter((outcome) => (set & bitOf(outcome)) !== 0) }];
      });
      seen.set(decision, fields);
    }
    return { seen, masked: [...this.#masked.values()], grants: this.#grants };
  }

  #branch(value: unknown, below: PlannedLevel, place: Place, above: Decision | null): Decision | null {
    const inherited = below.isCustomer ? null : above;
    if (!Array.isArray(value)) return this.level(value as Bag, below, place, inherited);
    let decision: Decision | null = null;
    value.forEach((each: unknown, key) => {
      if (each === null) this.#noteAll(inherited, below, this.#outcomeAt({ key, above: place }));
      else decision = this.#branch(each, below, { key, above: place }, inherited) ?? decision;
    });
    // The values of a list are one customer's only when it has but one entry, or is one customer's list: the last one tells.
    return decision;
  }

  #leaf(value: unknown, planned: readonly PlannedLeaf[], place: Place, owner: Owner): unknown {
    if (Array.isArray(value)) return value.map((each, key) => this.#leaf(each, planned, { key, above: place }, owner));
    if (!(value instanceof Disclosed)) return value;
    const { decision, outcome, kind, printed, grantId } = value;
    owner.decision ??= decision;
    if (grantId !== null) this.#grants.add(grantId);
    this.#note(decision, planned, outcome);
    if (decision !== null && (outcome === "MASKED" || outcome === "DENIED")) this.#mask(decision, kind, outcome, place);
    return printed;
  }

  #mask(decision: Decision, kind: SensitiveKind, outcome: "MASKED" | "DENIED", place: Place): void {
    const reason = decision.reason(kind);
    const group = `${kind} ${outcome} ${reason}`;
    let places = this.#masked.get(group);
    if (places === undefined) this.#masked.set(group, (places = { kind, outcome, reason, paths: [] }));
    places.paths.push(textOf(place));
  }

  #note(decision: Decision | null, planned: readonly PlannedLeaf[], outcome: FieldOutcome): void {
    let bits = this.#bits.get(decision);
    if (bits === undefined) this.#bits.set(decision, (bits = new Uint8Array(this.leaves.length)));
    for (const { index } of planned) bits[index] = (bits[index] ?? 0) | bitOf(outcome);
  }

  #noteAll(decision: Decision | null, { leaves, branches, isCustomer }: PlannedLevel, outcome: FieldOutcome): void {
    const whose = isCustomer ? null : decision;
    for (const planned of leaves.values()) this.#note(whose, planned, outcome);
    for (const below of branches.values()) this.#noteAll(whose, below, outcome);
  }

  #outcomeAt(place: Place): FieldOutcome {
    if (this.#errors.size === 0) return "NULL_AT_SOURCE";
    return this.#errors.get(textOf(place)) ?? "NULL_AT_SOURCE";
  }
}

/** An error nulls its own place, or the nearest one above that may be null: all of them are remembered. */
function outcomesByPlace(errors: readonly GraphQLFormattedError[]): ReadonlyMap<string, FieldOutcome> {
  const outcomes = new Map<string, FieldOutcome>();
  for (const { path, extensions } of errors) {
    const outcome = DENIALS.has(String(extensions?.["code"])) ? "DENIED" : "UNAVAILABLE";
    for (let length = path?.length ?? 0; length > 0; length -= 1) {
      const place = path?.slice(0, length).join(".") ?? "";
      if (!outcomes.has(place)) outcomes.set(place, outcome);
    }
  }
  return outcomes;
}

const DENIALS = new Set(["ACCESS_DENIED", "CUSTOMER_NOT_REACHABLE"]);

function textOf({ key, above }: Place): string {
  return above === null ? String(key) : `${textOf(above)}.${key}`;
}
