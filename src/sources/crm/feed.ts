import type { FeedEntry } from "../party-feed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CrmFeedEntry } from "./wire.generated.js";
import { toCrmCustomer } from "./wire.js";

export function toFeedEntry(wire: WireRecord<CrmFeedEntry>): FeedEntry {
  const party = wire.nested("customer", (customer) => toCrmCustomer(customer).party);
  return { recordId: wire.required("crmId", asIs), party, numbers: [] };
}
