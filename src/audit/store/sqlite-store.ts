import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Thread, ThreadError } from "../../platform/thread.js";
import { AuditQuestionError } from "../audit-error.js";
import type { Seal, Signed } from "../proof/seal.js";
import type { AuditReads, AuditStore } from "./audit-store.js";
import { StoreFailure } from "./audit-store.js";
import type { ChainedEvent } from "./stored-event.js";

/** SQLITE_FULL and SQLITE_BUSY: the statement failed before anything was committed. */
const CERTAIN: ReadonlySet<unknown> = new Set([5, 13]);
const THREAD = new URL(`./sqlite-thread${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Opens the embedded trail and brings its tables up to date. `:memory:` is a file that goes when the store is closed. */
export async function openSqliteStore(path: string): Promise<AuditStore> {
  const passing = path === ":memory:" ? mkdtempSync(join(tmpdir(), "audit-trail-")) : null;
  const file = passing === null ? path : join(passing, "audit.sqlite");
  const writer = new LastingThread({ path: file, role: "write" });
  await writer.call("ready");
  const reader = new LastingThread({ path: file, role: "read" });
  const read =
    (method: keyof AuditReads) =>
    (...args: readonly unknown[]) =>
      reader.call<never>("read", method, args).catch(asQuestionError);
  return {
    file,
    ...READS.reduce((all, method) => ({ ...all, [method]: read(method) }), {} as AuditReads),
    append: async (events) => {
      try {
        await writer.call("append", events.map(toHanded));
      } catch (error) {
        throw toStoreFailure(error);
      }
    },
    addSeal: (seal: Signed<Seal>, mark: number) => writer.call<boolean>("addSeal", seal, mark),
    addPublished: (target, number) => writer.call("addPublished", target, number),
    close: async () => {
      await reader.stop();
      await writer.call("close");
      await writer.stop();
      if (passing !== null) rmSync(passing, { recursive: true, force: true });
    },
  };
}

/** A thread that is started anew when it has ended: what it was doing then has failed, and what comes next need not. */
class LastingThread {
  #thread: Thread;

  constructor(private readonly data: { readonly path: string; readonly role: "write" | "read" }) {
    this.#thread = new Thread(THREAD, data);
  }

  call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    if (!this.#thread.isAlive) this.#thread = new Thread(THREAD, this.data);
    return this.#thread.call<T>(name, ...args);
  }

  stop(): Promise<void> {
    return this.#thread.stop();
  }
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

function toHanded({ canonical, hash, period, recordedAt }: ChainedEvent) {
  return { canonical, hash, period, recordedAt };
}
