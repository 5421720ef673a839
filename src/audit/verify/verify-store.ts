import type { Seal } from "../proof/seal.js";
import type { PublicKeys } from "../proof/signing-key.js";
import type { AuditReads } from "../store/audit-store.js";
import type { CheckReport } from "./finding.js";
import { digestsHere, indexOfRun, type RunIndex, type SealDigests } from "./seal-digest.js";
import { TrailCheck, type TrailItem } from "./trail-check.js";
import { trailItems, type SealRange } from "./trail-items.js";

export interface VerifyOptions extends SealRange {
  /** Whether what questions go by is compared with what the events say; takes longer than the proof itself. */
  readonly withIndex: boolean;
  /** Whoever looks at seals all at once; this thread unless given. */
  readonly digests?: SealDigests;
}

/** Checks a trail where it lies: its proof, that nothing stands beside it, and that it is found as it says. */
export async function verifyStore(reads: AuditReads, keys: PublicKeys, options: VerifyOptions): Promise<CheckReport> {
  const { withIndex, digests = digestsHere(reads) } = options;
  const check = new TrailCheck(keys);
  const index = new IndexCheck(reads, check);
  // Nearly every seal is whole, which is told fast; what is wrong with one that is not takes a look at each event.
  const isTaken = async (seal: Seal): Promise<boolean> => {
    const digest = await digests.digestOf(seal, withIndex);
    if (digest.whole === null || !check.takeWhole(digest.whole)) return false;
    if (digest.index !== null) index.add(digest.index);
    return true;
  };
  const expect = (seals: readonly Seal[]): void => digests.expect(seals, withIndex);
  for await (const items of trailItems(reads, options, { expect, isTaken })) {
    for (const item of items) check.take(item);
    if (withIndex) await index.take(items);
  }
  if (options.from === 1 && options.to === null) {
    await findStrays(reads, check);
    if (withIndex) await index.end();
  }
  return check.end();
}

class IndexCheck {
  #subjects = 0;

  constructor(
    private readonly reads: AuditReads,
    private readonly check: TrailCheck,
  ) {}

  async take(items: readonly TrailItem[]): Promise<void> {
    const first = items[0];
    const last = items.at(-1);
    if (first?.kind !== "event" || last?.kind !== "event") return;
    this.add(await indexOfRun(this.reads, first.event.writer, first.event.sequence, last.event.sequence));
  }

  add({ wrong, subjects }: RunIndex): void {
    this.#subjects += subjects;
    for (const [writer, sequence] of wrong)
      this.check.findings.add("INDEX_MISMATCH", `${writer}#${sequence}`, "it is not found by what it says");
  }

  async end(): Promise<void> {
    const more = (await this.reads.subjectRows()) - this.#subjects;
    if (more > 0)
      this.check.findings.add("INDEX_MISMATCH", "index", `${more} entries lead to events that do not say so`);
  }
}

/** Events of writers, or under numbers, that neither a seal nor a chain accounts for. */
async function findStrays(reads: AuditReads, check: TrailCheck): Promise<void> {
  for (const { writer, events, first, last } of await reads.counts()) {
    const seen = check.seenOf(writer);
    if (events > seen)
      check.findings.add(
        "INSERTED",
        `${writer}#${first}`,
        `${events - seen} events up to ${writer}#${last} belong to no chain`,
      );
  }
}
