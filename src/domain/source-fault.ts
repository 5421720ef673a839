import type { SourceName } from "./source.js";

/** Why a source could not say something. Stable: front-ends switch on these. */
export type SourceFaultCode =
  /** It could not be reached, cut the connection, or answered with a server error. */
  | "SOURCE_UNAVAILABLE"
  /** It did not answer within its own time limit or the request's deadline, or was not asked because it could not have. */
  | "SOURCE_TIMEOUT"
  /** It answered, but not in the words of its contract. */
  | "SOURCE_MALFORMED"
  /** It does not take what we asked: a fault of the request, which says nothing about the source. */
  | "SOURCE_REFUSED"
  /** It asks us to come back later, or would if we asked once more. */
  | "SOURCE_THROTTLED"
  /** Our paid calls at this source are used up. */
  | "SOURCE_BUDGET_EXHAUSTED"
  /** It does not accept our credentials, or does not know the operation. */
  | "SOURCE_MISCONFIGURED"
  /** It has failed so often of late that it is not being asked. */
  | "SOURCE_CIRCUIT_OPEN"
  /** As many of our calls as it bears are under way, and it was not asked for one more. */
  | "SOURCE_OVERLOADED"
  /** It says that a consent is needed and missing. */
  | "SOURCE_CONSENT_REQUIRED";

export interface SourceFaultDetail {
  /** Where in the source's answer, as a path such as `accounts/0/balance`; never a value. */
  readonly at?: string;
  readonly retryAfterSeconds?: number;
  /** The upstream's own error number, for whoever runs the gateway; never its text. */
  readonly upstreamCode?: string;
  /** It is the whole source's refusal, of every call for a while, and not of this one alone. */
  readonly rests?: boolean;
  /** The part of the source that it is about, "core-banking/ningbo", where the source is divided. */
  readonly part?: string | null;
  /** The keys that could not be asked about; where they are not known it may be about anybody. */
  readonly about?: ReadonlySet<string>;
  readonly cause?: unknown;
}

/**
 * A source's failure to say something, as small as one field. Placed where the value would stand, it becomes a GraphQL
 * error at exactly that path. Neither the message nor `extensions` carries a value or the upstream's own text.
 */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  readonly extensions: { readonly code: SourceFaultCode; readonly source: SourceName; readonly part?: string };
  readonly at: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly upstreamCode: string | undefined;
  readonly rests: boolean;
  readonly part: string | null;
  /** Keys are somebody's numbers: they decide, and are never printed. */
  readonly #about: ReadonlySet<string> | undefined;

  constructor(
    readonly source: SourceName,
    readonly code: SourceFaultCode,
    detail: SourceFaultDetail = {},
  ) {
    const part = detail.part ?? null;
    super(`${part ?? source}: ${EXPLANATION[code]}`, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.extensions = { code, source, ...(part !== null && { part }) };
    this.part = part;
    this.rests = detail.rests ?? false;
    this.#about = detail.about;
    this.at = detail.at;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.upstreamCode = detail.upstreamCode;
  }

  /** Whether what is missing may be this key's: false only for a fault that is about other keys. */
  mayConcern(key: string): boolean {
    return this.#about?.has(key) ?? true;
  }

  /** Whether nothing at all was learned about this key. */
  concerns(key: string): boolean {
    return this.#about?.has(key) ?? false;
  }

  /** The same fault, as one about these keys alone. */
  aboutKeys(keys: readonly string[]): SourceFault {
    const { at, retryAfterSeconds, upstreamCode, rests, part, cause } = this;
    return new SourceFault(this.source, this.code, {
      ...(at !== undefined && { at }),
      ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
      ...(upstreamCode !== undefined && { upstreamCode }),
      rests,
      part,
      about: new Set(keys),
      ...(cause !== undefined && { cause }),
    });
  }
}

const EXPLANATION: Record<SourceFaultCode, string> = {
  SOURCE_UNAVAILABLE: "the source could not be reached",
  SOURCE_TIMEOUT: "the source did not answer in time",
  SOURCE_MALFORMED: "the source answered outside its contract",
  SOURCE_REFUSED: "the source does not take this request",
  SOURCE_THROTTLED: "the source takes no more calls for now",
  SOURCE_BUDGET_EXHAUSTED: "the call budget of the source is used up",
  SOURCE_MISCONFIGURED: "the source does not accept the gateway's set-up",
  SOURCE_CIRCUIT_OPEN: "the source failed too often and is resting",
  SOURCE_OVERLOADED: "the source has as many calls under way as it bears",
  SOURCE_CONSENT_REQUIRED: "the source asks for the customer's consent",
};
