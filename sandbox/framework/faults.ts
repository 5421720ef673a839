/** Sets every value the path reaches in a JSON answer. `accounts[].balance`, `rows[0].balance`; a last name that is missing is added. */
export interface JsonMutation {
  readonly path: string;
  readonly set?: unknown;
  /** Take the value away instead. */
  readonly remove?: boolean;
}

/** Replaces every occurrence of a text in an answer that is not JSON. */
export interface TextMutation {
  readonly find: string;
  readonly replace: string;
}

/** What can be made to go wrong with one system. Nothing is wrong by default. */
export interface Faults {
  /** Instead of the system's default latency. */
  readonly latencyMs?: number;
  /** Up to this much more, at random. */
  readonly jitterMs?: number;
  /** Share of the calls that fail, 0 to 1. */
  readonly errorRate?: number;
  /** Status of those failures, 503 unless told; 200 asks for an error inside a successful answer. */
  readonly errorStatus?: number;
  /** Take the call and never answer. */
  readonly hang?: boolean;
  /** Close the connection without an answer. */
  readonly cut?: boolean;
  /** A login page, the first half of the body, or a body that is no JSON at all, each with status 200. */
  readonly malformed?: "html" | "half" | "text";
  readonly contentType?: string;
  /** Let the as-of of every answer be this many days back. */
  readonly staleDays?: number;
  /** Beyond this many calls in a minute: 429 with Retry-After. */
  readonly rateLimitPerMinute?: number;
  /** What a refusal over the rate says of when to come back, instead of the truth. */
  readonly retryAfterSeconds?: number;
  /** All of this comes and goes: so many milliseconds wrong, then as many well, by real time. */
  readonly flapMs?: number;
  readonly mutations?: readonly (JsonMutation | TextMutation)[];
  /** Only these, as the counters name them: "GET /core/v2/parties". All but the stale date can be limited so. */
  readonly endpoints?: readonly string[];
}

const mutation = {
  anyOf: [
    {
      type: "object",
      required: ["path"],
      additionalProperties: false,
      properties: { path: { type: "string", minLength: 1 }, set: {}, remove: { type: "boolean" } },
    },
    {
      type: "object",
      required: ["find", "replace"],
      additionalProperties: false,
      properties: { find: { type: "string", minLength: 1 }, replace: { type: "string" } },
    },
  ],
} as const;

/** JSON Schema of Faults; the control endpoint refuses anything else, so that a typing error is not a silent success. */
export const faultsSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    latencyMs: { type: "number", minimum: 0 },
    jitterMs: { type: "number", minimum: 0 },
    errorRate: { type: "number", minimum: 0, maximum: 1 },
    errorStatus: { type: "integer", minimum: 200, maximum: 599 },
    hang: { type: "boolean" },
    cut: { type: "boolean" },
    malformed: { type: "string", enum: ["html", "half", "text"] },
    contentType: { type: "string", minLength: 1 },
    staleDays: { type: "integer", minimum: 0 },
    rateLimitPerMinute: { type: "integer", minimum: 0 },
    retryAfterSeconds: { type: "integer", minimum: 0 },
    flapMs: { type: "integer", minimum: 1 },
    mutations: { type: "array", items: mutation },
    endpoints: { type: "array", items: { type: "string" } },
  },
} as const;
