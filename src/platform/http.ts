import { errors, Pool, type Dispatcher } from "undici";
import { CallerGone, type Deadline } from "./deadline.js";
import { HttpFailure } from "./http-failure.js";

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
  async request(request: HttpRequest, deadline: Deadline): Promise<HttpAnswer> {
    const limitMs = Math.min(this.options.timeoutMs, deadline.remainingMs());
    if (limitMs <= 0 || deadline.signal.aborted) throw givenUp(deadline);
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(new HttpFailure("timeout")), limitMs);
    const giveUp = (): void => controller.abort(givenUp(deadline));
    deadline.signal.addEventListener("abort", giveUp, { once: true });
    try {
      return await this.#send(request, controller.signal);
    } catch (error) {
      throw toHttpFailure(error);
    } finally {
      clearTimeout(timer);
      deadline.signal.removeEventListener("abort", giveUp);
    }
  }

  /** A path below the base address as it goes over the wire, for upstreams that want it signed. */
  targetOf(path: string): string {
    return this.#prefix + path;
  }

  async #send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const options: Dispatcher.RequestOptions = {
      method: request.method,
      path: this.targetOf(request.path),
      headers: request.headers,
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

function givenUp({ signal }: Deadline): HttpFailure {
  return new HttpFailure(signal.reason instanceof CallerGone ? "abandoned" : "timeout");
}

function toHttpFailure(error: unknown): HttpFailure {
  if (error instanceof HttpFailure) return error;
  if (error instanceof errors.ResponseExceededMaxSizeError) return new HttpFailure("too-large", error);
  if (error instanceof errors.HeadersTimeoutError || error instanceof errors.BodyTimeoutError) {
    return new HttpFailure("timeout", error);
  }
  return new HttpFailure("connection", error);
}
