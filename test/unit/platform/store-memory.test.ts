import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Kysely } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { changesOf, openStore } from "../../../src/platform/store.js";
import { StoreMemory } from "../../../src/platform/store-memory.js";

interface Tables {
  readonly thing: { readonly name: string };
}

const migrations = {
  first: {
    up: async (store: Kysely<never>) => {
      await store.schema.createTable("thing").addColumn("name", "text").execute();
    },
  },
};

describe("What is remembered of an embedded store", () => {
  const folder = mkdtempSync(join(tmpdir(), "store-memory-"));
  let store: Kysely<Tables>;
  let other: Kysely<Tables>;
  let reads: number;
  let memory: StoreMemory<number>;
  const count = () =>
    memory.recall("count", async () => {
      reads += 1;
      return (await store.selectFrom("thing").selectAll().execute()).length;
    });

  beforeEach(async () => {
    const file = join(folder, `${Math.random()}.sqlite`);
    [store, other] = [await openStore<Tables>(file, migrations), await openStore<Tables>(file, migrations)];
    reads = 0;
    memory = new StoreMemory(changesOf(store), 10);
  });
  afterEach(async () => {
    await Promise.all([store.destroy(), other.destroy()]);
    rmSync(folder, { recursive: true, force: true });
  });

  it("is read once as long as nobody writes", async () => {
    expect([await count(), await count()]).toEqual([0, 0]);
    await nextTurn();
    expect(await count()).toBe(0);
    expect(reads).toBe(1);
  });

  it("is read again when this process has written, at once", async () => {
    await count();
    await store.insertInto("thing").values({ name: "a" }).execute();
    expect(await count()).toBe(1);
  });

  it("is read again when another process has written", async () => {
    await count();
    await other.insertInto("thing").values({ name: "a" }).execute();
    await nextTurn();
    expect(await count()).toBe(1);
    await other.deleteFrom("thing").execute();
    await nextTurn();
    expect(await count()).toBe(0);
  });

  it("does not keep what a transaction took back", async () => {
    await count();
    const taking = store.transaction().execute(async (transaction) => {
      await transaction.insertInto("thing").values({ name: "a" }).execute();
      throw new Error("taken back");
    });
    await expect(taking).rejects.toThrow("taken back");
    expect(await count()).toBe(0);
  });

  it("is not what was read while somebody wrote", async () => {
    const stale = await memory.recall("count", async () => {
      await store.insertInto("thing").values({ name: "a" }).execute();
      return 0;
    });
    expect(stale).toBe(0);
    expect(await count()).toBe(1);
  });

  it("is nothing where a store cannot tell that others have written", async () => {
    memory = new StoreMemory(null, 10);
    await count();
    await count();
    expect(reads).toBe(2);
  });

  it("is bounded", async () => {
    const read = (key: string) => memory.recall(key, () => Promise.resolve((reads += 1)));
    for (let key = 0; key < 11; key += 1) await read(`${key}`);
    expect(await read("10")).toBe(11);
    expect(await read("0")).toBe(12);
  });
});
