import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { toInstant } from "../../src/domain/instant.js";
import type { SourceFacts } from "../../src/domain/source.js";
import { fixedClock } from "../../src/platform/clock.js";
import { Upstream } from "../../src/sources/upstream.js";

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query exactly as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface CannedAnswer {
  readonly status?: number;
  readonly body: unknown;
}

export interface AnsweringServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly received: readonly ReceivedRequest[];
}

export const testClock = fixedClock(toInstant("2026-06-30T10:00:00+08:00"));

/** A server on a free port that answers JSON as the test says, and remembers what it was asked. */
export async function answeringServer(
  answer: (request: ReceivedRequest) => CannedAnswer,
  basePath = "",
): Promise<AnsweringServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { method = "", url: target = "", headers } = request;
      const arrived = { method, target, headers, body: Buffer.concat(chunks).toString() };
      received.push(arrived);
      const { status = 200, body } = answer(arrived);
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}${basePath}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The upstream at that server, without a log. */
export function upstreamAt(server: AnsweringServer, facts: SourceFacts): Upstream {
  return new Upstream(facts, { baseUrl: server.baseUrl, connections: 8 }, testClock, pino({ level: "silent" }));
}
