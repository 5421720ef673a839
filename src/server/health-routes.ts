import type { FastifyInstance } from "fastify";

export interface HealthParts {
  /** What must work before requests are sent here, by name. */
  readonly ready: Readonly<Record<string, () => Promise<boolean>>>;
  /** What makes answers slower or older but not wrong, by name: null when all is well, else what is amiss. */
  readonly degraded: Readonly<Record<string, () => Promise<string | null>>>;
}

/**
 * Live: the process answers. Ready: it can tell callers apart and customers too. Sources are not among the conditions,
 * for without one of them the page is partial, not gone.
 */
export function healthRoutes(app: FastifyInstance, { ready, degraded }: HealthParts): void {
  app.get("/health/live", () => ({ status: "live" }));
  app.get("/health/ready", async (_, reply) => {
    const checks = await Promise.all(
      Object.entries(ready).map(async ([name, check]) => [name, (await check()) ? "ok" : "failing"] as const),
    );
    const troubles = await Promise.all(
      Object.entries(degraded).map(async ([name, check]) => [name, (await check()) ?? "ok"] as const),
    );
    const isReady = checks.every(([, state]) => state === "ok");
    return reply
      .code(isReady ? 200 : 503)
      .send({ status: isReady ? "ready" : "not ready", checks: Object.fromEntries([...checks, ...troubles]) });
  });
}
