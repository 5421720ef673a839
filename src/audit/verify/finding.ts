/** What a check of the trail can find. */
export type FindingKind =
  | "CHANGED"
  | "BROKEN_LINK"
  | "MISSING"
  | "INSERTED"
  | "REORDERED"
  | "ROOT_MISMATCH"
  | "SEAL_MISSING"
  | "SEAL_CHANGED"
  | "SEAL_CHAIN"
  | "UNKNOWN_KEY"
  | "REMOVAL_CHANGED"
  | "INDEX_MISMATCH"
  | "NOT_PUBLISHED"
  | "TRUNCATED"
  | "UNREADABLE";

export interface Finding {
  readonly kind: FindingKind;
  /** `writer#sequence` of an event, `seal 12`, or `line 7` of an export. */
  readonly position: string;
  readonly note: string;
}

export interface CheckReport {
  /** WHOLE, TAMPERED, or EMPTY where the range holds nothing to check. */
  readonly verdict: "WHOLE" | "TAMPERED" | "EMPTY";
  readonly events: number;
  readonly seals: number;
  /** Events after the last seal: chained, and not yet under a signed root. */
  readonly unsealed: number;
  readonly removedPeriods: readonly string[];
  readonly findings: readonly Finding[];
  /** How many more were found than are listed. */
  readonly furtherFindings: number;
  /** Events whose own time does not fit the seals around them: a clock that is wrong, or a date that is. */
  readonly clockDoubts: { readonly count: number; readonly first: readonly string[] };
  /** Each seal that was checked, by its number: what is held against the published ones. */
  readonly sealHashes: ReadonlyMap<number, string>;
  readonly lastSeal: { readonly number: number; readonly hash: string } | null;
}

export function positionOf({ writer, sequence }: { readonly writer: string; readonly sequence: number }): string {
  return `${writer}#${sequence}`;
}

const LISTED = 200;

/** Keeps what was found, in order; a trail that is wrecked altogether must not fill the memory. */
export class Findings {
  readonly list: Finding[] = [];
  further = 0;

  add(kind: FindingKind, position: string, note: string): void {
    if (this.list.length < LISTED) this.list.push({ kind, position, note });
    else this.further += 1;
  }

  get count(): number {
    return this.list.length + this.further;
  }
}
