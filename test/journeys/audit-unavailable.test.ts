import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) { id displayName position { aum { amount } } } }`;

describe("a trail whose store takes nothing", () => {
  let folder: string;
  let world: World;
  let wang: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "audit-down-"));
    world = await openWorld({ auditStore: join(folder, "audit.sqlite") });
    wang = await world.customerId("10000001", "RM1");
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ready = async (): Promise<Data> => (await fetch(`${world.url}/health/ready`)).json();

  it("lets no answer leave, tells readiness, and recovers by itself", async () => {
    const good = await world.as("RM1").ask(LOOK, { id: wang });
    expect(good.data.customer.position.aum.amount).toBe("982340.55");
    expect(await ready()).toMatchObject({ status: "ready", checks: { audit: "ok" } });

    const other = new DatabaseSync(join(folder, "audit.sqlite"));
    other.exec("begin immediate");
    const withheld = await world.as("RM1").ask(LOOK, { id: wang });
    expect(JSON.parse(withheld.text)).toEqual({
      data: null,
      errors: [{ message: expect.any(String) as string, extensions: { code: "AUDIT_UNAVAILABLE" } }],
    });
    expect([...withheld.headers.keys()].sort()).toEqual([...good.headers.keys()].sort());
    const unknown = await world.as("RM2").ask(LOOK, { id: `cus_${"0".repeat(26)}` });
    expect({
      status: unknown.status,
      data: unknown.data,
      codes: unknown.errors.map(({ extensions }) => extensions),
    }).toEqual({
      status: withheld.status,
      data: null,
      codes: [{ code: "AUDIT_UNAVAILABLE" }],
    });
    const refused = await world.as("RM1", { purpose: "AUDIT" }).ask(LOOK, { id: wang });
    expect(refused.status).toBe(503);
    expect(refused.errors[0]?.extensions).toEqual({ code: "AUDIT_UNAVAILABLE" });
    expect(await ready()).toMatchObject({ status: "not ready", checks: { audit: "failing" } });

    other.exec("rollback");
    other.close();
    await expect.poll(async () => (await ready()).status, { timeout: 30_000, interval: 500 }).toBe("ready");
    expect((await world.as("RM1").ask(LOOK, { id: wang })).data.customer.position.aum.amount).toBe("982340.55");
  }, 60_000);
});
