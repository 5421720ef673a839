/** Numbers outside the heap, eight bytes each: it grows in place, and gives its memory back when told, not when collected. */
export class NumberList {
  #numbers = new Float64Array(1 << 16);
  #count = 0;

  add(value: number): void {
    if (this.#count === this.#numbers.length) {
      this.#numbers = new Float64Array(this.#numbers.buffer.transfer(this.#numbers.byteLength * 2));
    }
    this.#numbers[this.#count] = value;
    this.#count += 1;
  }

  /** All of them, the lowest first. */
  sorted(): Float64Array {
    return this.#numbers.subarray(0, this.#count).sort();
  }

  release(): void {
    this.#numbers.buffer.transfer(0);
    this.#count = 0;
  }
}
