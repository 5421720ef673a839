import type { Kysely } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { RecordKey } from "../../domain/membership.js";
import { anchorKey } from "../anchor-order.js";
import { STEWARD } from "../log/judgement-log.js";
import { recordName } from "../log/statement-log.js";
import { stableId } from "../stable-id.js";
import type { IdentityTables } from "../tables.js";
import type { BulkGroup } from "./bulk-partition.js";
import type { StatedRecords } from "./stated-records.js";

/** Ids for the groups of a build, as far as there is no question whose they are; all others are settled one by one. */
export class GroupNames {
  readonly #claimed = new Set<CustomerId>();

  private constructor(
    private readonly records: StatedRecords,
    private readonly secret: string,
    private readonly owners: ReadonlyMap<string, CustomerId>,
    private readonly everUsed: ReadonlySet<CustomerId>,
    private readonly judged: ReadonlySet<number>,
  ) {}

  static async read(store: Kysely<IdentityTables>, records: StatedRecords, secret: string): Promise<GroupNames> {
    const owners = new Map<string, CustomerId>();
    const used = new Set<CustomerId>();
    for (let after = 0; ;) {
      const rows = await store
        .selectFrom("link")
        .select(["sequence", "source", "record_id", "customer_id"])
        .where("decision", "=", "POSITIVE")
        .where("sequence", ">", after)
        .orderBy("sequence")
        .limit(20_000)
        .execute();
      for (const row of rows) {
        after = row.sequence;
        owners.set(`${row.source}\n${row.record_id}`, row.customer_id as CustomerId);
        used.add(row.customer_id as CustomerId);
      }
      if (rows.length < 20_000) break;
    }
    const words = await store.selectFrom("judgement").select(["low", "high"]).where("rule", "=", STEWARD).execute();
    const judged = new Set(words.flatMap(({ low, high }) => [low, high]));
    return new GroupNames(records, secret, owners, used, judged);
  }

  /** Null when somebody has to look closer: several ids, a steward's word, an id that is or was somebody else's. */
  of({ places }: BulkGroup): CustomerId | null {
    if (this.judged.size > 0 && places.some((place) => this.judged.has(this.records.numbers[place] ?? 0))) return null;
    const keys = places.map((place) => this.records.keyOf(place));
    if (this.owners.size === 0) return this.#newName(keys);
    const held = new Set(keys.flatMap((key) => this.owners.get(recordName(key)) ?? []));
    if (held.size > 1) return null;
    const [kept] = held;
    const name = kept ?? this.#newName(keys);
    if (kept === undefined) return this.everUsed.has(name) ? null : name;
    // Two groups can lay claim to one old name; a new one is made of a record that is in one group alone.
    if (this.#claimed.has(name)) return null;
    this.#claimed.add(name);
    return name;
  }

  isNew(key: RecordKey): boolean {
    return this.owners.size === 0 || !this.owners.has(recordName(key));
  }

  #newName(keys: readonly RecordKey[]): CustomerId {
    const anchor = keys.reduce((first, each) => (anchorKey(each) < anchorKey(first) ? each : first));
    return stableId(this.secret, anchor.source, anchor.recordId);
  }
}
