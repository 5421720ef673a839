import type { KeyRing } from "../features/key-ring.js";
import type { Traits } from "../features/traits.js";
import { heldKeys } from "../observation.js";

/** What a record says, on its way to be hashed and closed. */
export interface PrintableRecord {
  readonly traits: Traits;
  readonly numbers: readonly string[] | null;
}

export interface PrintedRecord {
  readonly prints: string;
  readonly held: readonly string[];
}

/** Hashes and closes what records say, record by record in the same order. */
export interface Printer {
  print(records: readonly PrintableRecord[]): Promise<readonly PrintedRecord[]>;
  close(): Promise<void>;
}

export function printRecord({ traits, numbers }: PrintableRecord, ring: KeyRing): PrintedRecord {
  return { prints: ring.printsOf(traits), held: numbers === null ? [] : heldKeys(numbers, ring) };
}

/** Prints where it stands: for a machine with one processor. */
export class InlinePrinter implements Printer {
  constructor(private readonly ring: KeyRing) {}

  print(records: readonly PrintableRecord[]): Promise<readonly PrintedRecord[]> {
    return Promise.resolve(records.map((record) => printRecord(record, this.ring)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
