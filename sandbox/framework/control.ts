import { fastify, type FastifyInstance } from "fastify";
import type { SystemCount } from "./counters.js";
import { type Faults, faultsSchema } from "./faults.js";
import type { SystemHost } from "./host.js";

export interface SystemState {
  readonly name: string;
  readonly baseUrl: string;
  readonly defaultLatencyMs: number;
  readonly faults: Faults;
}

/** Makes the systems go wrong and counts their calls; the same by methods and, from `app`, over HTTP. */
export class Control {
  readonly #hosts: ReadonlyMap<string, SystemHost>;

  constructor(hosts: readonly SystemHost[]) {
    this.#hosts = new Map(hosts.map((host) => [host.system.name, host]));
  }

  systems(): SystemState[] {
    return [...this.#hosts.values()].map(({ system, baseUrl, faults }) => ({
      name: system.name,
      baseUrl,
      defaultLatencyMs: system.defaultLatencyMs,
      faults,
    }));
  }

  /** Replaces whatever was wrong with that system. Throws when no system has the name. */
  setFaults(name: string, faults: Faults): void {
    this.#host(name).faults = faults;
  }

  clearFaults(name: string): void {
    this.setFaults(name, {});
  }

  counters(): Record<string, SystemCount> {
    return Object.fromEntries([...this.#hosts].map(([name, host]) => [name, host.counter.total()]));
  }

  resetCounters(): void {
    for (const host of this.#hosts.values()) host.counter.reset();
  }

  /** Nothing is wrong and nothing was counted. */
  reset(): void {
    for (const name of this.#hosts.keys()) this.clearFaults(name);
    this.resetCounters();
  }

  has(name: string): boolean {
    return this.#hosts.has(name);
  }

  #host(name: string): SystemHost {
    const host = this.#hosts.get(name);
    if (!host) throw new RangeError(`no system of that name; there are ${[...this.#hosts.keys()].join(", ")}`);
    return host;
  }
}

type Named = { Params: { name: string } };

export function controlApp(control: Control): FastifyInstance {
  // Unknown names in a fault are refused, where Fastify by default would drop them in silence.
  const app = fastify({
    logger: false,
    forceCloseConnections: true,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
  });
  app.addHook("preHandler", async (request, reply) => {
    const { name } = Object(request.params) as { name?: string };
    if (name !== undefined && !control.has(name)) await reply.code(404).send({ error: "no system of that name" });
  });
  app.get("/systems", async () => control.systems());
  app.put<Named & { Body: Faults }>(
    "/systems/:name/faults",
    { schema: { body: faultsSchema } },
    async (request, reply) => {
      control.setFaults(request.params.name, request.body);
      return reply.code(204).send();
    },
  );
  app.delete<Named>("/systems/:name/faults", async (request, reply) => {
    control.clearFaults(request.params.name);
    return reply.code(204).send();
  });
  app.get("/counters", async () => control.counters());
  app.delete("/counters", async (_request, reply) => {
    control.resetCounters();
    return reply.code(204).send();
  });
  app.post("/reset", async (_request, reply) => {
    control.reset();
    return reply.code(204).send();
  });
  return app;
}
