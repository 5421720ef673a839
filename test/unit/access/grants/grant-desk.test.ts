import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Caller } from "../../../../src/access/caller.js";
import { customer } from "../../../support/callers.js";
import { codeOf, draft, employee, NUMBER, openDesk, RISK1, RISKM, WANG } from "../../../support/grant-desk.js";
import { movableClock } from "../../../support/movable-clock.js";
import { startPostgres, type Postgres } from "../../../support/postgres.js";

const DPO1 = employee("DPO1", "DATA_PROTECTION_OFFICER", "AUDIT");
const AUD1 = employee("AUD1", "AUDITOR", "AUDIT");
const RISK2 = employee("RISK2", "RISK_OFFICER");

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), "grants-"));
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

let files = 0;
const STORES: readonly (readonly [string, () => Promise<string>])[] = [
  ["SQLite", () => Promise.resolve(join(folder, `${(files += 1)}.sqlite`))],
  ["PostgreSQL", () => postgres.newDatabase()],
];

describe.each(STORES)("the desk on %s", (_, newAddress) => {
  const ask = async (limits = {}) => {
    const address = await newAddress();
    const clock = movableClock();
    const opened = await openDesk({ address, clock, limits });
    const grant = await opened.desk.request(RISK1, draft(), WANG, NUMBER);
    return { ...opened, address, clock, grant, id: grant.request.id };
  };
  const openTo = async (desk: Awaited<ReturnType<typeof ask>>["desk"], caller: Caller) =>
    (await desk.inForce(caller)).map(({ request }) => request.id);

  it("keeps a request as it was made", async () => {
    await using opened = await ask();
    const { desk, id } = opened;
    const kept = await desk.read(RISK1, id);
    expect(kept).toEqual(opened.grant);
    expect(kept?.request).toMatchObject({
      ...draft(),
      ...WANG,
      fields: NUMBER,
      requester: "RISK1",
      purpose: "KYC_AML",
    });
    expect(await openTo(desk, RISK1)).toEqual([]);
  });

  it("opens what somebody else approves, to the requester, until the clock says so", async () => {
    await using opened = await ask();
    const { desk, id, clock } = opened;
    await desk.decide(RISKM, id, true, "seen the file");
    expect(await openTo(desk, RISK1)).toEqual([id]);
    expect(await openTo(desk, RISKM)).toEqual([]);
    expect(await openTo(desk, RISK2)).toEqual([]);
    clock.move(30);
    expect(await openTo(desk, RISK1)).toEqual([]);
    expect(await codeOf(() => desk.use(RISK1, [id]))).toBe("GRANT_NOT_ACTIVE");
  });

  it("is not revived by a clock that goes back, in this process or in one that is started then", async () => {
    await using opened = await ask();
    const { desk, id, clock, address } = opened;
    await desk.decide(RISKM, id, true, "seen the file");
    clock.move(31);
    expect(await openTo(desk, RISK1)).toEqual([]);
    clock.move(-20);
    expect(await openTo(desk, RISK1)).toEqual([]);
    await using later = await openDesk({ address, clock });
    expect(await openTo(later.desk, RISK1)).toEqual([]);
    expect(await codeOf(() => later.desk.use(RISK1, [id]))).toBe("GRANT_NOT_ACTIVE");
  });

  it("counts the time that passes while nobody has a grant in mind", async () => {
    await using opened = await ask();
    const { desk, id, clock, address } = opened;
    await desk.decide(RISKM, id, true, "seen the file");
    clock.move(40);
    // Somebody else looks at somebody, and has no grant at all.
    await desk.inForce(RISK2);
    clock.move(-35);
    await using later = await openDesk({ address, clock });
    expect(await openTo(later.desk, RISK1)).toEqual([]);
  });

  it("takes one decision of two gateways that decide at once", async () => {
    for (let round = 0; round < 3; round += 1) {
      await using opened = await ask();
      const { desk, id, address, clock, acts } = opened;
      await using other = await openDesk({ address, clock });
      const RISKM2 = employee("RISKM2", "RISK_APPROVER");
      const codes = await Promise.all([
        codeOf(() => desk.decide(RISKM, id, true, "yes")),
        codeOf(() => other.desk.decide(RISKM2, id, false, "no")),
        codeOf(() => other.desk.decide(RISKM2, id, true, "yes")),
        codeOf(() => desk.revoke(RISK1, id, "not needed")),
      ]);
      // To take back what was approved a moment ago is an act of its own; decisions there is one of.
      const kept = await desk.read(RISKM, id);
      const decided = (kept?.events ?? []).filter(({ kind }) => kind === "OPENED" || kind === "REJECTED");
      expect(codes.slice(0, 3).filter((code) => code === "none")).toHaveLength(decided.length);
      expect(decided.length).toBeLessThanOrEqual(1);
      expect([...acts, ...other.acts]).toHaveLength(1 + (kept?.events.length ?? 0));
    }
  });

  it("opens an emergency at once and wants it reviewed by somebody else, for whom the grant then ends", async () => {
    await using opened = await ask();
    const { desk, clock } = opened;
    const { request, events } = await desk.request(RISK1, draft({ emergency: true }), WANG, NUMBER);
    expect(events).toMatchObject([{ kind: "OPENED", by: "RISK1" }]);
    expect(await openTo(desk, RISK1)).toEqual([request.id]);
    expect(await codeOf(() => desk.review(RISK1, request.id, true, "mine"))).toBe("SELF_REVIEW");
    expect(await codeOf(() => desk.review(RISK2, request.id, true, "his"))).toBe("ACCESS_DENIED");
    clock.move(5);
    await desk.review(DPO1, request.id, false, "no case behind it");
    expect(await openTo(desk, RISK1)).toEqual([]);
    expect(await codeOf(() => desk.review(RISKM, request.id, true, "again"))).toBe("GRANT_ALREADY_REVIEWED");
  });

  it("opens no more emergencies than may wait for their review, also where they are asked for at once", async () => {
    await using opened = await ask({ unreviewedEmergencies: 2 });
    const { desk, address, clock } = opened;
    await using other = await openDesk({ address, clock, limits: { unreviewedEmergencies: 2 } });
    const asked = Array.from({ length: 8 }, (__, index) =>
      codeOf(() => (index % 2 === 0 ? desk : other.desk).request(RISK1, draft({ emergency: true }), WANG, NUMBER)),
    );
    const codes = await Promise.all(asked);
    expect(await openTo(desk, RISK1)).toHaveLength(codes.filter((code) => code === "none").length);
    expect(codes.filter((code) => code === "none").length).toBeLessThanOrEqual(2);
    expect(await openTo(desk, RISK1)).not.toEqual([]);
  });

  it("counts uses for good, of grants in force, by whoever has them", async () => {
    await using opened = await ask();
    const { desk, id, address } = opened;
    expect(await codeOf(() => desk.use(RISK1, [id]))).toBe("GRANT_NOT_ACTIVE");
    await desk.decide(RISKM, id, true, "seen the file");
    expect(await codeOf(() => desk.use(RISK2, [id]))).toBe("GRANT_NOT_ACTIVE");
    await Promise.all([desk.use(RISK1, [id]), desk.use(RISK1, [id]), desk.use(RISK1, [])]);
    await using later = await openDesk({ address });
    expect((await later.desk.read(RISK1, id))?.usageCount).toBe(2);
    await desk.revoke(RISK1, id, "done with it");
    expect(await codeOf(() => desk.use(RISK1, [id]))).toBe("GRANT_NOT_ACTIVE");
  });

  it("lists all to who decides or audits, his own to everybody else, and none to a customer", async () => {
    await using opened = await ask();
    const { desk, id, clock } = opened;
    clock.move(1);
    const second = await desk.request(RISK2, draft(), WANG, NUMBER);
    const listed = async (caller: Caller) => (await desk.list(caller)).grants.map(({ request }) => request.id);
    expect(await listed(RISKM)).toEqual([second.request.id, id]);
    expect(await listed(AUD1)).toEqual([second.request.id, id]);
    expect(await listed(RISK1)).toEqual([id]);
    expect(await desk.read(RISK2, id)).toBeNull();
    expect(await codeOf(() => desk.list(customer("10000001")))).toBe("ACCESS_DENIED");
  });
});

