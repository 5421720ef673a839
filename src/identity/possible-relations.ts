import type { Kysely } from "kysely";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import type { Fingerprint } from "./features/fingerprint.js";
import { LinkLog } from "./log/link-log.js";
import { recordName, StatementLog, type StatedRecord } from "./log/statement-log.js";
import { IDENTIFIERS, identifierKey, type IdentifyingFeature } from "./match/blocking-keys.js";
import { bothHave, compareBirthDates, compareHanNames, compareWords } from "./match/compare.js";
import type { MatchingParts } from "./matching-parts.js";
import type { IdentityTables } from "./tables.js";

/** Another customer who has a number of this one's, and is somebody else. */
export interface PossibleRelation {
  readonly customerId: CustomerId;
  /** The kinds of number that both have. */
  readonly matchedOn: readonly IdentifyingFeature[];
  /** The kinds of value that tell them apart. */
  readonly against: readonly ComparedValue[];
}

export type ComparedValue = IdentifyingFeature | "KIND" | "LEGAL_NAME" | "BIRTH_DATE";

/**
 * More records than this under one number relate nobody: a branch's own telephone, entered for want of another. The
 * number counts for nobody then, rather than for the first of them: who is hidden takes no place from who is not.
 */
const MOST_UNDER_A_NUMBER = 20;

/** Who may belong to a customer without being him: family on one mobile, a company on its owner's. */
export class PossibleRelations {
  readonly #statements: StatementLog;
  readonly #links: LinkLog;

  constructor(
    store: Kysely<IdentityTables>,
    clock: Clock,
    private readonly parts: Pick<MatchingParts, "ring">,
  ) {
    this.#statements = new StatementLog(store, clock);
    this.#links = new LinkLog(store, clock);
  }

  /** Without those in `except`: whoever waits for a judgement may be the customer himself. */
  async of(customerId: CustomerId, except: ReadonlySet<CustomerId>): Promise<readonly PossibleRelation[]> {
    const own = (await this.#links.current([customerId])).get(customerId) ?? [];
    const mine = this.#printsOf([...(await this.#statements.readMany(own)).values()]);
    const theirs = await this.#sharing(mine);
    const owners = await this.#links.customersOf(theirs);
    const byCustomer = Map.groupBy(theirs, (record) => owners.get(recordName(record)) ?? customerId);
    return [...byCustomer].flatMap(([other, records]) => {
      if (other === customerId || except.has(other)) return [];
      const prints = this.#printsOf(records);
      const matchedOn = IDENTIFIERS.filter((feature) =>
        anyPair(mine, prints, (one, two) => isShared(one, two, feature)),
      );
      return matchedOn.length === 0 ? [] : [{ customerId: other, matchedOn, against: differences(mine, prints) }];
    });
  }

  async #sharing(mine: readonly Fingerprint[]): Promise<readonly StatedRecord[]> {
    const prefix = `${this.parts.ring.comparing.id}:`;
    const keys = mine.flatMap((print) =>
      IDENTIFIERS.flatMap((feature) => print.all(feature).map((token) => prefix + identifierKey(feature, token))),
    );
    const found = await this.#statements.recordsUnder([...new Set(keys)], MOST_UNDER_A_NUMBER);
    return this.#statements.readByNumber([...new Set([...found.values()].flat())]);
  }

  #printsOf(records: readonly StatedRecord[]): readonly Fingerprint[] {
    return records.flatMap(({ prints }) => this.parts.ring.comparable(prints) ?? []);
  }
}

function anyPair(
  mine: readonly Fingerprint[],
  theirs: readonly Fingerprint[],
  holds: (one: Fingerprint, other: Fingerprint) => boolean,
): boolean {
  return mine.some((one) => theirs.some((other) => holds(one, other)));
}

function isShared(one: Fingerprint, other: Fingerprint, feature: IdentifyingFeature): boolean {
  return one.shared(other, feature) !== null;
}

/** A kind tells them apart where both sides have it, and no record of the one agrees with any of the other. */
function differences(mine: readonly Fingerprint[], theirs: readonly Fingerprint[]): readonly ComparedValue[] {
  // A person's name says nothing beside a company's.
  if (!anyPair(mine, theirs, (one, other) => one.kind === other.kind)) return ["KIND"];
  return COMPARED.flatMap(([kind, agree]) => {
    const verdicts = new Set(mine.flatMap((one) => theirs.map((other) => agree(one, other))));
    return verdicts.has(false) && !verdicts.has(true) ? [kind] : [];
  });
}

function sameNumber(one: Fingerprint, other: Fingerprint, feature: IdentifyingFeature): boolean | null {
  return bothHave(one, other, feature) ? isShared(one, other, feature) : null;
}

function sameName(one: Fingerprint, other: Fingerprint): boolean | null {
  const words = bothHave(one, other, "SURNAME") ? compareWords(one, other) : [];
  if (words.length > 0) return words.every(({ level }) => level !== "DIFFERENT");
  return isAgreement(compareHanNames(one, other)?.level);
}

function isAgreement(level: string | undefined): boolean | null {
  return level === undefined ? null : level !== "DIFFERENT";
}

const COMPARED: readonly (readonly [ComparedValue, (one: Fingerprint, other: Fingerprint) => boolean | null])[] = [
  ["RESIDENT_ID", (one, other) => sameNumber(one, other, "RESIDENT_ID")],
  ["USCC", (one, other) => sameNumber(one, other, "USCC")],
  ["LEGAL_NAME", sameName],
  ["BIRTH_DATE", (one, other) => isAgreement(compareBirthDates(one, other)?.level)],
];
