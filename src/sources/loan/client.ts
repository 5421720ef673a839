import type { IdentifierType } from "../../domain/identifier.js";
import type { Instant } from "../../domain/instant.js";
import type { Known, Listing } from "../../domain/outcome.js";
import type { LoanRecord } from "../../domain/records/arrangement.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { unseal } from "../../domain/unseal.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import { Division, joinListings } from "../division.js";
import { getFrom, listOf, postJson } from "../json-request.js";
import { cursorOf, FEED_PAGE, type ChangePage, type FeedEntry, type FeedPage, type PartyFeed } from "../party-feed.js";
import type { IdentifierSearch, PartyRegister } from "../party-register.js";
import { inOrder } from "../search-results.js";
import type { Upstream } from "../upstream.js";
import type { UpstreamAnswer } from "../upstream-call.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { endOfDay } from "./batch-day.js";
import { fetchAllPages, LOANS_PER_PAGE } from "./loan-pages.js";
import { refusalOf } from "./result-code.js";
import type {
  BorrowerChangesResponse,
  BorrowerFeedRow,
  BorrowerListingResponse,
  BorrowerQueryResponse,
  BorrowersResponse,
  LoansResponse,
} from "./wire.generated.js";
import { toBorrower } from "./wire-borrower.js";
import { toLoan } from "./wire.js";

export interface LoanOptions {
  readonly apiKey: string;
  /** Where the bank's days end, as in ISO 8601; "+08:00" unless said otherwise. */
  readonly zoneOffset?: string;
}

type LoanOperation = "loans" | "borrowers" | "query" | "listing" | "changes";

/** Calls of the credit management system. Throws SourceFault. All of an answer is true as of the last nightly batch. */
export class LoanClient implements PartyRegister, PartyFeed {
  readonly name = "loan";
  readonly keyType = "LOAN_CUSTOMER";
  readonly searchable: ReadonlySet<IdentifierType> = new Set([
    "LOAN_CUSTOMER",
    "RESIDENT_ID",
    "PASSPORT",
    "USCC",
    "MOBILE",
  ]);
  readonly #zoneOffset: string;
  readonly #parts: Division<Upstream>;
  readonly #checks: Record<LoanOperation, AnswerCheck>;

