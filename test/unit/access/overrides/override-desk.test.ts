import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OverrideDesk } from "../../../../src/access/overrides/override-desk.js";
import { OverrideStore } from "../../../../src/access/overrides/override-store.js";
import { overrideMigrations, type OverrideTables } from "../../../../src/access/overrides/tables.js";
import type { CustomerId } from "../../../../src/domain/customer-id.js";
import type { Instant } from "../../../../src/domain/instant.js";
import type { RecordKey } from "../../../../src/domain/membership.js";
import { openStore } from "../../../../src/platform/store.js";
import { customer, staff } from "../../../support/callers.js";
import { codeOf } from "../../../support/grant-desk.js";
import { movableClock } from "../../../support/movable-clock.js";
import { startPostgres, type Postgres } from "../../../support/postgres.js";

const ST1 = staff("ST1", "DATA_STEWARDSHIP");
const ST2 = staff("ST2", "DATA_STEWARDSHIP");
const [ONE, OTHER] = ["a", "b"].map((letter) => letter.repeat(26) as CustomerId) as [CustomerId, CustomerId];
const CORE: RecordKey = { source: "core-banking", recordId: "10000001" };
const CRM: RecordKey = { source: "crm", recordId: "8801" };
const HOUR = 3_600_000;

let postgres: Postgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
});

async function openDesk(address: string) {
  const clock = movableClock();
  const reported: unknown[] = [];
  const store = await openStore<OverrideTables>(address, overrideMigrations, "overrides");
  const report = (error: unknown) => reported.push(error);
  const desk = new OverrideDesk({ store: new OverrideStore(store), clock, maximumDays: 30, report });
  const choose = (record: RecordKey, by = ST1, customerId = ONE, reason = "the customer says so, case 4711") =>
    desk.choose(
      by,
      { customerId, attribute: "MOBILE", records: [CORE, CRM] },
      { ...record, mark: `mark of ${record.source}` },
      reason,
      (clock.now() + HOUR) as Instant,
    );
  const kindsOf = async (customerId: CustomerId, ...records: RecordKey[]) =>
    (await desk.readAll([{ customerId, records }]))
      .flat()
      .map(({ kind, by, statement }) => [kind, by, statement.source]);
  return { desk, clock, store, reported, choose, kindsOf };
}

describe.each<[string, () => Promise<string> | string]>([
  ["SQLite", () => ":memory:"],
  ["PostgreSQL", () => postgres.newDatabase()],
])("stewards' choices on %s", (_, address) => {
  it("are kept in order, and nothing of them is removed when one is taken back", async () => {
    const { desk, choose, kindsOf, store, clock } = await openDesk(await address());
    await choose(CORE);
    clock.move(1);
    await desk.withdraw(ST2, { customerId: ONE, attribute: "MOBILE", records: [CORE, CRM] }, "a mistake");
    expect(await kindsOf(ONE, CORE, CRM)).toEqual([
      ["CHOSEN", "ST1", "core-banking"],
      ["WITHDRAWN", "ST2", "core-banking"],
    ]);
    await store.destroy();
  });

  it("stay with their record: parted from it a customer has them no more, and whoever has it does", async () => {
    const { choose, kindsOf, store } = await openDesk(await address());
    await choose(CRM);
    expect(await kindsOf(ONE, CORE)).toEqual([]);
    expect(await kindsOf(OTHER, CRM)).toEqual([["CHOSEN", "ST1", "crm"]]);
    expect(await kindsOf(OTHER, { source: "loan", recordId: "8801" })).toEqual([]);
    await store.destroy();
  });

  it("of a public registry's record stay with the customer", async () => {
    const { choose, kindsOf, store } = await openDesk(await address());
    await choose({ source: "gleif", recordId: "lei" });
    expect(await kindsOf(ONE, CORE)).toEqual([["CHOSEN", "ST1", "gleif"]]);
    expect(await kindsOf(OTHER, CORE)).toEqual([]);
    await store.destroy();
  });

  it("of two stewards in the same moment: one counts, the other is told", async () => {
    const { choose, kindsOf, store } = await openDesk(await address());
    const both = await Promise.allSettled([choose(CORE), choose(CRM, ST2)]);
    const failed = both.filter((each) => each.status === "rejected");
    expect(await kindsOf(ONE, CORE, CRM)).toHaveLength(2 - failed.length);
    for (const { reason } of failed) expect(reason).toMatchObject({ code: "OVERRIDE_CHANGED" });
    await store.destroy();
  });
});

it("a number that is taken is not written over", async () => {
  const store = await openStore<OverrideTables>(":memory:", overrideMigrations, "overrides");
  const kept = new OverrideStore(store);
  const event = {
    kind: "CHOSEN",
    customerId: ONE,
    attribute: "MOBILE",
    statement: { ...CORE, mark: "m" },
    by: "ST1",
    at: 1 as Instant,
    reason: "r",
    expiresAt: 2 as Instant,
  } as const;
  expect([await kept.append(event, 0), await kept.append({ ...event, by: "ST2" }, 0)]).toEqual([true, false]);
  expect((await kept.about([CORE.recordId], [])).map(({ by }) => by)).toEqual(["ST1"]);
  await store.destroy();
});

it("is refused without a reason, with a value in it, and to a customer", async () => {
  const { choose, store } = await openDesk(":memory:");
  expect(await codeOf(() => choose(CORE, ST1, ONE, " "))).toBe("REASON_REQUIRED");
  expect(await codeOf(() => choose(CORE, ST1, ONE, "it is 13900001234"))).toBe("TEXT_HOLDS_CUSTOMER_VALUE");
  expect(await codeOf(() => choose(CORE, customer("10000001")))).toBe("ACCESS_DENIED");
  await store.destroy();
});

it("where the store does not answer, the rules decide alone, and somebody hears of it", async () => {
  const { desk, store, reported } = await openDesk(":memory:");
  await store.destroy();
  expect(await desk.readAll([{ customerId: ONE, records: [CORE] }])).toEqual([[]]);
  expect(reported).toHaveLength(1);
});
