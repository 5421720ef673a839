import type { PartyRecord } from "../../src/domain/records/party.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import type { SourceName } from "../../src/domain/source.js";
import type { FeedEntry, PartyFeed } from "../../src/sources/party-feed.js";
import { NOON } from "./parties.js";

/** A feed that a test writes page by page; a page may be a fault, and may say anything of what comes next. */
export interface PaperPage {
  readonly entries: readonly (PartyRecord | FeedEntry)[];
  readonly next: string | null;
}

export class PaperFeed implements PartyFeed {
  readonly asked: (string | null)[] = [];
  /** How often in a row the next calls fail. */
  failures = 0;

  constructor(
    readonly name: SourceName,
    readonly pages: Map<string | null, PaperPage>,
    readonly changes: PaperPage[] = [],
  ) {}

  fetchFeed(after: string | null): ReturnType<PartyFeed["fetchFeed"]> {
    this.asked.push(after);
    const page = this.pages.get(after);
    if (page === undefined || this.failures > 0) {
      this.failures -= 1;
      return Promise.reject(new SourceFault(this.name, "SOURCE_UNAVAILABLE"));
    }
    const entries = { items: page.entries.map(toEntry), gaps: [] };
    return Promise.resolve({ ...this.#known(), value: { entries, next: page.next, total: null, changesFrom: "0" } });
  }

  fetchChanges(after: string): ReturnType<PartyFeed["fetchChanges"]> {
    const at = Number(after);
    const page = this.changes[at] ?? { entries: [], next: after };
    const next = page.next ?? after;
    const entries = { items: page.entries.map(toEntry), gaps: [] };
    return Promise.resolve({ ...this.#known(), value: { entries, next, more: at + 1 < this.changes.length } });
  }

  #known() {
    return { kind: "known", source: this.name, asOf: NOON, retrievedAt: NOON } as const;
  }
}

function toEntry(each: PartyRecord | FeedEntry): FeedEntry {
  return "party" in each ? each : { recordId: each.recordId, party: each, numbers: [] };
}
