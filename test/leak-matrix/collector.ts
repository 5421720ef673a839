import type { Canary } from "./canary/canary-bank.js";
import { needlesOf } from "./canary/needles.js";

/** Something through which bytes leave the process: answers, headers, logs, traces, the cache, the record of looks. */
export interface ByteSource {
  readonly name: string;
  /** What has left since the last time it was asked. */
  take(): Promise<readonly (string | Uint8Array)[]>;
}

export interface Sighting {
  readonly canary: Canary;
  readonly source: string;
  /** The form in which the value was found. */
  readonly needle: string;
}

/** Looks for canaries in everything that leaves, in every form that a value may take on its way. */
export class Collector {
  /** Needles by their first characters, so that a text is gone through once, however many needles there are. */
  readonly #byBeginning = new Map<number, (readonly [needle: string, canary: Canary])[]>();

  constructor(
    canaries: readonly Canary[],
    private readonly sources: readonly ByteSource[] = [],
  ) {
    for (const canary of canaries)
      for (const needle of new Set(needlesOf(canary))) {
        const key = beginningAt(needle, 0);
        const known = this.#byBeginning.get(key) ?? [];
        this.#byBeginning.set(key, known);
        known.push([needle, canary]);
      }
  }

  /** Everything that has left since the last call. */
  async sightings(): Promise<readonly Sighting[]> {
    const all = await Promise.all(
      this.sources.map(async (source) =>
        (await source.take()).flatMap((bytes) => this.sightingsIn(source.name, bytes)),
      ),
    );
    return all.flat();
  }

  /** Each needle once, however often it stands there. */
  sightingsIn(source: string, bytes: string | Uint8Array): readonly Sighting[] {
    const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8");
    const found = new Map<string, Sighting>();
    for (let at = 0; at + BEGINNING <= text.length; at += 1) {
      for (const [needle, canary] of this.#byBeginning.get(beginningAt(text, at)) ?? []) {
        if (text.startsWith(needle, at) && !isPartOfWord(canary, needle, text, at))
          found.set(`${canary.kind} ${needle}`, { canary, source, needle });
      }
    }
    return [...found.values()];
  }
}

/**
 * An amount in its smallest unit is looked for as a word of its own: its few digits stand by chance in many a longer
 * number, and in one of some thousand random ids.
 */
function isPartOfWord({ kind }: Canary, needle: string, text: string, at: number): boolean {
  if (kind !== "AMOUNT" || !/^-?\d+$/u.test(needle)) return false;
  return (
    /[\da-z.,]$/iu.test(text.slice(Math.max(0, at - 1), at)) ||
    /^(?:[.,]?\d|[a-z])/iu.test(text.slice(at + needle.length, at + needle.length + 2))
  );
}

/** No needle is shorter. */
const BEGINNING = 3;

function beginningAt(text: string, at: number): number {
  return (text.charCodeAt(at) * 0x1_0000 + text.charCodeAt(at + 1)) * 0x1_0000 + text.charCodeAt(at + 2);
}
