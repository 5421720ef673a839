import type { Kysely } from "kysely";
import type { CustomerId } from "../../domain/customer-id.js";
import type { SourceName } from "../../domain/source.js";
import { anchorKey } from "../anchor-order.js";
import { STEWARD } from "../log/judgement-log.js";
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
    if (places.some((place) => this.judged.has(this.records.numbers[place] ?? 0))) return null;
    const held = new Set(places.flatMap((place) => this.owners.get(this.#nameOf(place)) ?? []));
    if (held.size > 1) return null;
    const [kept] = held;
    const name = kept ?? this.#newName(places);
    if (this.#claimed.has(name) || (kept === undefined && this.everUsed.has(name))) return null;
    this.#claimed.add(name);
    return name;
  }

  isNew(place: number): boolean {
    return !this.owners.has(this.#nameOf(place));
  }

  #newName(places: readonly number[]): CustomerId {
    const keys = places.map((place) => ({
      source: (this.records.sources[place] ?? "") as SourceName,
      recordId: this.records.recordIds[place] ?? "",
    }));
    const anchor = keys.reduce((first, each) => (anchorKey(each) < anchorKey(first) ? each : first));
    return stableId(this.secret, anchor.source, anchor.recordId);
  }

  #nameOf(place: number): string {
    return `${this.records.sources[place] ?? ""}\n${this.records.recordIds[place] ?? ""}`;
  }
}