describe("the desk", () => {
  it.each([0, -1, 481, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("grants no %d minutes", async (minutes) => {
    await using opened = await openDesk();
    const { desk } = opened;
    expect(await codeOf(() => desk.request(RISK1, draft({ minutes }), WANG, NUMBER))).toBe("MINUTES_OUT_OF_RANGE");
  });

  it("takes the longest time from its settings, and says it", async () => {
    await using opened = await openDesk({ limits: { maximumMinutes: 60 } });
    const { desk } = opened;
    expect(() => desk.check(draft({ minutes: 61 }))).toThrow("1 to 60");
    expect(desk.check(draft({ minutes: 60 })).minutes).toBe(60);
  });

  it("takes no request from a customer, whoever lets him through to it", async () => {
    await using opened = await openDesk();
    const { desk } = opened;
    expect(await codeOf(() => desk.request(customer("10000001"), draft(), WANG, NUMBER))).toBe("ACCESS_DENIED");
  });

  it("lets nobody decide whose role is unknown, or the name of a method", async () => {
    await using opened = await openDesk();
    const { desk } = opened;
    const { request } = await desk.request(RISK1, draft(), WANG, NUMBER);
    for (const role of ["SUPERUSER", "constructor", "risk_approver"]) {
      expect(await codeOf(() => desk.decide(employee("X1", role), request.id, true, "fine"))).toBe("ACCESS_DENIED");
    }
  });

  it("lets nobody decide on his own request, also who has both roles", async () => {
    await using opened = await openDesk();
    const { desk } = opened;
    const { request } = await desk.request(RISKM, draft(), WANG, NUMBER);
    expect(await codeOf(() => desk.decide(RISKM, request.id, true, "fine"))).toBe("SELF_APPROVAL");
    const own = await desk.request(RISK1, draft(), WANG, NUMBER);
    expect(await codeOf(() => desk.decide(RISK1, own.request.id, true, "fine"))).toBe("SELF_APPROVAL");
  });

  it("tells nobody without the right whether a grant is there", async () => {
    await using opened = await openDesk();
    const { desk } = opened;
    const { request } = await desk.request(RISK1, draft(), WANG, NUMBER);
    for (const id of [request.id, "no-such-grant"]) {
      expect(await codeOf(() => desk.decide(RISK2, id, true, "fine"))).toBe("ACCESS_DENIED");
      expect(await codeOf(() => desk.revoke(RISK2, id, "fine"))).toBe("ACCESS_DENIED");
      expect(await codeOf(() => desk.review(RISK2, id, true, "fine"))).toBe("ACCESS_DENIED");
    }
    expect(await codeOf(() => desk.decide(RISKM, "no-such-grant", true, "fine"))).toBe("GRANT_NOT_FOUND");
  });

  it("lets a request lapse that nobody decides on", async () => {
    const clock = movableClock();
    await using opened = await openDesk({ clock, limits: { decideWithinHours: 1 } });
    const { desk } = opened;
    const { request } = await desk.request(RISK1, draft(), WANG, NUMBER);
    clock.move(60);
    expect(await codeOf(() => desk.decide(RISKM, request.id, true, "late"))).toBe("GRANT_LAPSED");
  });

  it("opens nothing while its store does not answer, says so, and counts no use", async () => {
    await using opened = await openDesk();
    const { desk, store, reported } = opened;
    const { request } = await desk.request(RISK1, draft({ emergency: true }), WANG, NUMBER);
    await store.destroy();
    expect(await desk.inForce(RISK1)).toEqual([]);
    expect(reported).toHaveLength(1);
    await expect(desk.use(RISK1, [request.id])).rejects.toThrow();
  });
});
