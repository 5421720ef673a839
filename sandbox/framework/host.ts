import { listenAt, type SandboxHost } from "./address.js";
import { setTimeout as wait } from "node:timers/promises";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Bank } from "../bank/bank.js";
import { Draw } from "../bank/generated/draw.js";
import { type Clock, DAY_MS } from "./clock.js";
import { CallCounter, type EndpointCount, idsAsked } from "./counters.js";
import type { Faults } from "./faults.js";
import { mutated } from "./mutate.js";
import { RateLimit } from "./rate-limit.js";
import type { SandboxSystem, SystemOptions } from "./system.js";

export interface HostOptions {
  readonly bank: Bank;
  readonly clock: Clock;
  readonly seed: number;
  /** Milliseconds instead of the system's default latency, unless a fault says otherwise. */
  readonly latencyMs?: number;
}

/** Runs one system: its port, its latency, what is wrong with it at the moment, and the count of its calls. */
export class SystemHost {
  readonly #app: FastifyInstance = fastify({ logger: false, forceCloseConnections: true });
  readonly #counter = new CallCounter();
  readonly #rateLimit = new RateLimit();
  readonly #options: SystemOptions;
  readonly #counts = new WeakMap<FastifyRequest, EndpointCount>();
  #faults: Faults = {};
  /** When the faults were set. */
  #since = 0;
  #chance: Draw;
  #address = "";

  constructor(
    readonly system: SandboxSystem,
    private readonly host: HostOptions,
  ) {
    this.#chance = new Draw(host.seed, 0, system.name);
    this.#options = {
      clock: host.clock,
      credentials: system.credentials,
      asOf: () => new Date(host.clock.now().getTime() - (this.#faults.staleDays ?? 0) * DAY_MS),
    };
    this.#app.addHook("onRequest", async (request, reply) => this.#receive(request, reply));
    this.#app.addHook("onSend", async (request, reply, payload) => this.#distort(request, reply, payload));
    this.#app.register(async (app) => system.register(app, host.bank, this.#options), { prefix: system.basePath });
  }

  get baseUrl(): string {
    return this.#address + this.system.basePath;
  }

  get faults(): Faults {
    return this.#faults;
  }

  set faults(faults: Faults) {
    this.#faults = faults;
    this.#since = performance.now();
    this.#rateLimit.reset();
    this.#chance = new Draw(this.host.seed, 0, this.system.name);
  }

  get counter(): CallCounter {
    return this.#counter;
  }

  async start(host: SandboxHost, port: number): Promise<void> {
    this.#address = await listenAt(this.#app, host, port);
  }

  async stop(): Promise<void> {
    await this.#app.close();
  }

  async #receive(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const count = this.#counter.begin(endpointOf(request));
    const end = (status: number | null) => this.#counts.delete(request) && this.#counter.end(count, status);
    reply.raw.once("finish", () => end(reply.raw.statusCode)).once("close", () => end(null));
    this.#counts.set(request, count);
    const faults = this.#faultsFor(request);
    if (faults.cut) {
      reply.hijack();
      request.raw.socket.destroy();
    } else if (faults.hang) {
      reply.hijack();
    } else {
      await this.#delayOrRefuse(faults, reply, this.#isInstant(request));
    }
  }

  /** Here and not earlier, because a system may read its body in its own way. */
  #countIds(request: FastifyRequest): void {
    const count = this.#counts.get(request);
    if (count) count.ids += idsAsked(request.query, request.body);
  }

  async #delayOrRefuse(faults: Faults, reply: FastifyReply, instant: boolean): Promise<void> {
    const usual = instant ? 0 : (this.host.latencyMs ?? this.system.defaultLatencyMs);
    const delay = (faults.latencyMs ?? usual) + (faults.jitterMs ? this.#chance.next() * faults.jitterMs : 0);
    if (delay > 0) await wait(delay);
    const retryAfter =
      faults.rateLimitPerMinute === undefined ? null : this.#rateLimit.refuse(faults.rateLimitPerMinute);
    if (retryAfter !== null) reply.header("retry-after", String(faults.retryAfterSeconds ?? retryAfter));
    const failing = faults.errorRate !== undefined && this.#chance.chance(faults.errorRate);
    if (retryAfter === null && !failing) return;
    const status = retryAfter === null ? (faults.errorStatus ?? 503) : 429;
    const failure = this.system.failure(status, this.#options);
    await reply.code(failure.status).type(failure.contentType).send(failure.body);
  }

  #distort(request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
    this.#countIds(request);
    const faults = this.#faultsFor(request);
    if (typeof payload !== "string" || reply.statusCode !== 200) return payload;
    const body = mutated(payload, String(reply.getHeader("content-type")), faults.mutations ?? []);
    if (faults.malformed === "html") reply.type("text/html; charset=utf-8");
    if (faults.contentType) reply.header("content-type", faults.contentType);
    switch (faults.malformed) {
      case "html":
        return "<!doctype html><html><body><h1>Sign in</h1></body></html>";
      case "half":
        return body.slice(0, Math.floor(body.length / 2));
      case "text":
        return "ORA-03113: end-of-file on communication channel";
      default:
        return body;
    }
  }

  /** None for an endpoint that the faults do not name; a token endpoint has to be named. */
  #faultsFor(request: FastifyRequest): Faults {
    const { endpoints } = this.#faults;
    const applies = endpoints ? endpoints.includes(endpointOf(request)) : !this.#isInstant(request);
    return applies && this.#isWrongNow() ? this.#faults : {};
  }

  #isWrongNow(): boolean {
    const { flapMs } = this.#faults;
    return flapMs === undefined || Math.floor((performance.now() - this.#since) / flapMs) % 2 === 0;
  }

  #isInstant(request: FastifyRequest): boolean {
    const path = (request.routeOptions.url ?? "").slice(this.system.basePath.length);
    return this.system.instantPaths?.includes(path) ?? false;
  }
}

function endpointOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? "(unknown)"}`;
}
