import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Kysely } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Migrations } from "../../../src/platform/store.js";
import { startPostgres, type Postgres } from "../../support/postgres.js";

interface Tables {
  readonly moment: { readonly id: number; readonly at: number };
}

const creating = (table: string): Migrations => ({
  first: {
    up: async (store: Kysely<never>) => {
      await store.schema
        .createTable(table)
        .addColumn("id", "integer", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .execute();
    },
  },
});

let postgres: Postgres;
const folder = mkdtempSync(join(tmpdir(), "store-"));
beforeAll(async () => {
  postgres = await startPostgres();
}, 120_000);
afterAll(async () => {
  await postgres[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

describe.each([
  ["a file", () => Promise.resolve(join(folder, "deep", "store.sqlite"))],
  ["PostgreSQL", () => postgres.newDatabase()],
])("a store in %s", (_, newAddress) => {
  it("keeps moments and counts as numbers, also for whoever opens it next", async () => {
    const address = await newAddress();
    const at = 1_782_784_800_000;
    const store = await openStore<Tables>(address, creating("moment"));
    await store.insertInto("moment").values({ id: 1, at }).execute();
    await store.destroy();
    const again = await openStore<Tables>(address, creating("moment"));
    expect(await again.selectFrom("moment").selectAll().execute()).toEqual([{ id: 1, at }]);
    const count = await again
      .selectFrom("moment")
      .select((build) => build.fn.countAll().as("rows"))
      .execute();
    expect(count).toEqual([{ rows: 1 }]);
    await again.destroy();
  });

  it("shares its database with another, each with its own account of migrations", async () => {
    const address = await newAddress();
    const one = await openStore(address, creating("one_of_two"), "one");
    const other = await openStore(address, creating("other_of_two"), "other");
    const oneAgain = await openStore(address, creating("one_of_two"), "one");
    await Promise.all([one.destroy(), other.destroy(), oneAgain.destroy()]);
  });

  it("is not opened with migrations that fail", async () => {
    const failing: Migrations = { first: { up: () => Promise.reject(new Error("no")) } };
    await expect(openStore(await newAddress(), failing, "failing")).rejects.toThrow("could not be brought up to date");
  });
});

it("a store that is not there is told without its address", async () => {
  const opening = openStore("postgres://user:s3cret@127.0.0.1:1/nothing", creating("moment"));
  await expect(opening).rejects.toThrow(/^the store's tables could not be brought up to date$/);
});

it("two gateways that start at once on an empty PostgreSQL database both find its tables", async () => {
  const address = await postgres.newDatabase();
  const stores = await Promise.all(Array.from({ length: 4 }, () => openStore<Tables>(address, creating("moment"))));
  await Promise.all(stores.map((store) => store.destroy()));
});
