import type { IdentifierType } from "../../domain/identifier.js";
import type { Known, Listing } from "../../domain/outcome.js";
import type { OrgUnitRecord, StaffRecord } from "../../domain/records/coverage.js";
import type { InteractionRecord } from "../../domain/records/interaction.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { unseal } from "../../domain/unseal.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import { accountedFor } from "../accounted-for.js";
import { getFrom, listOf, postJson } from "../json-request.js";
import { toPage, type Page } from "../page.js";
import { cursorOf, FEED_PAGE, type ChangePage, type FeedPage, type PartyFeed } from "../party-feed.js";
import type { IdentifierSearch, PartyRegister } from "../party-register.js";
import { inOrder } from "../search-results.js";
import type { Upstream } from "../upstream.js";
import type { UpstreamAnswer, UpstreamCall } from "../upstream-call.js";
import { asIs } from "../wire-record.js";
import { toFeedEntry } from "./feed.js";
import { toKnown } from "./known.js";
import { toListedCustomer, toListingRequest, type CustomerQuery, type ListedCustomer } from "./listing.js";
import { parsePortfolio, toPortfolioEntry, type PortfolioEntry } from "./portfolio.js";
import type {
  CrmChangesResponse,
  CrmCustomersResponse,
  CrmFeedResponse,
  CrmListingResponse,
  CrmSearchResponse,
  InteractionsResponse,
  OrgUnitsResponse,
  PortfolioResponse,
  StaffResponse,
} from "./wire.generated.js";
import { toOrgUnit, toStaff } from "./wire-coverage.js";
import { toCrmCustomer, toInteraction, type CrmCustomerRecord } from "./wire.js";

/** Customers by the CRM's own numbers or by the core's, at most 200. */
export type CrmCustomerKeys = { readonly crmIds: readonly string[] } | { readonly cifs: readonly string[] };

export interface PortfolioPage extends Page<PortfolioEntry> {
  /** Customers of the whole portfolio; null when the CRM did not say. */
  readonly total: number | null;
}

export interface ListingPage extends Page<ListedCustomer> {
  /** Customers of the whole list; null when the CRM did not say. */
  readonly total: number | null;
}

export interface InteractionPage extends Page<InteractionRecord> {
  readonly crmId: string;
}

/** Calls of the CRM. Every method is one call, and throws SourceFault. */
export class CrmClient implements PartyRegister, PartyFeed {
  readonly name = "crm";
  readonly keyType = "CRM";
  readonly searchable: ReadonlySet<IdentifierType> = new Set([
    "CRM",
    "CIF",
    "RESIDENT_ID",
    "PASSPORT",
    "USCC",
    "MOBILE",
    "EMAIL",
  ]);
  readonly #checks: Record<
    "customers" | "search" | "listing" | "staff" | "orgUnits" | "portfolio" | "interactions" | "feed" | "changes",
    AnswerCheck
  >;

