import type { Kysely } from "kysely";
import type { Clock } from "../../domain/instant.js";
import type { SourceName } from "../../domain/source.js";
import { patiently } from "../patience.js";
import type { IdentityTables } from "../tables.js";

/** How far the feed of one source has been read. */
export interface FeedState {
  /** Where the listing goes on; null when it begins. */
  readonly listingCursor: string | null;
  readonly isListed: boolean;
  readonly listed: number;
  /** Null until a listing has begun. */
  readonly changeCursor: string | null;
  readonly changed: number;
}

const BEGINNING: FeedState = { listingCursor: null, isListed: false, listed: 0, changeCursor: null, changed: 0 };

/** Checkpoints of the feeds: an ingest that was interrupted goes on where the last whole page ended. */
export class FeedLog {
  constructor(
    private readonly store: Kysely<IdentityTables>,
    private readonly clock: Clock,
  ) {}

  async read(source: SourceName): Promise<FeedState> {
    const row = await this.store.selectFrom("feed").selectAll().where("source", "=", source).executeTakeFirst();
    if (row === undefined) return BEGINNING;
    return {
      listingCursor: row.listing_cursor,
      isListed: row.listing_done_at !== null,
      listed: row.listed,
      changeCursor: row.change_cursor,
      changed: row.changed,
    };
  }

  async save(source: SourceName, state: FeedState): Promise<void> {
    const row = {
      listing_cursor: state.listingCursor,
      listing_done_at: state.isListed ? this.clock.now() : null,
      listed: state.listed,
      change_cursor: state.changeCursor,
      changed: state.changed,
    };
    const saving = this.store
      .insertInto("feed")
      .values({ source, listing_started_at: this.clock.now(), ...row })
      .onConflict((conflict) => conflict.column("source").doUpdateSet(row));
    await patiently(() => saving.execute());
  }

  /** The next ingest lists everything anew. What has been stated stays. */
  restart(source: SourceName): Promise<void> {
    return this.save(source, BEGINNING);
  }
}
