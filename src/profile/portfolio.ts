import type { Outcome } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { PortfolioPage } from "../sources/crm/client.js";
import type { RequestSources } from "./request-sources.js";

/** One page of the customers whom a member of staff looks after, as the CRM has it now. */
export async function fetchPortfolio(
  sources: RequestSources,
  staffId: string,
  page: { readonly limit: number; readonly cursor: string | null },
): Promise<Outcome<PortfolioPage>> {
  try {
    return sources.note(await sources.all.crm.fetchPortfolio(staffId, page, sources.deadline));
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return sources.note({ kind: "unavailable", source: error.source, because: error });
  }
}
