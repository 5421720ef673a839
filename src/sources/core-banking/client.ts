import type { IdentifierType } from "../../domain/identifier.js";
import { toInstant, type Clock } from "../../domain/instant.js";
import type { Known, Listing } from "../../domain/outcome.js";
import type { DepositAccountRecord, InvestmentRecord, TransactionRecord } from "../../domain/records/arrangement.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { SourceFault } from "../../domain/source-fault.js";
import { unseal } from "../../domain/unseal.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import { accountedFor } from "../accounted-for.js";
import { Division, joinListings } from "../division.js";
import { getFrom, listOf, postJson } from "../json-request.js";
import { toPage } from "../page.js";
import { cursorOf, FEED_PAGE, type ChangePage, type FeedPage, type PartyFeed } from "../party-feed.js";
import type { IdentifierSearch, PartyRegister } from "../party-register.js";
import { inOrder } from "../search-results.js";
import type { Upstream } from "../upstream.js";
import type { UpstreamAnswer } from "../upstream-call.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { AccessToken, type ClientCredentials } from "./access-token.js";
import { toFeedEntry } from "./feed.js";
import type {
  AccountsResponse,
  InvestmentsResponse,
  PartiesResponse,
  PartyChangesResponse,
  PartyListingResponse,
  PartySearchResponse,
  TransactionsResponse,
} from "./wire.generated.js";
import { toDepositAccount, toInvestment } from "./wire.js";
import { toParty, toTransaction } from "./wire-party.js";

/** What can come along with parties in one answer. */
export type PartyInclude = "accounts" | "investments";

export interface PartyHoldings {
  readonly parties: Listing<PartyRecord>;
  /** Empty when not asked for. */
  readonly accounts: Listing<DepositAccountRecord>;
  readonly investments: Listing<InvestmentRecord>;
}

export interface TransactionPage {
  readonly accountId: string;
  readonly transactions: Listing<TransactionRecord>;
  /** Where the next, older page begins; null on the last. */
  readonly next: string | null;
}

type CoreOperation = "parties" | "search" | "accounts" | "investments" | "transactions" | "listing" | "changes";

interface PageAsked {
  readonly limit: number;
  readonly before: string | null;
}

/** One region's core: each issues tokens of its own. */
interface CorePart {
  readonly upstream: Upstream;
  readonly token: AccessToken;
}

const NONE: Listing<never> = { items: [], gaps: [] };

/** Calls of the core banking system. Every method is one call, and throws SourceFault. */
export class CoreBankingClient implements PartyRegister, PartyFeed {
  readonly name = "core-banking";
  readonly keyType = "CIF";
  readonly searchable: ReadonlySet<IdentifierType> = new Set([
    "CIF",
    "RESIDENT_ID",
    "PASSPORT",
    "HKMO_PERMIT",
    "TAIWAN_PERMIT",
    "FOREIGN_PR",
    "USCC",
    "LEI",
    "MOBILE",
    "EMAIL",
    "ACCOUNT_NUMBER",
  ]);
  readonly #parts: Division<CorePart>;
  readonly #checks: Record<CoreOperation, AnswerCheck>;

