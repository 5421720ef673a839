import type { Known, Leaf, Listing } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";

/** What a source says of one of its party records. */
export interface FeedEntry {
  readonly recordId: string;
  /** Null when the source has given up the record; the fault when it cannot be read. */
  readonly party: Leaf<PartyRecord>;
  /** Numbers of what the customer holds there. */
  readonly numbers: readonly { readonly type: "ACCOUNT_NUMBER" | "CARD_PAN"; readonly value: Sealed<string> }[];
}

export interface FeedPage {
  readonly entries: Listing<FeedEntry>;
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
  /** About how many records there are in all; null when the source does not say. */
  readonly total: number | null;
  /** Where the changes since this page begin. */
  readonly changesFrom: string;
}

export interface ChangePage {
  readonly entries: Listing<FeedEntry>;
  /** Where to go on, also when nothing has changed. */
  readonly next: string;
  /** Whether there is more already. */
  readonly more: boolean;
}

/** A source that tells all its party records, and which of them have changed. Throws SourceFault. */
export interface PartyFeed {
  readonly name: SourceName;
  fetchFeed(after: string | null, deadline: Deadline): Promise<Known<FeedPage>>;
  fetchChanges(after: string, deadline: Deadline): Promise<Known<ChangePage>>;
}

/** Records asked for at once: an answer of a few hundred kilobytes. */
export const FEED_PAGE = 500;

/** A cursor that cannot be read makes the page unusable: guessing would leave records out or ask for ever. */
export function cursorOf<T>(source: SourceName, at: string, cursor: Leaf<T>): T | null {
  if (cursor instanceof SourceFault) throw new SourceFault(source, "SOURCE_MALFORMED", { at });
  return cursor;
}
