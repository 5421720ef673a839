import type { KeyRing } from "../features/key-ring.js";
import type { TraitFlag } from "../features/traits.js";
import { heldKeys, readOpen, type OpenObservation } from "../observation.js";

/** What the index keeps of a record. */
export interface PrintedRecord {
  readonly prints: string;
  readonly held: readonly string[];
  readonly digest: string;
  readonly flags: readonly TraitFlag[];
}

/** Hashes and closes what records say, record by record in the same order. */
export interface Printer {
  print(records: readonly OpenObservation[], today: string): Promise<readonly PrintedRecord[]>;
  close(): Promise<void>;
}

export function printRecord(observation: OpenObservation, ring: KeyRing, today: string): PrintedRecord {
  const { traits, numbers, digest, numbersDigest, flags } = readOpen(observation, ring, today);
  const held = numbers === null ? [] : heldKeys(numbers, ring);
  return { prints: ring.printsOf(traits), held, digest: `${digest}.${numbersDigest ?? ""}`, flags };
}

/** Prints where it stands: for a machine with one processor. */
export class InlinePrinter implements Printer {
  constructor(private readonly ring: KeyRing) {}

  print(records: readonly OpenObservation[], today: string): Promise<readonly PrintedRecord[]> {
    return Promise.resolve(records.map((record) => printRecord(record, this.ring, today)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
