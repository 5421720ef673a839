import type { FastifyInstance } from "fastify";
import type { Metrics } from "../platform/metrics.js";

/** `/metrics`: the process's figures, for Prometheus. */
export function metricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get("/metrics", async (_, reply) =>
    reply
      .header("content-type", metrics.contentType)
      .header("cache-control", "no-store")
      .send(await metrics.print()),
  );
}
