/** The systems that the gateway knows how to ask. The name is the id that consumers see. */
export type SourceName =
  | "core-banking"
  | "loan"
  | "card"
  | "credit-bureau"
  | "crm"
  | "tianyancha"
  | "qichacha"
  | "gleif";

export type SourceKind = "CORE_BANKING" | "LOAN" | "CARD" | "CREDIT_BUREAU" | "CORPORATE_REGISTRY" | "CRM";

/** For whom an answer may be kept: for everybody, or for the one who asked, under his purpose. There is no default. */
export type CacheScope = "shared" | "per-caller";

/** How long what a source said in answer to one kind of question may stand in for asking again. Seconds since it was read. */
export interface CacheRule {
  readonly scope: CacheScope;
  /** So long it serves without a question. */
  readonly freshSeconds: number;
  /** The same for "there is none of that number". */
  readonly absentSeconds: number;
  /** So much longer it serves while it is being read again. */
  readonly whileRevalidatingSeconds: number;
  /** So long after it was read it may stand in for a source that fails. 0: never. */
  readonly ifErrorSeconds: number;
  /** Data that is stale by its own date although it was just read: asked again after this long. Unset: the date does not count. */
  readonly askAgainWhenStaleSeconds?: number;
}

/** How a source may be called. The configuration may say otherwise for one bank's contract. */
export interface ResilienceFacts {
  /** Requests for one question that leaves no trace, the first included. */
  readonly attempts: number;
  /** Whether a second request may go out when the first takes unusually long: never where a call is paid for. */
  readonly hedged: boolean;
  /** What it takes in a minute; null where it sets no limit. */
  readonly callsPerMinute: number | null;
  /** What is paid for in a day; null where calls cost nothing. */
  readonly callsPerDay: number | null;
}

/** What other teams must know of a source, as data. */
export interface SourceFacts {
  readonly name: SourceName;
  readonly title: string;
  readonly kind: SourceKind;
  /** The team that answers for it. */
  readonly owner: string;
  /** The OpenAPI contract's file name under `schema/upstream/`. */
  readonly contract: string;
  /** How much its word weighs against other sources', 0 to 1. */
  readonly trust: number;
  /** Younger than this is FRESH. */
  readonly freshnessBudgetSeconds: number;
  /** Older than this is EXPIRED; between the two, STALE. */
  readonly maxStaleSeconds: number;
  /** How long one call may take. */
  readonly timeoutMs: number;
  readonly resilience: ResilienceFacts;
  /** By operation. What has no rule here is never kept. */
  readonly cache: Readonly<Record<string, CacheRule>>;
}
