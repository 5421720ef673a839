import { NumberList } from "./number-list.js";

/** Pairs of places, each kept once however often it is met; eight bytes a pair. */
export class PairList {
  readonly #pairs = new NumberList();

  add(one: number, other: number): void {
    this.#pairs.add(Math.min(one, other) * PLACES + Math.max(one, other));
  }

  /** In order of the lower place, then of the higher; they are gone afterwards. */
  *distinct(): Generator<readonly [number, number]> {
    let last = -1;
    for (const pair of this.#pairs.sorted()) {
      if (pair === last) continue;
      last = pair;
      const low = Math.floor(pair / PLACES);
      yield [low, pair - low * PLACES];
    }
    this.#pairs.release();
  }
}

/** As many as `Blocks` numbers; two of them fit into the 53 bits that a double holds exactly. */
const PLACES = 2 ** 24;
