import type { Instant } from "../../../domain/instant.js";
import type { Listing, Outcome } from "../../../domain/outcome.js";
import { SourceFault } from "../../../domain/source-fault.js";
import type { SourceName } from "../../../domain/source.js";
import type { CopyDocument } from "../../../rights/copy-package.js";
import type { SourceCopy } from "../../../rights/subject-request.js";
import type { PrintedCopy } from "./printed-copy.js";

interface Section {
  readonly source: string;
  /** Null where nothing of it could be read. */
  readonly count: number | null;
  readonly isWhole: boolean;
}

type Retention = Readonly<Partial<Record<SourceName, string | undefined>>>;

/** What a copy is made of so far: its documents, and what is missing, by place. */
export class Gathered {
  readonly documents: CopyDocument[] = [];
  readonly gaps: string[] = [];
  readonly #sections: Section[] = [];
  readonly #withheld = new Map<SourceName, string>();

  constructor(private readonly printed: PrintedCopy) {}

  /** Adds a list of a source as one document; a list that could not be read whole is a gap with a name. */
  list<T>(name: string, outcome: Outcome<Listing<T>>, print: (item: T) => unknown): void {
    const place = `${outcome.source}/${name}`;
    if (outcome.kind === "unavailable") return this.missing(place, outcome.source, [outcome.because.code]);
    const { items, gaps } = outcome.kind === "known" ? outcome.value : { items: [], gaps: [] };
    const records = items.map(print);
    const codes = [...new Set([...gaps.map(({ code }) => code), ...this.printed.takeFaults()])];
    this.add(place, outcome.source, outcome.asOf, records, codes);
  }

  /** The same for lists inside one record. */
  elements<T, U>(
    name: string,
    outcome: Outcome<T>,
    read: (value: T) => readonly U[] | SourceFault,
    print: (item: U) => unknown,
  ): void {
    if (outcome.kind !== "known") return this.list<U>(name, outcome, print);
    const items = read(outcome.value);
    const listing = items instanceof SourceFault ? { items: [], gaps: [items] } : { items, gaps: [] };
    this.list(name, { ...outcome, value: listing }, print);
  }

  /** `codes` tell what is missing in it; none for a whole one. */
  add(
    place: string,
    source: string,
    asOf: Instant | null,
    records: readonly unknown[],
    codes: readonly string[],
  ): void {
    this.documents.push({ name: `${place}.json`, source, asOf, records });
    this.#sections.push({ source, count: records.length, isWhole: codes.length === 0 });
    for (const code of codes) this.gaps.push(`${place}: ${code}`);
  }

  missing(place: string, source: string, codes: readonly string[]): void {
    this.#sections.push({ source, count: null, isWhole: false });
    for (const code of codes) this.gaps.push(`${place}: ${code}`);
  }

  /** A source holds, or may hold, something that the copy may not contain. That is no gap: another attempt would not fill it. */
  withhold(source: SourceName, because: string): void {
    this.#withheld.set(source, because);
  }

  /** What came of each source that had something to say, in the order of the register. */
  perSource(register: readonly SourceName[], retention: Retention): readonly SourceCopy[] {
    return register.flatMap((source): SourceCopy[] => {
      const because = this.#withheld.get(source);
      if (because !== undefined) return [{ source, state: "RETAINED", recordCount: null, retainedBecause: because }];
      const sections = this.#sections.filter((section) => section.source === source);
      if (sections.length === 0) return [];
      const counts = sections.flatMap(({ count }) => (count === null ? [] : [count]));
      const recordCount = counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
      const isWhole = sections.every((section) => section.isWhole);
      const state = isWhole ? "COMPLETE" : counts.length === 0 ? "UNAVAILABLE" : "PARTIAL";
      const retainedBecause = recordCount === 0 || recordCount === null ? null : (retention[source] ?? null);
      return [{ source, state, recordCount, retainedBecause }];
    });
  }
}
