import type { Caller } from "../../../src/access/caller.js";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import { openStore } from "../../../src/platform/store.js";
import type { AssembledCopy } from "../../../src/rights/copy-package.js";
import { openPackageFiles, type PackageFiles } from "../../../src/rights/package-files.js";
import { PackageVault } from "../../../src/rights/package-vault.js";
import { SubjectRequestDesk, type SubjectRequestLimits } from "../../../src/rights/subject-request-desk.js";
import { SubjectRequestStore } from "../../../src/rights/subject-request-store.js";
import { rightsMigrations, type RightsTables } from "../../../src/rights/tables.js";
import { movableClock, type MovableClock } from "../movable-clock.js";

export const SUBJECT = "0123456789abcdefghjkmnpqrs" as CustomerId;
export const LIMITS: SubjectRequestLimits = {
  dueDays: 15,
  packageHours: 24,
  mostDownloads: 2,
  assemblySeconds: 120,
  retryMinutes: 60,
};

export interface OpenDesk {
  readonly desk: SubjectRequestDesk;
  readonly store: SubjectRequestStore;
  readonly clock: MovableClock;
  readonly files: PackageFiles;
  /** Another process on the same store and files. */
  beside(secret?: string): SubjectRequestDesk;
  close(): Promise<void>;
}

export async function openDesk(address = ":memory:", files = openPackageFiles(":memory:")): Promise<OpenDesk> {
  const tables = await openStore<RightsTables>(address, rightsMigrations, "rights");
  const store = new SubjectRequestStore(tables);
  const clock = movableClock();
  const beside = (secret = "the master secret of a test, and no other"): SubjectRequestDesk => {
    const vault = new PackageVault(files, store, secret);
    return new SubjectRequestDesk({ store, vault, clock, timeZone: "Asia/Shanghai", limits: LIMITS });
  };
  return { desk: beside(), store, clock, files, beside, close: () => tables.destroy() };
}

export function openerOf(caller: Caller) {
  return { subject: caller.subject, caller };
}

/** A copy of one document; `gaps` make it partial. */
export function copyOf(text: string, gaps: readonly string[] = []): AssembledCopy {
  return {
    documents: [{ name: "core-banking/party.json", source: "core-banking", asOf: null, records: [{ text }] }],
    perSource: [
      {
        source: "core-banking",
        state: gaps.length === 0 ? "COMPLETE" : "PARTIAL",
        recordCount: 1,
        retainedBecause: null,
      },
    ],
    gaps,
    shown: { basis: "DATA_SUBJECT_REQUEST", level: "STANDARD", policies: [], policyVersion: "1", fields: [] },
  };
}
