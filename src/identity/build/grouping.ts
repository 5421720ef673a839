/** Numbers of things by the group that each is in, in two lists: a few bytes a thing, however many groups there are. */
export class Grouping {
  readonly #starts: Int32Array;
  readonly #members: Int32Array;

  /** `count` things in `groups` groups; `groupOf` is asked twice for each. */
  constructor(count: number, groups: number, groupOf: (thing: number) => number) {
    this.#starts = new Int32Array(groups + 1);
    for (let thing = 0; thing < count; thing += 1) this.#count(groupOf(thing) + 1);
    for (let group = 0; group < groups; group += 1) {
      this.#starts[group + 1] = (this.#starts[group + 1] ?? 0) + (this.#starts[group] ?? 0);
    }
    this.#members = new Int32Array(count);
    const next = this.#starts.slice();
    for (let thing = 0; thing < count; thing += 1) {
      const group = groupOf(thing);
      const at = next[group] ?? 0;
      this.#members[at] = thing;
      next[group] = at + 1;
    }
  }

  /** The things of a group, in order. */
  of(group: number): Int32Array {
    return this.#members.subarray(this.#starts[group], this.#starts[group + 1]);
  }

  #count(at: number): void {
    this.#starts[at] = (this.#starts[at] ?? 0) + 1;
  }
}
