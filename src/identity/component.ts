import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import { anchorKey } from "./anchor-order.js";
import type { Fingerprint } from "./features/fingerprint.js";
import { JudgementLog, pairOf, STEWARD, type KeptJudgement } from "./log/judgement-log.js";
import { LinkLog } from "./log/link-log.js";
import { StatementLog, TOO_MANY, type StatedRecord } from "./log/statement-log.js";
import { blockingKeys } from "./match/blocking-keys.js";
import { LARGEST_BLOCK } from "./match/candidate-pairs.js";
import { PairJudge } from "./match/pair-judge.js";
import type { Doubt, StewardVerdict } from "./match/partition.js";
import type { MatchingParts } from "./matching-parts.js";
import { StoredFrequencies } from "./stored-frequencies.js";
import type { IdentityTables } from "./tables.js";

/** A record on its way to its customer. */
export interface ComponentNode extends RecordKey {
  readonly key: string;
  readonly record: number;
  readonly print: Fingerprint;
  /** Whose it is so far. */
  readonly customer: CustomerId | null;
}

/** A record of which nothing is stated any more. */
export type BlankNode = Omit<ComponentNode, "print">;

/** More records than this are nobody's: a fault in a source has tied them, and they stay as they are. */
const LARGEST_COMPONENT = 2_000;

/** All records that may have to change hands together, and what is held of them. */
export class Component {
  readonly nodes: ComponentNode[] = [];
  readonly blanks: BlankNode[] = [];
  /** Pairs of which one record is not part of this: they stay apart, and in doubt. */
  readonly doubts: Doubt<ComponentNode>[] = [];
  readonly judgements = new Map<string, KeptJudgement>();
  /** Keys that too many records share to be compared by them. */
  readonly oversized = new Set<string>();

  constructor(readonly judge: PairJudge) {}

  verdictOf(left: { readonly record: number }, right: { readonly record: number }): StewardVerdict | null {
    const held = this.judgements.get(pairOf(left.record, right.record));
    return held === undefined || held.rule !== STEWARD || held.decision === "WITHDRAWN" ? null : held.decision;
  }

  /** Pairs that a steward has put together: no key needs to join them. */
  judgedPairs(): (readonly [ComponentNode, ComponentNode])[] {
    const byNumber = new Map(this.nodes.map((node) => [node.record, node]));
    return [...this.judgements.values()].flatMap((held) => {
      const [left, right] = [byNumber.get(held.low), byNumber.get(held.high)];
      return left !== undefined && right !== undefined && held.rule === STEWARD ? [[left, right] as const] : [];
    });
  }

  /** Whether the pair has been looked at again, so that an old doubt about it may be over. */
  hasJudged({ low, high }: KeptJudgement): boolean {
    return this.nodes.some(({ record }) => record === low || record === high);
  }
}

/** Gathers what belongs together or may: from the records that have changed outwards, until no rule leads further. */
export class ComponentReader {
  readonly #statements: StatementLog;
  readonly #links: LinkLog;
  readonly #judgements: JudgementLog;
  readonly #frequencies: StoredFrequencies;
  readonly #judge: PairJudge;
  readonly #known = new Map<number, ComponentNode | BlankNode>();

  constructor(
    store: Kysely<IdentityTables>,
    clock: Clock,
    private readonly parts: MatchingParts,
  ) {
    this.#statements = new StatementLog(store, clock);
    this.#links = new LinkLog(store, clock);
    this.#judgements = new JudgementLog(store, clock);
    this.#frequencies = new StoredFrequencies(store);
    this.#judge = new PairJudge(parts.model, this.#frequencies);
  }

