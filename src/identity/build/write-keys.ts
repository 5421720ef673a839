import type { Kysely } from "kysely";
import type { IdentityWriter } from "../identity-writer.js";
import { matchedKeys } from "../observation.js";
import { insertRows } from "./insert-rows.js";
import { readStated, STATED_PAGE } from "./stated-records.js";
import type { IdentityTables } from "../tables.js";

/** Rows of one transaction: others get their turn in between. */
const PER_TURN = 50_000;
/** Records whose keys are sorted together: enough for the table to be written in order, few enough to be held. */
const SEGMENT = 150_000;

/**
 * Writes the keys of all records from `first` on. They are sorted before: keys are hashes, and to put them into the table
 * one by one, each at another place, would take several times as long.
 */
export async function writeKeys(
  store: Kysely<IdentityTables>,
  writer: IdentityWriter,
  first: number,
  onPart: (done: number, of: number) => void,
): Promise<void> {
  const { ring } = writer.parts;
  const { last = 0 } =
    (await store
      .selectFrom("record")
      .select(({ fn }) => fn.max("record").as("last"))
      .executeTakeFirst()) ?? {};
  let [keys, owners, read]: [string[], number[], number] = [[], [], 0];
  for (let after = first - 1, more = true; more;) {
    const rows = await readStated(store, after);
    for (const { record, prints, held } of rows) {
      after = record;
      const own = matchedKeys(prints, ring);
      if (held !== "[]") own.push(...(JSON.parse(held) as string[]));
      for (const key of new Set(own)) {
        keys.push(key);
        owners.push(record);
      }
    }
    more = rows.length === STATED_PAGE;
    read += rows.length;
    if (more && read < SEGMENT) continue;
    await writeSorted(writer, keys, owners);
    [keys, owners, read] = [[], [], 0];
    onPart(after - first + 1, last - first + 1);
  }
}

async function writeSorted(writer: IdentityWriter, keys: readonly string[], owners: readonly number[]): Promise<void> {
  const order = nearlySorted(keys);
  for (let at = 0; at < order.length; at += PER_TURN) {
    const rows = Array.from(order.subarray(at, at + PER_TURN), (entry) => {
      const index = entry % MOST_KEYS;
      return [keys[index] ?? "", owners[index] ?? 0] as const;
    });
    await writer.inTurn((store) => insertRows(store, "record_key", ["key", "record"], rows, "on conflict do nothing"));
  }
}

const MOST_KEYS = 2 ** 23;

/** By the letters that a double has room for: what shares them lies on one page anyway. */
function nearlySorted(keys: readonly string[]): Float64Array {
  const entries = new Float64Array(keys.length);
  for (const [index, key] of keys.entries()) {
    const start = key.indexOf(":") + 1;
    let prefix = 0;
    for (let at = start; at < start + 4; at += 1) prefix = prefix * 128 + (key.charCodeAt(at) & 127);
    entries[index] = prefix * MOST_KEYS + index;
  }
  return entries.sort();
}
