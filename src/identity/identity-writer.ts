import { sql, type Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import { toIsoText, type Clock } from "../domain/instant.js";
import type { RecordKey } from "../domain/membership.js";
import { Fingerprint } from "./features/fingerprint.js";
import type { Feature } from "./features/features.js";
import { EventLog } from "./log/event-log.js";
import { StatementLog, recordName, type StatedRecord } from "./log/statement-log.js";
import type { MatchingParts } from "./matching-parts.js";
import { heldKeys, matchedKeys, readObservation, type Observation, type ReadObservation } from "./observation.js";
import { changesOf } from "../platform/store.js";
import type { PartyRecord } from "../domain/records/party.js";
import { patiently } from "./patience.js";
import { Settlement } from "./settlement.js";
import type { IdentityTables } from "./tables.js";
import { contradictionOf } from "./match/match.rule.js";

/** What came of a batch of observations. */
export interface Observed {
  /** Records of which something new was said, by number. */
  readonly changed: readonly number[];
  /** Of all records of the batch, those with something wrong about them. */
  readonly flagged: number;
}

/** Writes what sources say, and settles what follows from it. One writer at a time, over all processes on one store. */
export class IdentityWriter {
  /** Records that said nothing new when the store and the day were these: the same record, kept from before, need not be read again. */
  readonly #saidAt = new WeakMap<PartyRecord, string>();

  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
    readonly parts: MatchingParts,
  ) {}

  /** Runs work that reads, decides and writes, with nobody else between. */
  inTurn<T>(work: (store: Kysely<IdentityTables>) => Promise<T>): Promise<T> {
    const inTransaction = async (transaction: Kysely<IdentityTables>): Promise<T> => {
      // The first statement writes, so that the turn is taken before anything is read.
      await transaction
        .updateTable("turn")
        .set({ taken: sql<number>`taken + 1` })
        .where("id", "=", 1)
        .execute();
      return work(transaction);
    };
    return patiently(() => this.store.transaction().execute(inTransaction));
  }

  /** Read without a turn: what an event is about never changes. */
  eventsCustomers(event: number): Promise<readonly CustomerId[]> {
    return new EventLog(this.store, this.clock).customersOf(event);
  }

  /** States what is new of the records, and settles it. What has been said before costs one read. */
  async observe(observations: readonly Observation[]): Promise<Observed> {
    const isLookUp = observations.every(({ numbers }) => numbers === null);
    const asOf = isLookUp ? this.#version() : null;
    if (asOf !== null && observations.every(({ record }) => this.#saidAt.get(record) === asOf)) return NOTHING_NEW;
    const read = observations.map((each) => readObservation(each, this.parts.ring, this.clock.now()));
    const flagged = read.filter(({ flags }) => flags.length > 0).length;
    const log = new StatementLog(this.store, this.clock);
    const held = await log.readMany(read);
    const isNews = (each: ReadObservation): boolean => !isSaid(each, held.get(recordName(each)));
    if (!read.some(isNews)) {
      if (asOf !== null) for (const { record } of observations) this.#saidAt.set(record, asOf);
      return { changed: [], flagged };
    }
    return this.inTurn(async (store) => {
      const inTurn = new StatementLog(store, this.clock);
      const changed: number[] = [];
      for (const each of read.filter(isNews)) {
        const record = await this.#state(each, inTurn);
        if (record !== null) changed.push(record);
      }
      if (changed.length > 0) await new Settlement(store, this.clock, this.parts).settle(changed);
      return { changed, flagged };
    });
  }

  /** By which it shows that the store or the day is another one; null where that cannot be told. */
  #version(): string | null {
    const version = changesOf(this.store)?.version();
    return version === undefined ? null : `${version} ${toIsoText(this.clock.now()).slice(0, 10)}`;
  }

  /** States that the source has given up a record. It stays with its customer, and matches nobody any more. */
  withdraw(key: RecordKey): Promise<void> {
    return this.inTurn(async (store) => {
      const log = new StatementLog(store, this.clock);
      const held = (await log.readMany([key])).get(recordName(key));
      if (held === undefined || held.prints === "") return;
      const gone = { origin: "CHANGE", digest: "", prints: "", keys: [], held: [], flags: [] } as const;
      const record = await log.add({ ...key, ...gone, observedAt: held.observedAt }, true, this.#keysOf(held));
      await new Settlement(store, this.clock, this.parts).settle([record]);
    });
  }

  /** Keeps that a record came which could not be read. What was known of it before goes on to count. */
  keepUnreadable(key: RecordKey, origin: Observation["origin"]): Promise<void> {
    return this.inTurn(async (store) => {
      const log = new StatementLog(store, this.clock);
      const held = (await log.readMany([key])).get(recordName(key));
      const unread = { origin, digest: UNREADABLE, prints: "", keys: [], held: [], observedAt: null } as const;
      await log.add({ ...key, ...unread, flags: ["RECORD_UNREADABLE"] }, held === undefined);
    });
  }

  /** The record's number if what counts has changed; null when it was said before, or is older than what is held. */
  async #state(each: ReadObservation, log: StatementLog): Promise<number | null> {
    const { ring } = this.parts;
    const held = (await log.readMany([each])).get(recordName(each));
    if (isSaid(each, held)) return null;
    const prints = ring.printsOf(each.traits);
    const numbersDigest = each.numbersDigest ?? held?.digest.split(".")[1] ?? "";
    const numbers = each.numbers === null ? (held?.held ?? []) : heldKeys(each.numbers, ring);
    const statement = { ...each, prints, held: numbers, digest: `${each.digest}.${numbersDigest}` };
    if (held === undefined) return log.add({ ...statement, keys: matchedKeys(prints, ring) }, true);
    if (isOlder(each, held)) {
      await log.add({ ...statement, keys: [] }, false);
      const aliased = this.#withNames(held.prints, prints);
      if (aliased === held.prints) return null;
      const again = { ...held, origin: each.origin, prints: aliased, keys: matchedKeys(aliased, ring) };
      return log.add(again, true, this.#keysOf(held));
    }
    const aliased = this.#withNames(prints, held.prints);
    return log.add({ ...statement, prints: aliased, keys: matchedKeys(aliased, ring) }, true, this.#keysOf(held));
  }

  #keysOf({ prints, held }: StatedRecord): readonly string[] {
    return [...matchedKeys(prints, this.parts.ring), ...held];
  }

  /**
   * A record's former names are names by which it may be found again, in whatever order they became known; not so when
   * the number has become somebody else's.
   */
  #withNames(prints: string, others: string): string {
    const { ring } = this.parts;
    const [mine, theirs] = [ring.read(prints), ring.read(others)];
    return prints
      .split("\n")
      .map((line) => {
        const id = line.slice(0, line.indexOf(":"));
        const [print, other] = [mine.get(id), theirs.get(id)];
        if (print === undefined || other === undefined || contradictionOf(print, other) !== null) return line;
        const added = NAMES.flatMap((feature) =>
          other
            .all(feature)
            .flatMap((token) => (print.all(feature).includes(token) ? [] : [[feature, token] as const])),
        );
        return added.length === 0 ? line : `${id}:${Fingerprint.withTokens(line.slice(id.length + 1), added)}`;
      })
      .join("\n");
  }
}

const NOTHING_NEW: Observed = { changed: [], flagged: 0 };

/** No record has this digest, so that the record is stated when it can be read again. */
const UNREADABLE = "-";

const NAMES: readonly Feature[] = ["NAME", "SIMPLIFIED_NAME", "NAME_SOUND"];

function isSaid(each: ReadObservation, held: StatedRecord | undefined): boolean {
  if (held === undefined) return false;
  const [traits, numbers] = held.digest.split(".");
  return traits === each.digest && (each.numbersDigest === null || numbers === each.numbersDigest);
}

/** A feed that goes backwards says what has been overtaken. */
function isOlder({ observedAt }: ReadObservation, held: StatedRecord): boolean {
  return observedAt !== null && held.observedAt !== null && observedAt < held.observedAt;
}
