import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadError } from "../../platform/thread.js";
import { AuditQuestionError } from "../audit-error.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { AuditReads, AuditStore } from "./audit-store.js";
import { StoreFailure } from "./audit-store.js";
import { LastingThread } from "./lasting-thread.js";
import { SqliteBatches } from "./sqlite-batch.js";
import { WriteAheadLog } from "./write-ahead-log.js";

/** SQLITE_FULL and SQLITE_BUSY: the statement failed before anything was committed. */
const CERTAIN: ReadonlySet<unknown> = new Set([5, 13]);

/** Opens the embedded trail and brings its tables up to date. `:memory:` is a file that goes when the store is closed. */
export async function openSqliteStore(path: string): Promise<AuditStore> {
  const passing = path === ":memory:" ? mkdtempSync(join(tmpdir(), "audit-trail-")) : null;
  const file = passing === null ? path : join(passing, "audit.sqlite");
  const writer = new LastingThread({ path: file, role: "write" });
  await writer.call("ready");
  const batches = new SqliteBatches();
  const log = new WriteAheadLog(writer, new LastingThread({ path: file, role: "tidy" }));
  const reader = new LastingThread({ path: file, role: "read" }).start();
  const read =
    (method: keyof AuditReads) =>
    (...args: readonly unknown[]) =>
      reader.call<never>("read", method, args).catch(asQuestionError);
  return {
    file,
    ...READS.reduce((all, method) => ({ ...all, [method]: read(method) }), {} as AuditReads),
    append: async (events) => {
      const batch = batches.toBatch(events);
      try {
        await writer.call("append", batch);
      } catch (error) {
        throw toStoreFailure(error);
      }
      batches.stored(batch);
      log.grown(events.length);
    },
    addSeal: (seal: Signed<Seal>, mark: number) => writer.call<boolean>("addSeal", seal, mark),
    addPublished: (target, number) => writer.call("addPublished", target, number),
    close: async () => {
      await reader.stop();
      await log.stop();
      await writer.call("close");
      await writer.stop();
      if (passing !== null) rmSync(passing, { recursive: true, force: true });
    },
  };
}

const READS = [
  "find",
  "scan",
  "count",
  "eventById",
  "readAfter",
  "latestCursor",
  "eventsOf",
  "wholeRun",
  "hashesOf",
  "counts",
  "unsealed",
  "sealable",
  "seals",
  "lastSeal",
  "sealOf",
  "removals",
  "lastPublished",
  "misindexed",
  "subjectRows",
] as const satisfies readonly (keyof AuditReads)[];

/** Knows SQLite's errors by their number, as they come from the thread or from the library itself. */
export function toStoreFailure(error: unknown): StoreFailure {
  const { errcode, code } = error as { readonly errcode?: unknown; readonly code?: unknown };
  return new StoreFailure(CERTAIN.has(errcode ?? code), error);
}

/** What the caller can mend keeps its class on the way out of the thread. */
function asQuestionError(error: unknown): never {
  if (error instanceof ThreadError && error.code === "CURSOR_INVALID") throw new AuditQuestionError("CURSOR_INVALID");
  throw error;
}
