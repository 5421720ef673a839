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
  readonly #needles: readonly (readonly [needle: string, canary: Canary])[];

  constructor(
    canaries: readonly Canary[],
    private readonly sources: readonly ByteSource[],
  ) {
    this.#needles = canaries.flatMap((canary) => needlesOf(canary).map((needle) => [needle, canary] as const));
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

  sightingsIn(source: string, bytes: string | Uint8Array): readonly Sighting[] {
    const text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("utf8");
    return this.#needles
      .filter(([needle]) => text.includes(needle))
      .map(([needle, canary]) => ({ canary, source, needle }));
  }
}
