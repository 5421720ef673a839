import type { CustomerId } from "../domain/customer-id.js";
import type { RecordKey } from "../domain/membership.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { SourceName } from "../domain/source.js";
import type { IdentityIndex } from "./identity-index.js";
import type { IdentityWriter } from "./identity-writer.js";
import { stableId } from "./stable-id.js";

/** The sources that have said whether they know the customer of a record. */
export type SearchedFor = (record: PartyRecord) => readonly SourceName[];

/** Records that a look-up has found, stated and settled like those of the feed: the index learns by being used. */
export class IdentityLinker {
  constructor(
    private readonly index: IdentityIndex,
    private readonly writer: IdentityWriter,
  ) {}

  /** The id that a customer gets who is first known by this record. */
  idFor({ source, recordId }: RecordKey): CustomerId {
    return stableId(this.writer.parts.secret, source, recordId);
  }

  /** The customer of each record, in order. */
  async link(records: readonly PartyRecord[], searchedFor: SearchedFor): Promise<readonly CustomerId[]> {
    if (records.length === 0) return [];
    await this.writer.observe(records.map((record) => ({ record, numbers: null, origin: "LOOKUP" })));
    const owners = await Promise.all(records.map((record) => this.index.customerOf(record)));
    const linked = records.map((record, index) => ({ record, customerId: owners[index] ?? null }));
    for (const [customerId, own] of Map.groupBy(linked, (each) => each.customerId)) {
      if (customerId === null) throw new Error("a record that has been settled belongs to a customer");
      const searched = new Set(own.flatMap(({ record }) => searchedFor(record)));
      await this.index.markSearched(customerId, [...searched]);
    }
    return linked.flatMap(({ customerId }) => customerId ?? []);
  }
}
