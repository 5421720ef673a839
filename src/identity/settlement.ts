import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import { ComponentReader, type BlankNode, type Component, type ComponentNode } from "./component.js";
import { CustomerNames } from "./customer-names.js";
import { EventLog, type EventChanges, type EventKind } from "./log/event-log.js";
import { JudgementLog, pairOf, STEWARD, type Judgement } from "./log/judgement-log.js";
import { LinkLog, type LinkReason } from "./log/link-log.js";
import { candidatePairs } from "./match/candidate-pairs.js";
import { partitionOf, type Doubt, type Partition } from "./match/partition.js";
import type { MatchDecision } from "./match/match.rule.js";
import type { MatchingParts } from "./matching-parts.js";
import type { IdentityTables } from "./tables.js";

/** Why a settlement takes place: an event of a steward's, or null when sources have said something new. */
export interface Occasion {
  readonly kind: EventKind;
  readonly decidedBy: string;
  readonly reason: string | null;
  readonly verdicts: EventChanges["verdicts"];
}

const BY_RULE = "rule";

interface Destination {
  readonly to: CustomerId;
  readonly why: LinkReason;
}

/**
 * Puts the records that something has changed for where the rules, the score and the stewards' words say they belong.
 * Runs inside one transaction that has taken its turn.
 */
export class Settlement {
  readonly #reader: ComponentReader;
  readonly #links: LinkLog;
  readonly #events: EventLog;
  readonly #judgements: JudgementLog;
  readonly #names: CustomerNames;

  constructor(store: Kysely<IdentityTables>, clock: Clock, parts: MatchingParts) {
    this.#reader = new ComponentReader(store, clock, parts);
    this.#links = new LinkLog(store, clock);
    this.#events = new EventLog(store, clock);
    this.#judgements = new JudgementLog(store, clock);
    this.#names = new CustomerNames(this.#links, parts.secret);
  }

  /** The number of the event that this made; null when no customer changed by it. */
  async settle(records: readonly number[], occasion: Occasion | null = null): Promise<number | null> {
    const { component, partition } = await this.#partition(records);
    const event = await this.#move(component, partition, occasion);
    await this.#keepDoubts(component, partition.doubts);
    return event;
  }

  /** Looks again at what is in doubt about the records, and moves nothing. */
  async renewDoubts(records: readonly number[]): Promise<void> {
    const { component, partition } = await this.#partition(records);
    await this.#keepDoubts(component, partition.doubts);
  }

  async #partition(records: readonly number[]) {
    const component = await this.#reader.read(records);
    const { nodes, oversized, judge } = component;
    const pairs = [...candidatePairs(nodes, oversized), ...component.judgedPairs()];
    const partition = partitionOf(nodes, pairs, judge, { of: (left, right) => component.verdictOf(left, right) });
    return { component, partition };
  }

  async #move(
    component: Component,
    partition: Partition<ComponentNode>,
    occasion: Occasion | null,
  ): Promise<number | null> {
    const names = await this.#names.nameGroups(partition.groups.map(({ members }) => members));
    const goes = new Map<BlankNode, Destination>();
    for (const [index, { members, why }] of partition.groups.entries()) {
      const to = names[index];
      if (to === undefined) throw new Error("every group has a name");
      for (const node of members) goes.set(node, { to, why: toReason(why.get(node.key)) });
    }
    follow(component, goes);
    const moving = [...goes].filter(([node, { to }]) => node.customer !== to);
    const event = await this.#event([...component.nodes, ...component.blanks], moving, occasion);
    await this.#links.add(moving.map(([{ source, recordId }, { to, why }]) => ({ source, recordId, to, why, event })));
    return event;
  }

  /** Remembers what becomes of customers who were there before; a record that is new with us is no event. */
  async #event(
    nodes: readonly BlankNode[],
    moving: readonly (readonly [BlankNode, Destination])[],
    occasion: Occasion | null,
  ): Promise<number | null> {
    const moves = moving.flatMap(([{ record, customer: from }, { to }]) =>
      from === null ? [] : [{ record, from, to }],
    );
    if (moves.length === 0 && (occasion === null || occasion.verdicts.length === 0)) return null;
    const concerned = new Set(moves.flatMap(({ from, to }) => [from, to]));
    const moved = new Set(moves.map(({ record }) => record));
    const stayed = nodes.flatMap(({ record, customer }) =>
      customer !== null && !moved.has(record) && concerned.has(customer) ? [{ record, customer }] : [],
    );
    const isSplit = moves.some(({ from }) => stayed.some(({ customer }) => customer === from));
    const { kind, decidedBy, reason, verdicts } = occasion ?? {
      kind: isSplit ? "SPLIT" : "MERGE",
      decidedBy: BY_RULE,
      reason: null,
      verdicts: [],
    };
    const ofVerdicts = nodes.filter(({ record }) =>
      verdicts.some(({ low, high }) => low === record || high === record),
    );
    const about = [...concerned, ...ofVerdicts.flatMap(({ customer }) => customer ?? [])];
    return this.#events.add({ kind, decidedBy, reason, undoes: null, changes: { moves, stayed, verdicts } }, about);
  }

  /** Keeps what a steward is to look at, once, and withdraws what is no longer in doubt. */
  async #keepDoubts(component: Component, doubts: readonly Doubt<ComponentNode>[]): Promise<void> {
    const open = new Map<string, Doubt<ComponentNode>>();
    for (const doubt of [...doubts, ...component.doubts]) {
      if (doubt.why.rule !== STEWARD) open.set(pairOf(doubt.left.record, doubt.right.record), doubt);
    }
    const added: Judgement[] = [];
    for (const [pair, { left, right, why }] of open) {
      const held = component.judgements.get(pair);
      if (held !== undefined && held.decision !== "WITHDRAWN" && (held.rule === STEWARD || held.rule === why.rule))
        continue;
      added.push({ low: left.record, high: right.record, ...why, decidedBy: BY_RULE, reason: null, event: null });
    }
    for (const [pair, held] of component.judgements) {
      const isOver =
        held.decision === "UNSURE" && held.rule !== STEWARD && !open.has(pair) && component.hasJudged(held);
      if (isOver) added.push({ ...held, decision: "WITHDRAWN", decidedBy: BY_RULE, reason: null, event: null });
    }
    await this.#judgements.add(added);
  }
}

/** Records of which nothing is stated any more stay with the first of those that they have been with. */
function follow({ nodes, blanks }: Component, goes: Map<BlankNode, Destination>): void {
  for (const blank of blanks) {
    const first = nodes.find(({ customer }) => customer === blank.customer);
    const leading = first === undefined ? undefined : goes.get(first);
    if (leading !== undefined) goes.set(blank, leading);
  }
}

function toReason(why: MatchDecision | undefined): LinkReason {
  if (why === undefined) {
    return { rule: "FIRST_KNOWN", score: null, matchedOn: [], against: [], decidedBy: BY_RULE };
  }
  const { rule, score, matchedOn, against } = why;
  return { rule, score, matchedOn, against, decidedBy: rule === STEWARD ? "steward" : BY_RULE };
}
