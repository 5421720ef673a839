/** Pairs of places, each kept once however often it is met; eight bytes a pair. */
export class PairList {
  #entries = new Float64Array(1 << 16);
  #count = 0;

  add(one: number, other: number): void {
    if (this.#count === this.#entries.length) {
      const larger = new Float64Array(this.#entries.length * 2);
      larger.set(this.#entries);
      this.#entries = larger;
    }
    this.#entries[this.#count] = Math.min(one, other) * PLACES + Math.max(one, other);
    this.#count += 1;
  }

  /** In order of the lower place, then of the higher. */
  *distinct(): Generator<readonly [number, number]> {
    const sorted = this.#entries.subarray(0, this.#count).sort();
    let last = -1;
    for (const entry of sorted) {
      if (entry === last) continue;
      last = entry;
      const low = Math.floor(entry / PLACES);
      yield [low, entry - low * PLACES];
    }
  }
}

/** As many as `Blocks` numbers; two of them fit into the 53 bits that a double holds exactly. */
const PLACES = 2 ** 24;
