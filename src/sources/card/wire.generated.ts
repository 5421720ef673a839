// Generated from the upstream's contract by `npm run fix:wire-types`. Do not edit.

export type CardIdentifierType =
  "CARD_CUSTOMER" | "RESIDENT_ID" | "PASSPORT" | "USCC" | "MOBILE" | "EMAIL" | "CARD_PAN";

export interface Contract {
  CardError: CardError;
  CardIdentifierType: CardIdentifierType;
  CardIdentifier: CardIdentifier;
  CardSearchRequest: CardSearchRequest;
  CardMobile: CardMobile;
  Instalment: Instalment;
  Card: Card;
  CardCustomer: CardCustomer;
  CardCustomersResponse: CardCustomersResponse;
  CardSearchResult: CardSearchResult;
  CardSearchResponse: CardSearchResponse;
  CardsResponse: CardsResponse;
  CardFeedEntry: CardFeedEntry;
  CardListingResponse: CardListingResponse;
  CardChangesResponse: CardChangesResponse;
}
export interface CardError {
  error_code:
    | "bad_request"
    | "missing_header"
    | "unknown_key"
    | "stale_timestamp"
    | "replayed_nonce"
    | "bad_signature"
    | "not_found"
    | "busy"
    | "internal";
  error_message: string;
  request_id: string;
}
export interface CardIdentifier {
  type: CardIdentifierType;
  value: string;
}
export interface CardSearchRequest {
  /**
   * @minItems 1
   * @maxItems 200
   */
  identifiers: [CardIdentifier, ...CardIdentifier[]];
}
export interface CardMobile {
  number: string;
  verification: "VERIFIED_OTP" | "VERIFIED_DOCUMENT" | "VERIFIED_AUTHORITY" | "SELF_DECLARED" | "DERIVED" | "NONE";
  /**
   * Null when the number was never verified
   */
  verified_at: string | null;
}
export interface Instalment {
  description: string;
  remaining_minor: number;
  monthly_minor: number;
  remaining_periods: number;
}
export interface Card {
  card_id: string;
  customer_id: string;
  pan: string;
  product_name: string;
  level: "NORMAL" | "GOLD" | "PLATINUM" | "DIAMOND";
  status: "ACTIVE" | "BLOCKED" | "CLOSED";
  currency: string;
  limit_minor: number;
  /**
   * Negative when the customer has paid too much
   */
  owed_minor: number;
  available_minor: number;
  statement_due_date: string | null;
  minimum_due_minor: number | null;
  opened_on: string;
  instalments: Instalment[];
}
export interface CardCustomer {
  customer_id: string;
  name: string;
  /**
   * USCC for a company card
   */
  id_type: "RESIDENT_ID" | "PASSPORT" | "HKMO_PERMIT" | "TAIWAN_PERMIT" | "FOREIGN_PR" | "USCC";
  id_no: string;
  /**
   * Null for a company
   */
  birth_date: string | null;
  mobile: CardMobile | null;
  email: string | null;
  updated_at: string;
  cards: Card[];
}
export interface CardCustomersResponse {
  as_of: string;
  customers: CardCustomer[];
  not_found: string[];
}
export interface CardSearchResult {
  index: number;
  customers: CardCustomer[];
}
export interface CardSearchResponse {
  as_of: string;
  results: CardSearchResult[];
}
export interface CardsResponse {
  as_of: string;
  cards: Card[];
  not_found: string[];
}
export interface CardFeedEntry {
  customer_id: string;
  customer: CardCustomer | null;
}
export interface CardListingResponse {
  as_of: string;
  entries: CardFeedEntry[];
  next: string | null;
  total: number;
  changes_from: string;
}
export interface CardChangesResponse {
  as_of: string;
  entries: CardFeedEntry[];
  next: string;
  more: boolean;
}
