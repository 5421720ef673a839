import { errors, Pool, type Dispatcher } from "undici";
import type { Deadline } from "./deadline.js";
import { givenUp, HttpFailure } from "./http-failure.js";

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** Path and query below the upstream's base address. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HttpPoolOptions {
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Connections kept warm to this upstream; more calls than that wait in line. */
  readonly connections: number;
  /** Larger answers are cut off: an upstream must not be able to fill our memory. */
  readonly maxBodyBytes: number;
  /** The header that tells the upstream how many milliseconds we shall wait; null to tell nothing. */
  readonly deadlineHeader?: string | null;
}

/** One request on the wire, for whoever may want to call it off because another one was faster. */
export class Attempt {
  /** Set while the request is under way. */
  callOff: (() => void) | null = null;
}

/** Keep-alive connections to one upstream. Made once per process; every call goes through it. */
export class HttpPool {
  readonly #pool: Pool;
  readonly #prefix: string;

  constructor(private readonly options: HttpPoolOptions) {
    const base = new URL(options.baseUrl);
    this.#prefix = base.pathname === "/" ? "" : base.pathname.replace(/\/$/, "");
    this.#pool = new Pool(base.origin, {
      connections: options.connections,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      maxResponseSize: options.maxBodyBytes,
    });
  }

  /** Sends one request and reads the whole answer, within the upstream's limit and the request's deadline. Throws HttpFailure. */
  async request(request: HttpRequest, deadline: Deadline, attempt?: Attempt): Promise<HttpAnswer> {
    const limitMs = Math.min(this.options.timeoutMs, deadline.remainingMs());
    if (limitMs <= 0 || deadline.signal.aborted) throw givenUp(deadline);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new HttpFailure("timeout")), limitMs);
    const giveUp = (): void => controller.abort(givenUp(deadline));
    deadline.signal.addEventListener("abort", giveUp, { once: true });
    if (attempt !== undefined) attempt.callOff = () => controller.abort(new HttpFailure("abandoned"));
    try {
      return await this.#send(request, Math.floor(limitMs), controller.signal);
    } catch (error) {
      throw toHttpFailure(error);
    } finally {
      clearTimeout(timer);
      deadline.signal.removeEventListener("abort", giveUp);
      if (attempt !== undefined) attempt.callOff = null;
    }
  }

  /** A path below the base address as it goes over the wire, for upstreams that want it signed. */
  targetOf(path: string): string {
    return this.#prefix + path;
  }

  async #send(request: HttpRequest, waitMs: number, signal: AbortSignal): Promise<HttpAnswer> {
    const { deadlineHeader } = this.options;
    const options: Dispatcher.RequestOptions = {
      method: request.method,
      path: this.targetOf(request.path),
      headers: deadlineHeader ? { ...request.headers, [deadlineHeader]: String(waitMs) } : request.headers,
      body: request.body ?? null,
      signal,
    };
    const answer = await this.#pool.request(options);
    return { status: answer.statusCode, headers: answer.headers, body: await answer.body.text() };
  }

  /** Waits for what is in flight, then closes. */
  async close(): Promise<void> {
    await this.#pool.close();
  }
}

function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (error instanceof errors.ResponseExceededMaxSizeError) return new HttpFailure("too-large", { cause: error });
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new HttpFailure("timeout", { cause: error });
  }
  return new HttpFailure("connection", { cause: error });
}
