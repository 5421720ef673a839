import type { FastifyInstance } from "fastify";
import type { Bank } from "../bank/bank.js";
import type { Clock } from "./clock.js";

/** What a system is given when it starts. */
export interface SystemOptions {
  readonly clock: Clock;
  /** The moment the system's data is of: now, or days back under the fault `staleDays`. Use it for every as-of. */
  asOf(): Date;
  /** The client that may call; names as in the system's own `credentials`. */
  readonly credentials: Readonly<Record<string, string>>;
}

/** A failure as the system itself would word it. */
export interface Failure {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * One system of the bank: a name, a style, and its routes. The framework gives it a port, a latency, faults and
 * counters; the routes are registered under `basePath`, so they read as in the system's own contract.
 */
export interface SandboxSystem {
  /** As in the control endpoints: "core-banking", "loan", "card", "crm", … */
  readonly name: string;
  /** Prefix of every route, "/core/v2"; empty when there is none. Part of the base address that clients get. */
  readonly basePath: string;
  readonly defaultLatencyMs: number;
  /** Paths below basePath that neither wait nor fail at random, such as a token endpoint; exact matches. */
  readonly instantPaths?: readonly string[];
  /** The credentials that clients must use, for instance `{ apiKey: "…" }`. */
  readonly credentials: Readonly<Record<string, string>>;
  register(app: FastifyInstance, bank: Bank, options: SystemOptions): void;
  /**
   * How this system words an injected failure. Status 200 asks for an error inside a successful answer;
   * a system that does not know such a thing answers as for 503. 429 is the rate limit.
   */
  failure(status: number, options: SystemOptions): Failure;
}
