import type { IdentifierType } from "../domain/identifier.js";
import type { Known, Listing } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";

export interface IdentifierSearch {
  readonly type: IdentifierType;
  readonly value: Sealed<string>;
}

/** A source that knows customers as parties and finds them by identifier. Identity links what these registers hold. */
export interface PartyRegister {
  readonly name: SourceName;
  /** The kind of identifier that is this register's own key. */
  readonly keyType: IdentifierType;
  /** The kinds of identifier that it can be searched by. */
  readonly searchable: ReadonlySet<IdentifierType>;
  /** One call for many identifiers; the answer has one listing for each, in order. Throws SourceFault. */
  searchParties(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>>;
}
