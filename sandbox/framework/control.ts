import { fastify, type FastifyInstance, type FastifyReply } from "fastify";
import type { BankChanges, CustomerChange, StaffChange } from "../bank/changes.js";
import { customerChangeSchema, staffChangeSchema } from "./changes-schema.js";
import type { SystemCount } from "./counters.js";
import { type Faults, faultsSchema } from "./faults.js";
import type { SystemHost } from "./host.js";

export interface SystemState {
  readonly name: string;
  readonly baseUrl: string;
  readonly defaultLatencyMs: number;
  readonly faults: Faults;
}

/** Makes the systems go wrong, counts their calls, lets things happen in the bank; the same by methods and over HTTP. */
export class Control {
  readonly #hosts: ReadonlyMap<string, SystemHost>;

  constructor(
    hosts: readonly SystemHost[],
    private readonly changes: BankChanges,
  ) {
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

  /** Something happens to a customer, named by his customer number. Throws when nobody has it. */
  change(cif: string, change: CustomerChange): void {
    this.changes.change(cif, change);
  }

  /** A member of staff is transferred. Throws when there is no such person, or no such unit. */
  changeStaff(staffId: string, change: StaffChange): void {
    this.changes.changeStaff(staffId, change);
  }

  clearChanges(): void {
    this.changes.clear();
  }

  /** Nothing is wrong, nothing was counted and nothing has happened. */
  reset(): void {
    this.clearChanges();
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
  app.put<{ Params: { cif: string }; Body: CustomerChange }>(
    "/customers/:cif/changes",
    { schema: { body: customerChangeSchema } },
    async ({ params, body }, reply) => happen(reply, () => control.change(params.cif, body)),
  );
  app.put<{ Params: { staffId: string }; Body: StaffChange }>(
    "/staff/:staffId/changes",
    { schema: { body: staffChangeSchema } },
    async ({ params, body }, reply) => happen(reply, () => control.changeStaff(params.staffId, body)),
  );
  app.delete("/changes", async (_request, reply) => {
    control.clearChanges();
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

/** What nobody is or nowhere is answers 404, as an unknown system does. */
function happen(reply: FastifyReply, change: () => void): FastifyReply {
  try {
    change();
    return reply.code(204).send();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return reply.code(404).send({ error: error.message });
  }
}
