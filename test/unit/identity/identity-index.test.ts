import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { CustomerId } from "../../../src/domain/customer-id.js";
import { openIdentity } from "../../support/identity.js";
import { NOON, person, RESIDENT_IDS } from "../../support/parties.js";

const folder = mkdtempSync(join(tmpdir(), "identity-"));
afterAll(() => rmSync(folder, { recursive: true }));

const inCore = person({ recordId: "c1", documents: { RESIDENT_ID: RESIDENT_IDS[0] } });
const inLoan = person({ source: "loan", recordId: "l1", documents: { RESIDENT_ID: RESIDENT_IDS[0] } });
const KEY = { source: "loan", recordId: "l1" } as const;
const A = "a".repeat(26) as CustomerId;

describe("the index", () => {
  it("knows nobody at first", async () => {
    await using identity = await openIdentity();
    expect(await identity.read(A)).toBeNull();
    expect(await identity.index.customerOf(KEY)).toBeNull();
    expect(await identity.index.isReachable()).toBe(true);
  });

  it("says why and when a record was linked", async () => {
    await using identity = await openIdentity();
    const [id] = await identity.link([inCore, inLoan], ["card"]);
    const membership = await identity.read(id);
    expect(membership?.links).toMatchObject([
      { source: "core-banking", rule: "FIRST_KNOWN", matchedOn: [] },
      {
        source: "loan",
        rule: "D1",
        matchedOn: ["RESIDENT_ID", "LEGAL_NAME"],
        against: [],
        decidedBy: "rule",
        decidedAt: NOON,
      },
    ]);
    expect(membership?.searched).toEqual(new Map([["card", NOON]]));
  });

  it("keeps no value of any record", async () => {
    await using identity = await openIdentity();
    await identity.link([
      inCore,
      inLoan,
      person({ source: "crm", recordId: "m1", name: "李雷", documents: { RESIDENT_ID: RESIDENT_IDS[0] } }),
    ]);
    const tables = ["link", "statement", "record", "record_key", "judgement", "resolution_event", "frequency"] as const;
    const rows = await Promise.all(tables.map((table) => identity.store.selectFrom(table).selectAll().execute()));
    expect(rows[1]).toHaveLength(3);
    expect(JSON.stringify(rows)).not.toMatch(/王|李|xiaoming|1990|110101/i);
  });

  it("is not reachable once its store is closed", async () => {
    const identity = await openIdentity();
    await identity.store.destroy();
    expect(await identity.index.isReachable()).toBe(false);
  });
});

describe("a store in a file", () => {
  it("is found again as it was left", async () => {
    const file = join(folder, "reopened", "identity.sqlite");
    let id: CustomerId | undefined;
    {
      await using identity = await openIdentity(file);
      [id] = await identity.link([inCore, inLoan], ["crm"]);
    }
    await using again = await openIdentity(file);
    expect(await again.members(id)).toEqual(["core-banking:c1", "loan:l1"]);
    expect((await again.read(id))?.searched.has("crm")).toBe(true);
  });

  it("gives one partition to two processes that link at the same time", async () => {
    const file = join(folder, "two.sqlite");
    await using one = await openIdentity(file);
    await using other = await openIdentity(file);
    // Each finds what the other does not, as when a register was out of reach for one of them.
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        one.link([
          inLoan,
          person({ source: "card", recordId: `k${index}`, documents: { RESIDENT_ID: RESIDENT_IDS[0] } }),
        ]),
        other.link([
          inCore,
          inLoan,
          person({ source: "crm", recordId: `m${index}`, documents: { RESIDENT_ID: RESIDENT_IDS[0] } }),
        ]),
      ]).flat(),
    );
    const [id] = await one.link([inCore]);
    expect(await other.members(id)).toHaveLength(42);
    expect(await one.members(id)).toHaveLength(42);
  });

  it("waits for another process that is writing", async () => {
    const file = join(folder, "busy.sqlite");
    await using identity = await openIdentity(file);
    const writer = spawn(process.execPath, [
      "-e",
      `const { DatabaseSync } = require("node:sqlite");
       const database = new DatabaseSync(process.argv[1]);
       database.exec("BEGIN IMMEDIATE");
       process.stdout.write("holding");
       setTimeout(() => database.exec("COMMIT"), 300);`,
      file,
    ]);
    await once(writer.stdout, "data");
    expect(await identity.link([inCore, inLoan])).toHaveLength(2);
    await once(writer, "exit");
  });
});