  constructor(
    upstream: Upstream | Division<Upstream>,
    credentials: ClientCredentials,
    contract: Contract,
    clock: Clock,
  ) {
    const parts = upstream instanceof Division ? upstream : Division.whole(upstream);
    this.#parts = parts.map((at) => ({ upstream: at, token: new AccessToken(at, credentials, contract, clock) }));
    this.#checks = {
      parties: contract.answer("PartiesResponse"),
      search: contract.answer("PartySearchResponse"),
      accounts: contract.answer("AccountsResponse"),
      investments: contract.answer("InvestmentsResponse"),
      transactions: contract.answer("TransactionsResponse"),
      listing: contract.answer("PartyListingResponse"),
      changes: contract.answer("PartyChangesResponse"),
    };
  }

  /** Parties by customer number (at most 200), with what they hold where `include` says so. Unknown numbers are left out. */
  fetchParties(
    partyIds: readonly string[],
    include: readonly PartyInclude[],
    deadline: Deadline,
  ): Promise<Known<PartyHoldings>> {
    return this.#parts.ask(partyIds, (part, ids) => this.#fetchParties(part, ids, include, deadline), joinHoldings);
  }

  async #fetchParties(
    part: CorePart,
    partyIds: readonly string[],
    include: readonly PartyInclude[],
    deadline: Deadline,
  ): Promise<Known<PartyHoldings>> {
    const including = include.length === 0 ? "" : `&include=${include.join(",")}`;
    const path = `/parties?ids=${listOf(partyIds)}${including}`;
    const answer = await this.#ask<PartiesResponse>(part, "parties", getFrom(path), deadline);
    const { record } = answer;
    const notFound = record.leaf("notFound", asIs);
    return known(answer, {
      parties: accountedFor(this.name, record.listing("parties", toParty), ({ recordId }) => recordId, {
        ids: partyIds,
        notFound,
      }),
      accounts: include.includes("accounts") ? included(record, "accounts", toDepositAccount) : NONE,
      investments: include.includes("investments") ? included(record, "investments", toInvestment) : NONE,
    });
  }

  searchParties(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const ownKey = ({ type, value }: IdentifierSearch) => (type === this.keyType ? unseal(value) : null);
    return this.#parts.search(searches, ownKey, (part, some) => this.#searchParties(part, some, deadline));
  }

  async #searchParties(
    part: CorePart,
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const identifiers = searches.map(({ type, value }) => ({ type, value: unseal(value) }));
    const request = postJson("/parties/search", { identifiers });
    const answer = await this.#ask<PartySearchResponse>(part, "search", request, deadline);
    const results = answer.record.listing("results", (result) => ({
      index: result.required("index", asIs),
      found: result.listing("parties", toParty),
    }));
    return known(answer, inOrder(this.name, searches.length, results));
  }

  async fetchFeed(after: string | null, deadline: Deadline): Promise<Known<FeedPage>> {
    const from = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const path = `/parties/listing?limit=${FEED_PAGE}${from}`;
    const answer = await this.#ask<PartyListingResponse>(
      this.#parts.undivided(this.name),
      "listing",
      getFrom(path),
      deadline,
    );
    const { record } = answer;
    return known(answer, {
      entries: record.listing("entries", toFeedEntry),
      next: cursorOf(this.name, "next", record.leaf("next", asIs)),
      total: record.optional("total", asIs),
      changesFrom: record.required("changesFrom", asIs),
    });
  }

  async fetchChanges(after: string, deadline: Deadline): Promise<Known<ChangePage>> {
    const path = `/parties/changes?limit=${FEED_PAGE}&after=${encodeURIComponent(after)}`;
    const answer = await this.#ask<PartyChangesResponse>(
      this.#parts.undivided(this.name),
      "changes",
      getFrom(path),
      deadline,
    );
    const { record } = answer;
    return known(answer, {
      entries: record.listing("entries", toFeedEntry),
      next: record.required("next", asIs),
      more: record.required("more", asIs),
    });
  }

  fetchAccounts(accountIds: readonly string[], deadline: Deadline): Promise<Known<Listing<DepositAccountRecord>>> {
    const askPart = async (part: CorePart, ids: readonly string[]) => {
      const request = getFrom(`/accounts?ids=${listOf(ids)}`);
      const answer = await this.#ask<AccountsResponse>(part, "accounts", request, deadline);
      return known(answer, answer.record.listing("accounts", toDepositAccount));
    };
    return this.#parts.ask(accountIds, askPart, joinListings);
  }

  fetchInvestments(holdingIds: readonly string[], deadline: Deadline): Promise<Known<Listing<InvestmentRecord>>> {
    const askPart = async (part: CorePart, ids: readonly string[]) => {
      const request = getFrom(`/investments?ids=${listOf(ids)}`);
      const answer = await this.#ask<InvestmentsResponse>(part, "investments", request, deadline);
      return known(answer, answer.record.listing("investments", toInvestment));
    };
    return this.#parts.ask(holdingIds, askPart, joinListings);
  }

  /** Newest first, `limit` (at most 100) for each account; `before` pages on within a single account. */
  fetchTransactions(
    accountIds: readonly string[],
    page: PageAsked,
    deadline: Deadline,
  ): Promise<Known<Listing<TransactionPage>>> {
    return this.#parts.ask(accountIds, (part, ids) => this.#fetchTransactions(part, ids, page, deadline), joinListings);
  }

  async #fetchTransactions(
    part: CorePart,
    accountIds: readonly string[],
    page: PageAsked,
    deadline: Deadline,
  ): Promise<Known<Listing<TransactionPage>>> {
    const before = page.before === null ? "" : `&before=${encodeURIComponent(page.before)}`;
    const path = `/transactions?accountIds=${listOf(accountIds)}&limit=${page.limit}${before}`;
    const answer = await this.#ask<TransactionsResponse>(part, "transactions", getFrom(path), deadline);
    return known(
      answer,
      answer.record.listing("pages", (each) => {
        const page = toPage(each.listing("items", toTransaction), each.leaf("next", asIs));
        return { accountId: each.required("accountId", asIs), transactions: page.entries, next: page.next };
      }),
    );
  }

  /** A token that ran out at the core's clock before ours is renewed once. */
  async #ask<W extends object>(
    { upstream, token }: CorePart,
    operation: CoreOperation,
    request: HttpRequest,
    deadline: Deadline,
  ): Promise<UpstreamAnswer<W>> {
    const check = this.#checks[operation];
    const askWith = async (bearer: Promise<string>): Promise<UpstreamAnswer<W>> => {
      const headers = { ...request.headers, authorization: `Bearer ${await bearer}` };
      return upstream.ask<W>({ operation, request: { ...request, headers }, isRead: true, check }, deadline);
    };
    const bearer = token.get();
    try {
      return await askWith(bearer);
    } catch (error) {
      if (!(error instanceof SourceFault) || error.code !== "SOURCE_MISCONFIGURED") throw error;
      if (!token.discard(bearer)) throw error;
      return askWith(token.get());
    }
  }
}

/** What was to come along with the parties: left out of the answer it is a gap, and not an empty list. */
function included<K extends PartyInclude, T>(
  record: WireRecord<PartiesResponse>,
  part: K,
  to: Parameters<typeof record.listing<K, T>>[1],
): Listing<T> {
  if (record.leaf(part, asIs) !== null) return record.listing(part, to);
  return { items: [], gaps: [new SourceFault("core-banking", "SOURCE_MALFORMED", { at: part })] };
}

/** What is missing of a part is missing from every list. */
function joinHoldings(answers: readonly PartyHoldings[], gaps: readonly SourceFault[]): PartyHoldings {
  return {
    parties: joinListings(
      answers.map(({ parties }) => parties),
      gaps,
    ),
    accounts: joinListings(
      answers.map(({ accounts }) => accounts),
      gaps,
    ),
    investments: joinListings(
      answers.map(({ investments }) => investments),
      gaps,
    ),
  };
}

function known<W extends { asOf: string }, T>(answer: UpstreamAnswer<W>, value: T): Known<T> {
  const asOf = (answer.record as WireRecord<{ asOf: string }>).required("asOf", toInstant);
  return { kind: "known", source: "core-banking", value, asOf, retrievedAt: answer.retrievedAt };
}