  constructor(
    private readonly upstream: Upstream,
    private readonly serviceToken: string,
    contract: Contract,
  ) {
    this.#checks = {
      customers: contract.answer("CrmCustomersResponse"),
      search: contract.answer("CrmSearchResponse"),
      listing: contract.answer("CrmListingResponse"),
      staff: contract.answer("StaffResponse"),
      orgUnits: contract.answer("OrgUnitsResponse"),
      portfolio: contract.answer("PortfolioResponse"),
      interactions: contract.answer("InteractionsResponse"),
      feed: contract.answer("CrmFeedResponse"),
      changes: contract.answer("CrmChangesResponse"),
    };
  }

  /** Everything the CRM holds of these customers. Unknown numbers are left out. */
  async fetchCustomers(keys: CrmCustomerKeys, deadline: Deadline): Promise<Known<Listing<CrmCustomerRecord>>> {
    const query = "crmIds" in keys ? `ids=${listOf(keys.crmIds)}` : `cifs=${listOf(keys.cifs)}`;
    const call = { operation: "customers", request: getFrom(`/customers?${query}`), check: this.#checks.customers };
    const answer = await this.#ask<CrmCustomersResponse>(call, deadline);
    const isById = "crmIds" in keys;
    return toKnown(answer, (record, meta) =>
      accountedFor(
        this.name,
        record.listing("data", toCrmCustomer),
        ({ party }) => (isById ? party.recordId : party.crossReference?.recordId),
        { ids: isById ? keys.crmIds : keys.cifs, notFound: meta.leaf("notFound", asIs) },
      ),
    );
  }

  /** Like `searchParties`, with everything else that the answer holds anyway. */
  async searchCustomers(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<CrmCustomerRecord>[]>> {
    const identifiers = searches.map(({ type, value }) => ({ type, value: unseal(value) }));
    const request = postJson("/customers/search", { identifiers });
    const call = { operation: "search", request, isRead: true, check: this.#checks.search };
    const answer = await this.#ask<CrmSearchResponse>(call, deadline);
    return toKnown(answer, (record) => {
      const results = record.listing("data", (result) => ({
        index: result.required("index", asIs),
        found: result.listing("customers", toCrmCustomer),
      }));
      return inOrder(this.name, searches.length, results);
    });
  }

  async searchParties(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const found = await this.searchCustomers(searches, deadline);
    const toParties = ({ items, gaps }: Listing<CrmCustomerRecord>) => ({
      items: items.map(({ party }) => party),
      gaps,
    });
    return { ...found, value: found.value.map(toParties) };
  }

  /** The customers whose primary manager this person is, `limit` (at most 200) a page. Nobody's for unknown staff. */
  async fetchPortfolio(
    staffId: string,
    page: { readonly limit: number; readonly cursor: string | null },
    deadline: Deadline,
  ): Promise<Known<PortfolioPage>> {
    const cursor = page.cursor === null ? "" : `&cursor=${encodeURIComponent(page.cursor)}`;
    const path = `/staff/${encodeURIComponent(staffId)}/portfolio?limit=${page.limit}${cursor}`;
    const call = {
      operation: "portfolio",
      request: getFrom(path),
      check: this.#checks.portfolio,
      parse: parsePortfolio,
      answerStatus: 404,
    };
    const answer = await this.#ask<PortfolioResponse>(call, deadline);
    return toKnown(answer, (record, meta) => ({
      ...toPage(record.listing("data", toPortfolioEntry), meta.leaf("next", asIs)),
      total: meta.optional("total", asIs),
    }));
  }

  /** Customers by what is known of them, `limit` (at most 200) a page, each with everything the CRM holds. */
  async fetchListing(
    query: CustomerQuery,
    page: { readonly limit: number; readonly after: string | null },
    deadline: Deadline,
  ): Promise<Known<ListingPage>> {
    const request = postJson("/customers/listing", toListingRequest(query, page));
    const call = { operation: "listing", request, isRead: true, check: this.#checks.listing };
    const answer = await this.#ask<CrmListingResponse>(call, deadline);
    return toKnown(answer, (record, meta) => ({
      ...toPage(record.listing("data", toListedCustomer), meta.leaf("next", asIs)),
      total: meta.optional("total", asIs),
    }));
  }

  async fetchStaff(staffIds: readonly string[], deadline: Deadline): Promise<Known<Listing<StaffRecord>>> {
    const request = getFrom(`/staff?ids=${listOf(staffIds)}`);
    const call = { operation: "staff", request, check: this.#checks.staff };
    const answer = await this.#ask<StaffResponse>(call, deadline);
    return toKnown(answer, (record) => record.listing("data", toStaff));
  }

  /** The whole tree, parents before children. */
  async fetchOrgUnits(deadline: Deadline): Promise<Known<Listing<OrgUnitRecord>>> {
    const call = { operation: "org-units", request: getFrom("/org-units"), check: this.#checks.orgUnits };
    const answer = await this.#ask<OrgUnitsResponse>(call, deadline);
    return toKnown(answer, (record) => record.listing("data", toOrgUnit));
  }

  /** Newest first, `limit` (at most 100) for each customer; `before` pages on within a single customer. */
  async fetchInteractions(
    crmIds: readonly string[],
    page: { readonly limit: number; readonly before: string | null },
    deadline: Deadline,
  ): Promise<Known<Listing<InteractionPage>>> {
    const before = page.before === null ? "" : `&before=${encodeURIComponent(page.before)}`;
    const request = getFrom(`/interactions?crmIds=${listOf(crmIds)}&limit=${page.limit}${before}`);
    const answer = await this.#ask<InteractionsResponse>(
      { operation: "interactions", request, check: this.#checks.interactions },
      deadline,
    );
    return toKnown(answer, (record) =>
      record.listing("data", (each) => ({
        crmId: each.required("crmId", asIs),
        ...toPage(each.listing("items", toInteraction), each.leaf("next", asIs)),
      })),
    );
  }

  async fetchFeed(after: string | null, deadline: Deadline): Promise<Known<FeedPage>> {
    const from = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const call = {
      operation: "feed",
      request: getFrom(`/customers/feed?limit=${FEED_PAGE}${from}`),
      check: this.#checks.feed,
    };
    const answer = await this.#ask<CrmFeedResponse>(call, deadline);
    return toKnown(answer, (record, meta) => ({
      entries: record.listing("data", toFeedEntry),
      next: cursorOf(this.name, "meta/next", meta.leaf("next", asIs)),
      total: meta.optional("total", asIs),
      changesFrom: meta.required("changesFrom", asIs),
    }));
  }

  async fetchChanges(after: string, deadline: Deadline): Promise<Known<ChangePage>> {
    const path = `/customers/changes?limit=${FEED_PAGE}&after=${encodeURIComponent(after)}`;
    const answer = await this.#ask<CrmChangesResponse>(
      { operation: "changes", request: getFrom(path), check: this.#checks.changes },
      deadline,
    );
    return toKnown(answer, (record, meta) => ({
      entries: record.listing("data", toFeedEntry),
      next: meta.required("next", asIs),
      more: meta.required("more", asIs),
    }));
  }

  #ask<W extends object>(call: UpstreamCall<W>, deadline: Deadline): Promise<UpstreamAnswer<W>> {
    const headers = { ...call.request.headers, authorization: `Bearer ${this.serviceToken}` };
    const request: HttpRequest = { ...call.request, headers };
    return this.upstream.ask<W>({ ...call, request }, deadline);
  }
}
