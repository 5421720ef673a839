import type { Known, Leaf, Listing } from "../../domain/outcome.js";
import type { LoanRecord } from "../../domain/records/arrangement.js";
import { SourceFault } from "../../domain/source-fault.js";

export const LOANS_PER_PAGE = 200;

/** 20,000 loans of one batch. A larger total is more likely an error than a customer, and would keep us asking for hours. */
const MOST_PAGES = 100;

export interface LoanPage {
  readonly loans: Known<Listing<LoanRecord>>;
  /** Loans of the whole batch; null when the system did not say. */
  readonly total: Leaf<number>;
}

/**
 * All pages of one batch: the first says how many there are, the others follow side by side. Throws the SourceFault of
 * the first page; what goes missing later is a gap, and a list that is shorter than its total always has one.
 */
export async function fetchAllPages(
  fetchPage: (pageNo: number) => Promise<LoanPage>,
): Promise<Known<Listing<LoanRecord>>> {
  const first = await fetchPage(1);
  const total = totalOf(first);
  const pages = total instanceof SourceFault ? 1 : Math.min(Math.ceil(total / LOANS_PER_PAGE), MOST_PAGES);
  const later = Array.from({ length: Math.max(0, pages - 1) }, (_, index) => index + 2);
  const others = await Promise.all(later.map((pageNo) => laterPage(() => fetchPage(pageNo), first.loans)));
  const listings = [first.loans.value, ...others];
  const items = listings.flatMap((listing) => listing.items);
  const gaps = listings.flatMap((listing) => listing.gaps);
  if (total instanceof SourceFault) gaps.push(total);
  else if (items.length !== total && gaps.length === 0) gaps.push(outsideContract("page/total"));
  return { ...first.loans, value: { items, gaps } };
}

/** An answer that does not say how many there are is whole only when it did not fill its page. */
function totalOf({ loans, total }: LoanPage): number | SourceFault {
  if (total !== null) return total;
  const rows = loans.value.items.length + loans.value.gaps.length;
  return rows < LOANS_PER_PAGE ? rows : outsideContract("page");
}

async function laterPage(fetch: () => Promise<LoanPage>, first: Known<unknown>): Promise<Listing<LoanRecord>> {
  try {
    const { loans } = await fetch();
    // The nightly batch came in between: these rows no longer fit the pages before them.
    return loans.asOf === first.asOf ? loans.value : { items: [], gaps: [outsideContract("batchDate")] };
  } catch (error) {
    if (error instanceof SourceFault) return { items: [], gaps: [error] };
    throw error;
  }
}

function outsideContract(at: string): SourceFault {
  return new SourceFault("loan", "SOURCE_MALFORMED", { at });
}