  constructor(
    upstream: Upstream | Division<Upstream>,
    private readonly options: LoanOptions,
    contract: Contract,
  ) {
    this.#parts = upstream instanceof Division ? upstream : Division.whole(upstream);
    this.#zoneOffset = options.zoneOffset ?? "+08:00";
    this.#checks = {
      loans: contract.answer("LoansResponse"),
      borrowers: contract.answer("BorrowersResponse"),
      query: contract.answer("BorrowerQueryResponse"),
      listing: contract.answer("BorrowerListingResponse"),
      changes: contract.answer("BorrowerChangesResponse"),
    };
  }

  /** All loans of these borrowers (at most 200). A later page that fails leaves a gap. Unknown borrowers are left out. */
  fetchLoans(borrowerIds: readonly string[], deadline: Deadline): Promise<Known<Listing<LoanRecord>>> {
    const askPart = (part: Upstream, ids: readonly string[]) => {
      const path = `/loans?borrowerIds=${listOf(ids)}&pageSize=${LOANS_PER_PAGE}`;
      return fetchAllPages(async (pageNo) => {
        const answer = await this.#ask<LoansResponse>(part, "loans", getFrom(`${path}&pageNo=${pageNo}`), deadline);
        const total = answer.record.nested("page", (page) => page.required("total", asIs));
        return { loans: this.#known(answer, answer.record.listing("rows", toLoan)), total };
      });
    };
    return this.#parts.ask(borrowerIds, askPart, joinListings);
  }

  /** Loans by their numbers (at most 200). Unknown ones are left out. */
  fetchLoansByNumber(loanNos: readonly string[], deadline: Deadline): Promise<Known<Listing<LoanRecord>>> {
    const askPart = async (part: Upstream, nos: readonly string[]) => {
      const request = getFrom(`/loans?loanNos=${listOf(nos)}&pageSize=${LOANS_PER_PAGE}`);
      const answer = await this.#ask<LoansResponse>(part, "loans", request, deadline);
      return this.#known(answer, answer.record.listing("rows", toLoan));
    };
    return this.#parts.ask(loanNos, askPart, joinListings);
  }

  fetchBorrowers(borrowerIds: readonly string[], deadline: Deadline): Promise<Known<Listing<PartyRecord>>> {
    const askPart = async (part: Upstream, ids: readonly string[]) => {
      const request = getFrom(`/borrowers?ids=${listOf(ids)}`);
      const answer = await this.#ask<BorrowersResponse>(part, "borrowers", request, deadline);
      return this.#known(
        answer,
        answer.record.listing("rows", (row) => toBorrower(row, this.#zoneOffset)),
      );
    };
    return this.#parts.ask(borrowerIds, askPart, joinListings);
  }

  searchParties(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const ownKey = ({ type, value }: IdentifierSearch) => (type === this.keyType ? unseal(value) : null);
    return this.#parts.search(searches, ownKey, (part, some) => this.#searchParties(part, some, deadline));
  }

  async #searchParties(
    part: Upstream,
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const idents = searches.map(({ type, value }) => ({
      type: type === this.keyType ? "BORROWER_ID" : type,
      value: unseal(value),
    }));
    const request = postJson("/borrowers/query", { idents });
    const answer = await this.#ask<BorrowerQueryResponse>(part, "query", request, deadline);
    const results = answer.record.listing("rows", (row) => ({
      index: row.required("index", asIs),
      found: row.listing("borrowers", (borrower) => toBorrower(borrower, this.#zoneOffset)),
    }));
    return this.#known(answer, inOrder(this.name, searches.length, results));
  }

  async fetchFeed(after: string | null, deadline: Deadline): Promise<Known<FeedPage>> {
    const from = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const request = getFrom(`/borrowers/listing?pageSize=${FEED_PAGE}${from}`);
    const answer = await this.#ask<BorrowerListingResponse>(
      this.#parts.undivided(this.name),
      "listing",
      request,
      deadline,
    );
    const { record } = answer;
    return this.#known(answer, {
      entries: record.listing("rows", (row) => this.#toFeedEntry(row)),
      next: cursorOf(this.name, "next", record.leaf("next", asIs)),
      total: record.optional("total", asIs),
      changesFrom: record.required("changesFrom", asIs),
    });
  }

  async fetchChanges(after: string, deadline: Deadline): Promise<Known<ChangePage>> {
    const request = getFrom(`/borrowers/changes?pageSize=${FEED_PAGE}&after=${encodeURIComponent(after)}`);
    const answer = await this.#ask<BorrowerChangesResponse>(
      this.#parts.undivided(this.name),
      "changes",
      request,
      deadline,
    );
    const { record } = answer;
    return this.#known(answer, {
      entries: record.listing("rows", (row) => this.#toFeedEntry(row)),
      next: record.required("next", asIs),
      more: record.required("more", asIs),
    });
  }

  #toFeedEntry(row: WireRecord<BorrowerFeedRow>): FeedEntry {
    const party = row.nested("borrower", (borrower) => toBorrower(borrower, this.#zoneOffset));
    return { recordId: row.required("borrowerId", asIs), party, numbers: [] };
  }

  #ask<W extends object>(
    part: Upstream,
    operation: LoanOperation,
    request: HttpRequest,
    deadline: Deadline,
  ): Promise<UpstreamAnswer<W>> {
    const headers = { ...request.headers, "x-api-key": this.options.apiKey };
    const check = this.#checks[operation];
    return part.ask<W>(
      { operation, request: { ...request, headers }, isRead: true, check, refusal: refusalOf },
      deadline,
    );
  }

  #known<W extends { batchDate: string }, T>(answer: UpstreamAnswer<W>, value: T): Known<T> {
    const toAsOf = (day: string): Instant => endOfDay(day, this.#zoneOffset);
    const asOf = (answer.record as WireRecord<{ batchDate: string }>).required("batchDate", toAsOf);
    return { kind: "known", source: this.name, value, asOf, retrievedAt: answer.retrievedAt };
  }
}
