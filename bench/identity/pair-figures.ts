import type { Kysely } from "kysely";
import type { IdentityTables } from "../../src/identity/tables.js";

export interface Measured {
  readonly precision: number;
  readonly recall: number;
  /** Of the true pairs that were not linked, so many wait for a steward. */
  readonly queuedTruly: number;
  readonly queued: number;
}

/** Pairwise precision and recall of an index against the truth, by `source\nrecordId`. */
export async function measuredAgainst(
  store: Kysely<IdentityTables>,
  truth: ReadonlyMap<string, number>,
): Promise<Measured> {
  const customers = new Map<string, Map<number, number>>();
  const entities = new Map<number, number>();
  for (const entity of truth.values()) entities.set(entity, (entities.get(entity) ?? 0) + 1);
  for (let after = 0; ;) {
    const rows = await store
      .selectFrom("link")
      .select(["sequence", "source", "record_id", "customer_id"])
      .where("sequence", ">", after)
      .orderBy("sequence")
      .limit(20_000)
      .execute();
    for (const { sequence, source, record_id, customer_id } of rows) {
      after = sequence;
      const entity = truth.get(`${source}\n${record_id}`) ?? -1;
      const own = customers.get(customer_id) ?? new Map<number, number>();
      customers.set(customer_id, own.set(entity, (own.get(entity) ?? 0) + 1));
    }
    if (rows.length < 20_000) break;
  }
  const pairs = (count: number): number => (count * (count - 1)) / 2;
  let [linked, right] = [0, 0];
  for (const own of customers.values()) {
    linked += pairs([...own.values()].reduce((sum, count) => sum + count, 0));
    right += [...own.values()].reduce((sum, count) => sum + pairs(count), 0);
  }
  const all = [...entities.values()].reduce((sum, count) => sum + pairs(count), 0);
  const { queued, queuedTruly } = await queueOf(store, truth);
  return { precision: right / linked, recall: right / all, queued, queuedTruly };
}

async function queueOf(store: Kysely<IdentityTables>, truth: ReadonlyMap<string, number>) {
  const rows = await store
    .selectFrom("judgement")
    .innerJoin("record as one", "one.record", "judgement.low")
    .innerJoin("record as other", "other.record", "judgement.high")
    .select([
      "one.source as source",
      "one.record_id as id",
      "other.source as otherSource",
      "other.record_id as otherId",
    ])
    .where("judgement.decision", "=", "UNSURE")
    .execute();
  const same = rows.filter(
    (row) => truth.get(`${row.source}\n${row.id}`) === truth.get(`${row.otherSource}\n${row.otherId}`),
  );
  return { queued: rows.length, queuedTruly: same.length };
}
