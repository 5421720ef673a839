import { NAMED_EVENTS } from "./anomaly-rule.js";

interface Mark {
  readonly at: number;
  readonly what: string;
  readonly eventId: string;
}

/** The time in which more different things happened than are usual. */
export interface Burst {
  readonly key: string;
  readonly most: number;
  readonly at: number;
  readonly events: readonly string[];
  readonly count: number;
}

/** Counts different things for each key within a moving span of time, and remembers each time when there were too many. */
export class Bursts {
  readonly #windows = new Map<
    string,
    { marks: Mark[]; open: { most: number; at: number; events: string[]; count: number } | null }
  >();
  readonly #found: Burst[] = [];

  constructor(
    private readonly spanMs: number,
    private readonly limit: number,
  ) {}

  add(key: string, mark: Mark): void {
    let window = this.#windows.get(key);
    if (window === undefined) this.#windows.set(key, (window = { marks: [], open: null }));
    window.marks = window.marks.filter(({ at }) => at > mark.at - this.spanMs);
    window.marks.push(mark);
    const different = new Set(window.marks.map(({ what }) => what)).size;
    if (different <= this.limit) {
      this.#close(key);
      return;
    }
    window.open ??= {
      most: 0,
      at: mark.at,
      events: window.marks.slice(0, -1).map(({ eventId }) => eventId),
      count: window.marks.length - 1,
    };
    window.open.most = Math.max(window.open.most, different);
    window.open.at = mark.at;
    window.open.count += 1;
    if (window.open.events.length < NAMED_EVENTS) window.open.events.push(mark.eventId);
  }

  end(): readonly Burst[] {
    for (const key of this.#windows.keys()) this.#close(key);
    return this.#found;
  }

  #close(key: string): void {
    const window = this.#windows.get(key);
    if (!window?.open) return;
    this.#found.push({ key, ...window.open, events: [...new Set(window.open.events)].slice(0, NAMED_EVENTS) });
    window.open = null;
  }
}

/** At the limit nothing, at three times the limit all of it. */
export function scoreOf(most: number, limit: number): number {
  return Math.min(1, Math.round(((most - limit) / (2 * limit)) * 100) / 100);
}
