import type { FastifyInstance } from "fastify";
import type { AddressInfo } from "node:net";

/** Where the bank listens, and under what name others find it there. */
export interface SandboxHost {
  /** "127.0.0.1" unless told; "0.0.0.0" inside a container. */
  readonly listen: string;
  /** The name in every address that is given out. */
  readonly called: string;
}

export const LOOPBACK: SandboxHost = { listen: "127.0.0.1", called: "127.0.0.1" };

/** Opens a port, a free one for 0, and says under what address it is called. */
export async function listenAt(app: FastifyInstance, { listen, called }: SandboxHost, port: number): Promise<string> {
  await app.listen({ host: listen, port });
  return `http://${called}:${(app.server.address() as AddressInfo).port}`;
}
