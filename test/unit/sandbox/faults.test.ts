import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../sandbox/main.js";
import { ask, coreClient, crmClient, loanClient } from "../../support/sandbox/clients.js";

const PAGE = "/customers?ids=8801,8802";
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ size: 1_000, latency: "none" });
});
afterEach(() => sandbox.control.reset());
afterAll(async () => sandbox.stop());

/** Milliseconds the page takes. */
async function timed(): Promise<number> {
  const start = performance.now();
  await crmClient(sandbox)(PAGE);
  return performance.now() - start;
}

describe("a fault of a system", () => {
  it("delays its answers, and jitter adds to that", async () => {
    sandbox.control.setFaults("crm", { latencyMs: 80, jitterMs: 40 });
    const took = await timed();
    expect(took).toBeGreaterThanOrEqual(79);
    sandbox.control.clearFaults("crm");
    expect(await timed()).toBeLessThan(took);
  });

  it("fails a share of the calls, the same ones each time", async () => {
    const statuses = async (): Promise<number[]> => {
      sandbox.control.setFaults("crm", { errorRate: 0.5, errorStatus: 500 });
      const seen: number[] = [];
      for (let n = 0; n < 30; n++) seen.push((await crmClient(sandbox)(PAGE)).status);
      return seen;
    };
    const first = await statuses();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await statuses()).toEqual(first);
  });

  it("words a failure in the system's own style, the loan system inside a 200", async () => {
    sandbox.control.setFaults("loan", { errorRate: 1, errorStatus: 200 });
    sandbox.control.setFaults("crm", { errorRate: 1 });
    const loan = await loanClient(sandbox)("/borrowers?ids=L-5501");
    expect([loan.status, loan.body]).toEqual([
      200,
      { code: "9001", msg: "system busy", batchDate: "20260629", rows: [] },
    ]);
    const crm = await crmClient(sandbox)(PAGE);
    expect([crm.status, crm.body]).toMatchObject([503, { error: { code: "BUSY" } }]);
  });

  it("hangs: the call stays open until the caller gives up", async () => {
    sandbox.control.setFaults("crm", { hang: true });
    const { baseUrl } = sandbox.systems["crm"] ?? { baseUrl: "" };
    const signal = AbortSignal.timeout(150);
    await expect(fetch(baseUrl + PAGE, { signal })).rejects.toMatchObject({ name: "TimeoutError" });
  });

  it("cuts the connection", async () => {
    sandbox.control.setFaults("crm", { cut: true });
    await expect(crmClient(sandbox)(PAGE)).rejects.toThrow("fetch failed");
  });

  it("spoils the body or the content type", async () => {
    const shown = async (faults: Parameters<typeof sandbox.control.setFaults>[1]) => {
      sandbox.control.setFaults("crm", faults);
      const { status, headers, text, body } = await crmClient(sandbox)(PAGE);
      return { status, type: headers.get("content-type"), start: text.slice(0, 9), valid: body !== undefined };
    };
    const json = "application/json; charset=utf-8";
    expect(await shown({ malformed: "html" })).toEqual({
      status: 200,
      type: "text/html; charset=utf-8",
      start: "<!doctype",
      valid: false,
    });
    expect(await shown({ malformed: "half" })).toEqual({ status: 200, type: json, start: '{"data":[', valid: false });
    expect(await shown({ malformed: "text" })).toEqual({ status: 200, type: json, start: "ORA-03113", valid: false });
    expect(await shown({ contentType: "text/plain" })).toMatchObject({ type: "text/plain", valid: true });
  });

  it("lets the data be days old", async () => {
    sandbox.control.setFaults("loan", { staleDays: 3 });
    sandbox.control.setFaults("crm", { staleDays: 1 });
    expect((await loanClient(sandbox)("/borrowers?ids=L-5501")).body).toMatchObject({ batchDate: "20260626" });
    expect((await crmClient(sandbox)(PAGE)).body).toMatchObject({ meta: { asOf: "2026-06-29T10:00:00+08:00" } });
  });

  it("limits the rate", async () => {
    sandbox.control.setFaults("crm", { rateLimitPerMinute: 2 });
    const crm = crmClient(sandbox);
    const answers = [await crm(PAGE), await crm(PAGE), await crm(PAGE)];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers.get("retry-after"))).toBeGreaterThan(50);
  });

  it("changes values in answers", async () => {
    sandbox.control.setFaults("crm", { mutations: [{ path: "data[].crmId", set: 8801 }] });
    expect((await crmClient(sandbox)(PAGE)).body).toMatchObject({ data: [{ crmId: 8801 }, { crmId: 8801 }] });
  });

  it("can be limited to one endpoint, and spares the token endpoint unless it is named", async () => {
    sandbox.control.setFaults("crm", { errorRate: 1, endpoints: ["GET /crm/api/staff"] });
    expect((await crmClient(sandbox)(PAGE)).status).toBe(200);
    expect((await crmClient(sandbox)("/staff?ids=RM1")).status).toBe(503);
    sandbox.control.setFaults("core-banking", { errorRate: 1 });
    expect((await (await coreClient(sandbox))("/parties?ids=10000001")).status).toBe(503);
  });
});

describe("the control endpoint", () => {
  const control = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const json = body !== undefined && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(sandbox.control.url + path, { method, ...json });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : null };
  };

  it("sets, shows, clears and resets faults", async () => {
    expect((await control("PUT", "/systems/crm/faults", { errorRate: 1 })).status).toBe(204);
    expect((await control("GET", "/systems")).body).toContainEqual({
      name: "crm",
      baseUrl: sandbox.systems["crm"]?.baseUrl,
      defaultLatencyMs: 30,
      faults: { errorRate: 1 },
    });
    expect((await crmClient(sandbox)(PAGE)).status).toBe(503);
    await control("DELETE", "/systems/crm/faults");
    expect((await crmClient(sandbox)(PAGE)).status).toBe(200);
    await control("PUT", "/systems/crm/faults", { mutations: [{ path: "data", set: { any: [1] } }] });
    expect((await crmClient(sandbox)(PAGE)).body).toMatchObject({ data: { any: [1] } });
    await control("POST", "/reset");
    expect((await crmClient(sandbox)(PAGE)).status).toBe(200);
  });

  it("refuses a fault it does not know, and a system that is not there", async () => {
    expect((await control("PUT", "/systems/crm/faults", { latencyMS: 5 })).status).toBe(400);
    expect((await control("PUT", "/systems/crm/faults", { errorRate: "1" })).status).toBe(400);
    expect((await control("PUT", "/systems/nobody/faults", {})).status).toBe(404);
  });

  it("counts calls and ids by endpoint", async () => {
    sandbox.control.resetCounters();
    await crmClient(sandbox)(PAGE);
    await crmClient(sandbox)("/customers/search", { identifiers: [{ type: "CIF", value: "10000001" }] });
    await ask(`${sandbox.systems["crm"]?.baseUrl}/org-units`);
    const { body } = await control("GET", "/counters");
    expect(body).toEqual(sandbox.control.counters());
    expect(body).toMatchObject({
      crm: {
        calls: 3,
        inFlight: 0,
        endpoints: {
          "GET /crm/api/customers": { calls: 1, ids: 2, maxInFlight: 1, statuses: { "200": 1 } },
          "POST /crm/api/customers/search": { calls: 1, ids: 1 },
          "GET /crm/api/org-units": { calls: 1, statuses: { "401": 1 } },
        },
      },
    });
    await control("DELETE", "/counters");
    expect(sandbox.control.counters()["crm"]).toMatchObject({ calls: 0, endpoints: {} });
  });
});
