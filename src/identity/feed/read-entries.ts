import { SourceFault } from "../../domain/source-fault.js";
import type { SourceName } from "../../domain/source.js";
import type { FeedEntry } from "../../sources/party-feed.js";
import type { IdentityWriter, Observed } from "../identity-writer.js";
import type { Observation } from "../observation.js";

/** Whatever takes observations: record by record, or many at once. */
export interface Observer {
  observe(observations: readonly Observation[]): Promise<Observed>;
}

export interface EntriesRead {
  readonly changed: number;
  readonly flagged: number;
  readonly unreadable: number;
  readonly removed: number;
}

/** Hands one page of a feed on to the index. Nothing of it is dropped: what cannot be read is kept as that, and counted. */
export async function readEntries(
  source: SourceName,
  entries: readonly FeedEntry[],
  origin: "LISTING" | "CHANGE",
  observer: Observer,
  writer: IdentityWriter,
): Promise<EntriesRead> {
  const observations: Observation[] = [];
  const unreadable: string[] = [];
  const removed: string[] = [];
  for (const { recordId, party, numbers } of entries) {
    if (party === null) removed.push(recordId);
    // A record that calls itself by another number than its entry is nobody's.
    else if (party instanceof SourceFault || party.recordId !== recordId) unreadable.push(recordId);
    else observations.push({ record: party, numbers, origin });
  }
  const { changed, flagged } = await observer.observe(observations);
  for (const recordId of unreadable) await writer.keepUnreadable({ source, recordId }, origin);
  for (const recordId of removed) await writer.withdraw({ source, recordId });
  return { changed: changed.length, flagged, unreadable: unreadable.length, removed: removed.length };
}
