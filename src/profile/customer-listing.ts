import type { Outcome } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { ListingPage } from "../sources/crm/client.js";
import type { CustomerQuery } from "../sources/crm/listing.js";
import type { RequestSources } from "./request-sources.js";

export type { CustomerQuery, LifecycleStage } from "../sources/crm/listing.js";

/**
 * One page of a list that the CRM keeps. Its entries bring all that decides who may see them, so that deciding about a
 * page of customers asks the CRM nothing more.
 */
export async function fetchListing(
  sources: RequestSources,
  query: CustomerQuery,
  page: { readonly limit: number; readonly after: string | null },
): Promise<Outcome<ListingPage>> {
  try {
    const answer = await sources.all.crm.fetchListing(query, page, sources.deadline);
    for (const { customer } of answer.value.entries.items) {
      sources.crm.prime(customer.party.recordId, { ...answer, value: customer });
    }
    return sources.note(answer);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return sources.note({ kind: "unavailable", source: error.source, because: error });
  }
}
