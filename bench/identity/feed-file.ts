import { once } from "node:events";
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import type { IdentityDocumentType } from "../../src/domain/identifier.js";
import type { PartyRecord } from "../../src/domain/records/party.js";
import type { SourceName } from "../../src/domain/source.js";
import { unseal } from "../../src/domain/unseal.js";
import { generatedRecords, partyOf } from "./chinese-set.js";

/** A record as a feed sends it: plain JSON, with its values in clear. */
interface Line {
  readonly source: SourceName;
  readonly n: number;
  readonly kind: PartyRecord["kind"];
  readonly name: string;
  readonly birthDate: string | null;
  readonly documents: Partial<Record<IdentityDocumentType, string>>;
  readonly contacts: readonly (readonly ["MOBILE" | "EMAIL", string])[];
  readonly code: string | null;
}

export interface Feed {
  readonly path: string;
  readonly seed: number;
  readonly entities: number;
}

/** Writes the generated records down, a line each; in a thread, which takes what it needed for it away with it. */
export async function writeFeed(feed: Feed, inThread: boolean): Promise<void> {
  if (!inThread) return writeLines(feed);
  const worker = new Worker(new URL("feed-writer.js", import.meta.url), { workerData: feed });
  const [status] = (await once(worker, "exit")) as [number];
  if (status !== 0) throw new Error("the feed could not be written");
}

export function writeLines({ path, seed, entities }: Feed): void {
  const file = openSync(path, "w");
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) writeSync(file, `${lines.join("\n")}\n`);
    lines = [];
  };
  for (const { record } of generatedRecords(seed, entities)) {
    lines.push(toLine(record));
    if (lines.length === LINES_AT_ONCE) flush();
  }
  flush();
  closeSync(file);
}

const LINES_AT_ONCE = 2_000;

/** The records of a written feed, page by page. */
export function* readFeed(path: string, perPage: number): Generator<readonly PartyRecord[]> {
  const file = openSync(path, "r");
  const chunk = Buffer.alloc(1 << 18);
  let [rest, page]: [Buffer, PartyRecord[]] = [Buffer.alloc(0), []];
  for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    const end = bytes.lastIndexOf(NEW_LINE) + 1;
    rest = bytes.subarray(end);
    for (const line of bytes.toString("utf8", 0, end).split("\n")) {
      if (line !== "") page.push(fromLine(line));
      if (page.length < perPage) continue;
      yield page;
      page = [];
    }
  }
  closeSync(file);
  if (page.length > 0) yield page;
}

const NEW_LINE = 10;

function toLine({ source, recordId, kind, registration, ...record }: PartyRecord): string {
  const { name, birthDate, documents, contacts } = record;
  if (documents instanceof Error || contacts instanceof Error || registration instanceof Error) throw new Error();
  const code = registration?.unifiedSocialCreditCode;
  const line: Line = {
    source,
    n: Number(recordId.slice(2)),
    kind,
    name: opened(name) ?? "",
    birthDate: opened(birthDate),
    documents: Object.fromEntries(documents.map(({ type, number }) => [type, opened(number)])),
    contacts: contacts.map((each) => [each.kind as "MOBILE" | "EMAIL", opened(each.value) ?? ""] as const),
    code: typeof code === "string" ? code : null,
  };
  return JSON.stringify(line);
}

function fromLine(text: string): PartyRecord {
  const { source, n, ...parts } = JSON.parse(text) as Line;
  return partyOf(source, n, parts);
}

function opened(value: PartyRecord["name"] | PartyRecord["birthDate"]): string | null {
  return value === null || value instanceof Error ? null : unseal<string>(value);
}
