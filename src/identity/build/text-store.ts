/** So much is taken from the system at a time. */
const CHUNK = 1 << 24;

/**
 * Many texts, one behind the other outside the heap: a million of them cost their letters and no time of the collector's.
 * Each is made a string again when it is read.
 */
export class TextStore {
  readonly #chunks: Buffer[] = [];
  #used = CHUNK;
  /** Where each text begins: chunk and offset in one number. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  /** Throws RangeError for a text that may be longer than a chunk. */
  add(text: string): void {
    // No character takes more than three bytes.
    const most = text.length * 3;
    if (most > CHUNK) throw new RangeError("a text is longer than any that is kept");
    if (this.#used + most > CHUNK) {
      this.#chunks.push(Buffer.allocUnsafeSlow(CHUNK));
      this.#used = 0;
    }
    const length = this.#chunks.at(-1)?.write(text, this.#used, "utf8") ?? 0;
    this.#starts.push((this.#chunks.length - 1) * CHUNK + this.#used);
    this.#lengths.push(length);
    this.#used += length;
  }

  /** An empty text where there is none. */
  read(place: number): string {
    const [start = 0, length = 0] = [this.#starts[place], this.#lengths[place]];
    const offset = start % CHUNK;
    return this.#chunks[Math.floor(start / CHUNK)]?.toString("utf8", offset, offset + length) ?? "";
  }
}
