import type { SourceName } from "../../domain/source.js";

/** A feed that cannot be followed any further: it names a page that it has given before. */
export class FeedFault extends Error {
  override readonly name = "FeedFault";

  constructor(readonly source: SourceName) {
    super(`${source}: the feed does not go on but repeats itself`);
  }
}
