import type { CustomerId } from "../domain/customer-id.js";
import type { RecordKey } from "../domain/membership.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { SourceName } from "../domain/source.js";
import type { IdentityIndex } from "./identity-index.js";
import { matchParties } from "./match.rule.js";
import { areRivals, groupsOf, inAnchorOrder, type Reason, type RecordGroup } from "./record-groups.js";
import { stableId } from "./stable-id.js";

/** A member of a group, with the customer that its record belongs to so far. */
interface Held extends Reason {
  readonly by: CustomerId | null;
}

/** The sources that have said whether they know the customer of a record. */
export type SearchedFor = (record: PartyRecord) => readonly SourceName[];

/** Another process may link the same records at the same time; whoever comes second looks again. */
const MOST_ATTEMPTS = 20;

/** Puts found records together into customers by the deterministic rules, and remembers what it has judged. */
export class IdentityLinker {
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly index: IdentityIndex,
    private readonly secret: string,
  ) {}

  /** The customer of each record, in order. One linking at a time in a process. */
  link(records: readonly PartyRecord[], searchedFor: SearchedFor): Promise<readonly CustomerId[]> {
    const turn = this.#turn.then(() => this.#link(records, searchedFor));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The id that somebody gets who is first known by this record. */
  idFor({ source, recordId }: RecordKey): CustomerId {
    return stableId(this.secret, source, recordId);
  }

  async #link(records: readonly PartyRecord[], searchedFor: SearchedFor): Promise<readonly CustomerId[]> {
    const customers = new Map<PartyRecord, CustomerId>();
    const groups = groupsOf(records);
    for (const group of groups) {
      const customerId = await this.#join(
        group,
        groups.filter((each) => areRivals(each, group)),
      );
      const searched = new Set(group.flatMap(({ record }) => searchedFor(record)));
      await this.index.markSearched(customerId, [...searched]);
      for (const { record } of group) customers.set(record, customerId);
    }
    await this.#rememberDoubts(inAnchorOrder(records));
    return records.flatMap((record) => customers.get(record) ?? []);
  }

  async #join(group: RecordGroup, rivals: readonly RecordGroup[]): Promise<CustomerId> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const held = await this.#held(group);
      const lost = await this.#lostTo(rivals, held);
      const kept = held.find(({ by }) => by !== null && !lost.has(by))?.by;
      const customerId = kept ?? (await this.#newId(group));
      if (await this.#gather(held, lost, customerId)) return customerId;
    }
    throw new Error("the same records were being linked by others again and again");
  }

  async #held(group: RecordGroup): Promise<Held[]> {
    return Promise.all(
      group.map(async (reason) => ({ ...reason, by: await this.index.customerOf(toKey(reason.record)) })),
    );
  }

  /**
   * Customers that the group has to leave because records that contradict it are in them: what was linked before the
   * contradiction was known comes apart. The side whose record gave the id keeps it, else the one that still has it.
   */
  async #lostTo(rivals: readonly RecordGroup[], held: readonly Held[]): Promise<ReadonlySet<CustomerId>> {
    const lost = new Set<CustomerId>();
    for (const rival of rivals) {
      for (const { by } of await this.#held(rival)) {
        if (by !== null && !this.#gaveId(held, by)) lost.add(by);
      }
    }
    return lost;
  }

  #gaveId(group: RecordGroup, customerId: CustomerId): boolean {
    return group.some(({ record }) => stableId(this.secret, record.source, record.recordId) === customerId);
  }

  /** From the anchor's key; a further one where the first is somebody else's by now. */
  async #newId(group: RecordGroup): Promise<CustomerId> {
    const [anchor] = group;
    if (anchor === undefined) throw new Error("a group has at least one record");
    const { source, recordId } = anchor.record;
    for (let turn = 0; ; turn += 1) {
      const id = stableId(this.secret, source, turn === 0 ? recordId : `${recordId}\n${turn}`);
      const links = await this.index.currentLinks(id);
      if (links.every((link) => group.some(({ record }) => isSame(link, toKey(record))))) return id;
    }
  }

  /**
   * Moves the group's records to the customer, and with them all that their former customers had. True when at the end
   * they are all there: what another process has added or moved in the meantime is seen by one of the two.
   */
  async #gather(held: readonly Held[], lost: ReadonlySet<CustomerId>, customerId: CustomerId): Promise<boolean> {
    // Nothing is moved, so there is nothing to look at twice.
    if (held.every(({ by }) => by === customerId)) return true;
    for (const { record, why, by } of held) {
      if (by === customerId) continue;
      if (by !== null && !lost.has(by)) await this.#moveAll(by, customerId, held, why);
      else if (!(await this.index.moveRecord(toKey(record), by, customerId, why))) return false;
    }
    return (await this.#held(held)).every(({ by }) => by === customerId);
  }

  /** Empties a former customer. The records at hand go last: by them an interrupted move is found again. */
  async #moveAll(from: CustomerId, to: CustomerId, atHand: readonly Held[], because: Reason["why"]): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      const links = (await this.index.currentLinks(from)).map((link) => ({
        link,
        own: atHand.find(({ record }) => isSame(link, toKey(record))),
      }));
      if (links.length === 0) return;
      for (const { link, own } of links.sort((left, right) => Number(!!left.own) - Number(!!right.own))) {
        await this.index.moveRecord(link, from, to, own?.why ?? because);
      }
    }
  }

  /** Records that share a number and have other names stay apart, and the doubt is kept for a steward. */
  async #rememberDoubts(records: readonly PartyRecord[]): Promise<void> {
    for (const [index, left] of records.entries()) {
      for (const right of records.slice(index + 1)) {
        const judged = matchParties(left, right);
        if (judged?.decision !== "UNSURE") continue;
        const customerId = await this.index.customerOf(toKey(left));
        if (customerId === null || (await this.index.isDoubted(toKey(right), customerId))) continue;
        await this.index.addDoubt(toKey(right), customerId, judged);
      }
    }
  }
}

function toKey(record: PartyRecord): RecordKey {
  return { source: record.source, recordId: record.recordId };
}

function isSame(left: RecordKey, right: RecordKey): boolean {
  return left.source === right.source && left.recordId === right.recordId;
}
