import type { GraphQLFormattedError } from "graphql";
import type { Decision } from "../../access/decision.js";
import { Disclosed } from "../../access/disclosed.js";
import type { MaskReason, SensitiveKind } from "../../access/vocabulary.js";
import type { Blank } from "../blank.js";
import type { AnswerPlan, PlannedLeaf, PlannedLevel } from "./answer-plan.js";
import { EmptyPlaces, textOf, type Emptiness, type FieldOutcome, type Place } from "./empty-places.js";

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
  plan: AnswerPlan,
  errors: readonly GraphQLFormattedError[] = [],
  blanks: readonly Blank[] = [],
): AnswerTrail {
  const walk = new Walk(plan, new EmptyPlaces(errors, blanks));
  walk.level(data as Bag, plan.root, null, null);
  return walk.trail();
}

type Bag = Record<string, unknown>;

/** Lists of what was seen under a plan: few, and the next answers of the same operation come to the very same ones. */
const seenBefore = new WeakMap<AnswerPlan, Map<string, readonly FieldSeen[]>>();
const MOST_SEEN = 500;

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

  constructor(
    private readonly plan: AnswerPlan,
    private readonly empty: EmptyPlaces,
  ) {}

  /**
   * Returns the decision that the object's values were shown under, for what is missing beside them. What is missing where
   * no value tells whose it is, is missing of whoever stands above; but not across the border of another customer.
   */
  level(
    object: Bag,
    { leaves, branches }: PlannedLevel,
    place: Place | null,
    inherited: Decision | null,
  ): Decision | null {
    const owner: Owner = { decision: null };
    const said = this.empty.ownWord(place);
    const above = said?.decision ?? inherited;
    const nulls: [readonly PlannedLeaf[], string][] = [];
    for (const [key, planned] of leaves) {
      const value = object[key];
      if (value === undefined && said?.isReplaced === true) this.#note(above, planned, said.outcome);
      if (value === undefined) continue;
      if (value === null) nulls.push([planned, key]);
      else object[key] = this.#leaf(value, planned, { key, above: place }, owner);
    }
    const gone: [PlannedLevel, string][] = [];
    for (const [key, below] of branches) {
      const value = object[key];
      if (value === undefined && said?.isReplaced === true) this.#noteAll(above, below, said.outcome);
      if (value === undefined) continue;
      if (value === null) gone.push([below, key]);
      else {
        const within = this.#branch(value, below, { key, above: place }, owner.decision ?? above);
        if (!below.isCustomer) owner.decision ??= within;
      }
    }
    const whose = owner.decision ?? above;
    for (const [planned, key] of nulls) {
      const { decision, outcome } = this.#emptinessOf({ key, above: place });
      this.#note(decision ?? whose, planned, outcome);
    }
    for (const [below, key] of gone) {
      const { decision, outcome } = this.#emptinessOf({ key, above: place });
      this.#noteAll(decision ?? whose, below, outcome);
    }
    return owner.decision;
  }

  trail(): AnswerTrail {
    const seen = new Map<Decision | null, readonly FieldSeen[]>();
    // Of most customers of a page the same was seen: one list tells of them all, here and in the record.
    let before = seenBefore.get(this.plan);
    if (before === undefined) seenBefore.set(this.plan, (before = new Map<string, readonly FieldSeen[]>()));
    if (before.size > MOST_SEEN) before.clear();
    for (const [decision, bits] of this.#bits) {
      const key = String.fromCharCode(...bits);
      let fields = before.get(key);
      if (fields === undefined) before.set(key, (fields = this.#fieldsOf(bits)));
      seen.set(decision, fields);
    }
    return { seen, masked: [...this.#masked.values()], grants: this.#grants };
  }

  #fieldsOf(bits: Uint8Array): readonly FieldSeen[] {
    return this.plan.leaves.flatMap((leaf): FieldSeen[] => {
      const set = bits[leaf.index] ?? 0;
      return set === 0 ? [] : [{ leaf, outcomes: OUTCOMES.filter((outcome) => (set & bitOf(outcome)) !== 0) }];
    });
  }

  #branch(value: unknown, below: PlannedLevel, place: Place, above: Decision | null): Decision | null {
    const inherited = below.isCustomer ? null : above;
    if (!Array.isArray(value)) return this.level(value as Bag, below, place, inherited);
    let decision: Decision | null = null;
    const said = value.length === 0 ? this.empty.wordOf(place) : null;
    if (said !== null) this.#noteAll(said.decision ?? inherited, below, said.outcome);
    value.forEach((each: unknown, key) => {
      if (each === null) this.#noteAll(inherited, below, this.#emptinessOf({ key, above: place }).outcome);
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
    if (bits === undefined) this.#bits.set(decision, (bits = new Uint8Array(this.plan.leaves.length)));
    for (const { index } of planned) bits[index] = (bits[index] ?? 0) | bitOf(outcome);
  }

  #noteAll(decision: Decision | null, { leaves, branches, isCustomer }: PlannedLevel, outcome: FieldOutcome): void {
    const whose = isCustomer ? null : decision;
    for (const planned of leaves.values()) this.#note(whose, planned, outcome);
    for (const below of branches.values()) this.#noteAll(whose, below, outcome);
  }

  #emptinessOf(place: Place): Emptiness {
    return this.empty.wordOf(place) ?? NOTHING_SAID;
  }
}

const NOTHING_SAID: Emptiness = { decision: null, outcome: "NULL_AT_SOURCE" };
