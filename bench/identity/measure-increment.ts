import { seal } from "../../src/domain/sealed.js";
import type { Clock, Instant } from "../../src/domain/instant.js";
import { BulkSettler } from "../../src/identity/build/bulk-settler.js";
import { BulkStater } from "../../src/identity/build/bulk-stater.js";
import { InlinePrinter } from "../../src/identity/build/printer.js";
import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { IdentityWriter } from "../../src/identity/identity-writer.js";
import { DEFAULT_MODEL } from "../../src/identity/match/match-model.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import { quantile } from "../statistics.js";
import { generatedRecords, RECORDS_PER_ENTITY } from "./chinese-set.js";

export interface IncrementFigures {
  readonly records: number;
  readonly p50: number;
  readonly p99: number;
}

const CHANGES = 500;
const SECRET = "a secret of the benchmark, and of nothing else";

/** How long it takes the index to take over one changed record, settle it, and find its customer by the new number. */
export async function measureIncrement(records: number): Promise<IncrementFigures> {
  const clock: Clock = { now: () => 1_782_790_000_000 as Instant };
  const store = await openIdentityStore(":memory:");
  const ring = new KeyRing([{ id: "1", secret: SECRET }]);
  const writer = new IdentityWriter(store, clock, { ring, model: DEFAULT_MODEL, secret: SECRET });
  const lookup = new ExactLookup(store, ring);
  const all = [...generatedRecords(5, Math.ceil(records / RECORDS_PER_ENTITY))].map(({ record }) => record);
  const stater = new BulkStater(store, clock, writer, new InlinePrinter(ring));
  await stater.observe(all.map((record) => ({ record, numbers: null, origin: "LISTING" })));
  await new BulkSettler(store, clock, writer).settle(() => undefined);
  const persons = all.filter(({ kind }) => kind === "PERSON");
  const times: number[] = [];
  for (let n = 0; n < CHANGES; n += 1) {
    const record = persons[(n * 37) % persons.length];
    if (record === undefined || record.contacts instanceof Error) continue;
    const value = `1${String(9_990_000_000 + n)}`;
    const mobile = { kind: "MOBILE", value: seal(value), verification: "NONE", observedAt: null } as const;
    const contacts = [...record.contacts, { ...mobile, preferred: false, doNotContact: false }];
    const startedAt = performance.now();
    await writer.observe([{ record: { ...record, contacts }, numbers: null, origin: "CHANGE" }]);
    const found = await lookup.find({ type: "MOBILE", value });
    times.push(performance.now() - startedAt);
    if (found.length !== 1) throw new Error("a change has not been found");
  }
  await store.destroy();
  return { records: all.length, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}
