/** Where progress is shown: a terminal is written over, anything else gets a line now and then. */
interface Screen {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 24;
const LINE_EVERY_MS = 2_000;

/** A bar, the rate and the time left of one long task after another. */
export class ProgressLine {
  #task = "";
  #startedAt = 0;
  #startedWith = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #isOpen = false;

  constructor(
    private readonly screen: Screen,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** `of` is null where nobody knows how much there is. */
  show(task: string, done: number, of: number | null): void {
    if (task !== this.#task) {
      this.end();
      this.#task = task;
      this.#startedAt = this.now();
      this.#startedWith = done;
      this.#shownAt = Number.NEGATIVE_INFINITY;
    }
    const isLast = of !== null && done >= of;
    const pause = this.screen.isTTY === true ? 100 : LINE_EVERY_MS;
    if (!isLast && this.now() - this.#shownAt < pause) return;
    this.#shownAt = this.now();
    this.#isOpen = true;
    const text = this.#text(done, of);
    this.screen.write(this.screen.isTTY === true ? `\r${text}\u001b[K` : `${text}\n`);
  }

  end(): void {
    if (this.#isOpen && this.screen.isTTY === true) this.screen.write("\n");
    this.#isOpen = false;
    this.#task = "";
  }

  #text(done: number, of: number | null): string {
    const seconds = (this.now() - this.#startedAt) / 1_000;
    const rate = seconds > 0 ? (done - this.#startedWith) / seconds : 0;
    const speed = rate > 0 ? `, ${Math.round(rate)}/s` : "";
    if (of === null) return `${this.#task.padEnd(14)} ${done}${speed}`;
    const share = of === 0 ? 1 : Math.min(1, done / of);
    const bar = "#".repeat(Math.round(share * WIDTH)).padEnd(WIDTH, "-");
    const left = rate > 0 && done < of ? `, ${Math.ceil((of - done) / rate)} s left` : "";
    return `${this.#task.padEnd(14)} [${bar}] ${Math.floor(share * 100)} % of ${of}${speed}${left}`;
  }
}
