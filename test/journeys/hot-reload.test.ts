import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BUILT_IN } from "../support/access-facts.js";
import type { LogLine } from "../support/recording-log.js";
import { openWorld, type Data, type World } from "../support/world.js";

const LOOK = `query ($id: ID!) { customer(id: $id) {
  displayName viewerAccess { level basis }
  contactPoints(kind: MOBILE) { value }
  position { aum { amount band } } } }`;

/** A later text of the same folder: managers see amounts as bands. */
const BANDS = `@id("bands-only") @title("Managers see bands.") @reason("PURPOSE")
forbid (principal is Staff, action == Action::"clear AMOUNT", resource);`;
const NO_AUDIT = `@id("no-audit") @title("Nobody reads the record.") @reason("PURPOSE")
forbid (principal, action == Action::"readAudit", resource);`;
const WIDER_BUT_WRONG = `@id("wide-open") @title("Everything.") permit (principal, action, resource);

permit (principal, action == Action::"no such action", resource);`;

const SOON = { timeout: 20_000, interval: 30 };

describe("The rules change under a running gateway", () => {
  let root: string;
  let world: World;
  let id: string;
  const at = (...path: string[]): string => join(root, ...path);

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), "rules-"));
    cpSync(BUILT_IN, at("policies"), { recursive: true });
    cpSync(BUILT_IN, at("candidates"), { recursive: true });
    writeFileSync(at("masks.yaml"), "masks:\n  MOBILE: PARTIAL\n");
    world = await openWorld({
      access: { policies: at("policies"), shadowPolicies: at("candidates"), masks: at("masks.yaml") },
    });
    id = await world.customerId("10000001", "RM1");
  });
  afterEach(async () => {
    await world.stop();
    rmSync(root, { recursive: true });
  });

  const look = async (persona = "RM1"): Promise<Data> => (await world.as(persona).ask(LOOK, { id })).data?.customer;
  const line = (text: string): LogLine | undefined => world.logged.find(({ msg }) => msg.includes(text));

  it("a stricter policy counts from the next operation, and no longer once it is taken away", async () => {
    expect((await look()).position.aum).toEqual({ amount: "982340.55", band: "500k–1m" });

    writeFileSync(at("policies", "bands.cedar"), BANDS);

    await vi.waitFor(async () => expect((await look()).position.aum).toEqual({ amount: null, band: "500k–1m" }), SOON);
    expect(line("other policies are in force")).toBeDefined();

    rmSync(at("policies", "bands.cedar"));

    await vi.waitFor(async () => expect((await look()).position.aum.amount).toBe("982340.55"), SOON);
  });

  it("a stream that is open ends once its listener may no longer read the record, though nothing happens", async () => {
    const response = await fetch(`${world.url}/graphql/stream`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${world.sandbox.tokenFor("AUD1")}`,
        "x-purpose": "AUDIT",
      },
      body: JSON.stringify({ query: "subscription { auditAppended(filter: { actions: [MERGE] }) { id } }" }),
    });
    expect(response.status).toBe(200);

    writeFileSync(at("policies", "no-audit.cedar"), NO_AUDIT);

    const text = await response.text();
    expect(text).toContain('"code":"ACCESS_DENIED"');
    expect(text).toContain("event: complete");
  });

  it("a set with a mistake is refused whole: not even its good half, which would open everything, counts", async () => {
    const before = await look();
    writeFileSync(at("policies", "wrong.cedar"), WIDER_BUT_WRONG);

    await vi.waitFor(() => expect(line("policies are refused")).toBeDefined(), SOON);

    expect(line("policies are refused")?.["problems"]).toMatchObject([{ file: "wrong.cedar", line: 3 }]);
    const refused = `{ auditEvents(filter: { actor: "system:policies", decisions: [DENIED], from: "2026-06-30T00:00:00+08:00",
      to: "2026-07-01T00:00:00+08:00" }) { edges { node { action errors detail { name value } } } } }`;
    const events = async (): Promise<Data[]> =>
      (await world.as("AUD1").ask(refused)).data.auditEvents.edges.map(({ node }: Data) => node);
    await vi.waitFor(async () => expect(await events()).toHaveLength(1), SOON);
    expect(await events()).toMatchObject([
      {
        action: "CONFIG_CHANGE",
        errors: ["POLICIES_REFUSED"],
        detail: expect.arrayContaining([{ name: "file", value: "wrong.cedar" }]),
      },
    ]);
    expect(await look()).toEqual(before);
    expect((await look("RM2")).viewerAccess).toEqual({ level: "EXISTENCE_ONLY", basis: "OUTSIDE_PORTFOLIO" });
  });

  it("stricter masks count from the next operation", async () => {
    expect((await look()).contactPoints[0].value).toBe("139****5678");

    writeFileSync(at("masks.yaml"), "masks:\n  MOBILE: STRICT\n");

    await vi.waitFor(async () => expect((await look()).contactPoints[0].value).toBe("*******5678"), SOON);
    expect(line("other masks are in force")).toBeDefined();
  });

  it("mask settings with a mistake are refused whole, by path and without what stands in the file", async () => {
    const before = await look();
    writeFileSync(at("masks.yaml"), "masks:\n  PERSON_NAME: HIDDEN\n  MOBILE: { first: 9, last: 13900005678 }\n");

    await vi.waitFor(() => expect(line("mask settings are refused")).toBeDefined(), SOON);

    const refusal = line("mask settings are refused");
    expect(JSON.stringify(refusal?.["problems"])).toContain('"masks.MOBILE');
    expect(JSON.stringify(refusal)).not.toContain("13900005678");
    expect(await look()).toEqual(before);
    writeFileSync(at("masks.yaml"), "masks:\n  PERSON_NAME: HIDDEN\n");
    await vi.waitFor(async () => expect((await look()).displayName).toBe("***"), SOON);
  });

  it("a file of masks that is taken away leaves the masks in force", async () => {
    rmSync(at("masks.yaml"));

    await vi.waitFor(() => expect(line("mask settings are refused")).toBeDefined(), SOON);

    expect((await look()).contactPoints[0].value).toBe("139****5678");
  });

  it("a candidate that would decide otherwise is told of, without anybody's name or value, and answers nobody", async () => {
    writeFileSync(at("candidates", "bands.cedar"), BANDS);
    await vi.waitFor(() => expect(line("candidate policies are asked beside")).toBeDefined(), SOON);

    await vi.waitFor(async () => {
      expect((await look()).position.aum.amount).toBe("982340.55");
      expect(line("candidate policies would decide otherwise")).toBeDefined();
    }, SOON);

    const told = line("candidate policies would decide otherwise");
    expect(told?.["difference"]).toMatchObject({
      kinds: ["AMOUNT"],
      widens: false,
      asked: { roles: ["RELATIONSHIP_MANAGER"] },
    });
    expect(JSON.stringify(told)).not.toMatch(/王|1000000|982|staff:|cus_/u);
  });
});

it("Nothing starts on masks with a mistake, and the place is told", async () => {
  const root = mkdtempSync(join(tmpdir(), "rules-"));
  try {
    writeFileSync(join(root, "masks.yaml"), "masks:\n  MOBLE: STRICT\n");
    await expect(openWorld({ access: { masks: join(root, "masks.yaml") } })).rejects.toThrow(/access\.masks: masks: /u);
  } finally {
    rmSync(root, { recursive: true });
  }
});
