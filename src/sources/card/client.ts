import { randomUUID } from "node:crypto";
import type { IdentifierType } from "../../domain/identifier.js";
import { toInstant, type Clock } from "../../domain/instant.js";
import type { Known, Listing } from "../../domain/outcome.js";
import type { CreditCardRecord } from "../../domain/records/arrangement.js";
import type { PartyRecord } from "../../domain/records/party.js";
import { unseal } from "../../domain/unseal.js";
import type { AnswerCheck, Contract } from "../../platform/contract.js";
import type { Deadline } from "../../platform/deadline.js";
import type { HttpRequest } from "../../platform/http.js";
import { accountedFor } from "../accounted-for.js";
import { getFrom, listOf, postJson } from "../json-request.js";
import { cursorOf, FEED_PAGE, type ChangePage, type FeedPage, type PartyFeed } from "../party-feed.js";
import type { IdentifierSearch, PartyRegister } from "../party-register.js";
import { inOrder } from "../search-results.js";
import type { Upstream } from "../upstream.js";
import type { UpstreamAnswer } from "../upstream-call.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { toFeedEntry } from "./feed.js";
import { sign } from "./sign.js";
import type {
  CardChangesResponse,
  CardCustomersResponse,
  CardListingResponse,
  CardSearchResponse,
  CardsResponse,
} from "./wire.generated.js";
import { toCardCustomer, type CardCustomer } from "./wire-customer.js";
import { toCreditCard } from "./wire.js";

export interface CardCredentials {
  readonly key: string;
  readonly secret: string;
}

type CardOperation = "customers" | "search" | "cards" | "listing" | "changes";

/** Calls of the card system, each signed on its own. Every method is one call, and throws SourceFault. */
export class CardClient implements PartyRegister, PartyFeed {
  readonly name = "card";
  readonly keyType = "CARD_CUSTOMER";
  readonly searchable: ReadonlySet<IdentifierType> = new Set([
    "CARD_CUSTOMER",
    "RESIDENT_ID",
    "PASSPORT",
    "USCC",
    "MOBILE",
    "EMAIL",
    "CARD_PAN",
  ]);
  readonly #checks: Record<CardOperation, AnswerCheck>;

  constructor(
    private readonly upstream: Upstream,
    private readonly credentials: CardCredentials,
    contract: Contract,
    private readonly clock: Clock,
  ) {
    this.#checks = {
      customers: contract.answer("CardCustomersResponse"),
      search: contract.answer("CardSearchResponse"),
      cards: contract.answer("CardsResponse"),
      listing: contract.answer("CardListingResponse"),
      changes: contract.answer("CardChangesResponse"),
    };
  }

  /** Customers by number (at most 200), with all their cards. Unknown numbers are left out. */
  async fetchCustomers(customerIds: readonly string[], deadline: Deadline): Promise<Known<Listing<CardCustomer>>> {
    const request = getFrom(`/customers?ids=${listOf(customerIds)}`);
    const answer = await this.#ask<CardCustomersResponse>("customers", request, deadline);
    const { record } = answer;
    const customers = accountedFor(
      this.name,
      record.listing("customers", toCardCustomer),
      ({ party }) => party.recordId,
      {
        ids: customerIds,
        notFound: record.leaf("not_found", asIs),
      },
    );
    return known(answer, customers);
  }

  async fetchCards(cardIds: readonly string[], deadline: Deadline): Promise<Known<Listing<CreditCardRecord>>> {
    const request = getFrom(`/cards?ids=${listOf(cardIds)}`);
    const answer = await this.#ask<CardsResponse>("cards", request, deadline);
    return known(answer, answer.record.listing("cards", toCreditCard));
  }

  /** Like `searchParties`, with the cards that the answer holds anyway. */
  async searchCustomers(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<CardCustomer>[]>> {
    const identifiers = searches.map(({ type, value }) => ({ type, value: unseal(value) }));
    const request = postJson("/customers/search", { identifiers });
    const answer = await this.#ask<CardSearchResponse>("search", request, deadline);
    const results = answer.record.listing("results", (result) => ({
      index: result.required("index", asIs),
      found: result.listing("customers", toCardCustomer),
    }));
    return known(answer, inOrder(this.name, searches.length, results));
  }

  async searchParties(
    searches: readonly IdentifierSearch[],
    deadline: Deadline,
  ): Promise<Known<readonly Listing<PartyRecord>[]>> {
    const found = await this.searchCustomers(searches, deadline);
    const toParties = ({ items, gaps }: Listing<CardCustomer>) => ({ items: items.map(({ party }) => party), gaps });
    return { ...found, value: found.value.map(toParties) };
  }

  async fetchFeed(after: string | null, deadline: Deadline): Promise<Known<FeedPage>> {
    const from = after === null ? "" : `&after=${encodeURIComponent(after)}`;
    const request = getFrom(`/customers/listing?limit=${FEED_PAGE}${from}`);
    const answer = await this.#ask<CardListingResponse>("listing", request, deadline);
    const { record } = answer;
    return known(answer, {
      entries: record.listing("entries", toFeedEntry),
      next: cursorOf(this.name, "next", record.leaf("next", asIs)),
      total: record.optional("total", asIs),
      changesFrom: record.required("changes_from", asIs),
    });
  }

  async fetchChanges(after: string, deadline: Deadline): Promise<Known<ChangePage>> {
    const request = getFrom(`/customers/changes?limit=${FEED_PAGE}&after=${encodeURIComponent(after)}`);
    const answer = await this.#ask<CardChangesResponse>("changes", request, deadline);
    const { record } = answer;
    return known(answer, {
      entries: record.listing("entries", toFeedEntry),
      next: record.required("next", asIs),
      more: record.required("more", asIs),
    });
  }

  #ask<W extends object>(
    operation: CardOperation,
    request: HttpRequest,
    deadline: Deadline,
  ): Promise<UpstreamAnswer<W>> {
    const check = this.#checks[operation];
    return this.upstream.ask<W>({ operation, request, isRead: true, sign: this.#sign, check }, deadline);
  }

  /** A nonce is taken once, so a request that goes out again is signed again. */
  readonly #sign = (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: { ...request.headers, ...this.#signatureOf(request) },
  });

  #signatureOf({ method, path, body = "" }: HttpRequest): Record<string, string> {
    const timestamp = Math.floor(this.clock.now() / 1000).toString();
    const nonce = randomUUID();
    const target = this.upstream.targetOf(path);
    return {
      "x-card-key": this.credentials.key,
      "x-card-timestamp": timestamp,
      "x-card-nonce": nonce,
      "x-card-signature": sign({ method, target, timestamp, nonce, body }, this.credentials.secret),
    };
  }
}

function known<W extends { as_of: string }, T>(answer: UpstreamAnswer<W>, value: T): Known<T> {
  const asOf = (answer.record as WireRecord<{ as_of: string }>).required("as_of", toInstant);
  return { kind: "known", source: "card", value, asOf, retrievedAt: answer.retrievedAt };
}