  async read(records: readonly number[]): Promise<Component> {
    const component = new Component(this.#judge);
    const members = new Set<number>();
    let wave = [...new Set(records)];
    const leaving: Doubt<ComponentNode>[] = [];
    while (wave.length > 0 && members.size < LARGEST_COMPONENT) {
      for (const record of wave) members.add(record);
      const next = await this.#oneWave(wave, component, leaving);
      wave = [...next].filter((record) => !members.has(record));
    }
    component.doubts.push(
      ...leaving.filter(({ left, right }) => !members.has(left.record) || !members.has(right.record)),
    );
    component.nodes.sort((left, right) => (left.key < right.key ? -1 : 1));
    return component;
  }

  async #oneWave(wave: readonly number[], component: Component, leaving: Doubt<ComponentNode>[]): Promise<Set<number>> {
    const nodes = await this.#load(wave);
    for (const node of nodes) {
      if (isMatched(node)) component.nodes.push(node);
      else component.blanks.push(node);
    }
    for (const [pair, held] of await this.#judgements.readOf(wave)) component.judgements.set(pair, held);
    const next = await this.#companions(nodes);
    for (const held of component.judgements.values()) {
      if (held.rule === STEWARD && held.decision === "POSITIVE") next.add(held.low).add(held.high);
    }
    const matched = nodes.filter(isMatched);
    const found = await this.#candidates(matched, component);
    await this.#frequencies.load([...this.#known.values()].filter(isMatched).map(({ print }) => print));
    for (const [node, others] of found) {
      for (const other of others) {
        const { decision } = this.#judge.judge(node.print, other.print);
        if (decision?.decision === "POSITIVE") next.add(other.record);
        else if (decision !== null && component.verdictOf(node, other) === null) {
          leaving.push({ left: node, right: other, why: decision });
        }
      }
    }
    return next;
  }

  /** Whoever is with them so far has to be looked at with them: they may have to part. */
  async #companions(nodes: readonly (ComponentNode | BlankNode)[]): Promise<Set<number>> {
    const customers = [...new Set(nodes.flatMap(({ customer }) => customer ?? []))];
    if (customers.length === 0) return new Set();
    const links = [...(await this.#links.current(customers)).values()].flat();
    const records = await this.#statements.readMany(links);
    return new Set([...records.values()].map(({ record }) => record));
  }

  async #candidates(
    nodes: readonly ComponentNode[],
    component: Component,
  ): Promise<Map<ComponentNode, readonly ComponentNode[]>> {
    const keysOf = new Map(nodes.map((node) => [node, blockingKeys(node.print)]));
    const prefix = `${this.parts.ring.comparing.id}:`;
    const all = [...new Set([...keysOf.values()].flat())];
    const blocks = await this.#statements.recordsUnder(
      all.map((key) => prefix + key),
      LARGEST_BLOCK,
    );
    for (const key of all) if (blocks.get(prefix + key) === TOO_MANY) component.oversized.add(key);
    await this.#load([...new Set([...blocks.values()].flat())]);
    return new Map(
      [...keysOf].map(([node, keys]) => {
        const records = new Set(keys.flatMap((key) => blocks.get(prefix + key) ?? []));
        records.delete(node.record);
        return [node, [...records].flatMap((record) => this.#known.get(record) ?? []).filter(isMatched)];
      }),
    );
  }

  async #load(records: readonly number[]): Promise<(ComponentNode | BlankNode)[]> {
    const missing = records.filter((record) => !this.#known.has(record));
    for (const stated of await this.#statements.readByNumber(missing)) {
      this.#known.set(stated.record, await this.#toNode(stated));
    }
    return records.flatMap((record) => this.#known.get(record) ?? []);
  }

  async #toNode(stated: StatedRecord): Promise<ComponentNode | BlankNode> {
    const { source, recordId, record, prints } = stated;
    const print = this.parts.ring.comparable(prints);
    const customer = await this.#links.customerOf(stated);
    const blank = { source, recordId, record, key: anchorKey(stated), customer };
    return print === null ? blank : { ...blank, print };
  }
}

function isMatched(node: ComponentNode | BlankNode): node is ComponentNode {
  return "print" in node;
}
