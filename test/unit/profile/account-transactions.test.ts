import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import type { Instant } from "../../../src/domain/instant.js";
import type { TransactionRecord } from "../../../src/domain/records/arrangement.js";
import { SourceFault } from "../../../src/domain/source-fault.js";
import { fixedClock } from "../../../src/platform/clock.js";
import { startDeadline } from "../../../src/platform/deadline.js";
import { fetchTransactions, NEWEST, type TransactionPosition } from "../../../src/profile/account-transactions.js";
import { RequestSources } from "../../../src/profile/request-sources.js";
import type { Sources } from "../../../src/profile/sources.js";
import type { TransactionPage } from "../../../src/sources/core-banking/client.js";
import { known, listing } from "../../support/holdings.js";
import { NOON } from "../../support/parties.js";

const deadline = startDeadline(60_000);
afterAll(() => deadline.release());

function posting(recordId: string): TransactionRecord {
  const rest = { amount: null, direction: null, description: null, counterparty: null, channel: null } as const;
  return { source: "core-banking", recordId, postedAt: 0 as Instant, ...rest, customerInitiated: true };
}

/** An account at the core, newest first; its pages are marked by their last posting, as the core's are. */
class Account {
  readonly postings: string[] = [];
  readonly limits: number[] = [];
  isDown = false;

  constructor(count: number) {
    this.arrive(count);
  }

  arrive(count: number): void {
    for (let index = 0; index < count; index += 1) this.postings.unshift(`t${this.postings.length}`);
  }

  /** The sources of a new request. */
  request(): RequestSources {
    const core = {
      fetchTransactions: (ids: readonly string[], { limit, before }: { limit: number; before: string | null }) => {
        this.limits.push(limit);
        if (this.isDown) return Promise.reject(new SourceFault("core-banking", "SOURCE_TIMEOUT"));
        const start = before === null ? 0 : this.postings.indexOf(before) + 1;
        const items = this.postings.slice(start, start + limit);
        const next = start + limit < this.postings.length ? (items.at(-1) ?? null) : null;
        const page: TransactionPage = { accountId: ids[0] ?? "", transactions: listing(items.map(posting)), next };
        return Promise.resolve(known("core-banking", listing(ids.includes("a1") ? [page] : [])));
      },
    };
    const card = { name: "card" };
    return new RequestSources(
      { core, card, crm: card, loan: card } as unknown as Sources,
      { page: deadline, gated: deadline },
      fixedClock(NOON),
    );
  }
}

async function slice(account: Account, first: number, from: TransactionPosition) {
  const outcome = await fetchTransactions(account.request(), "a1", first, from);
  if (outcome.kind !== "known" || outcome.value === null) throw new Error(`the walk ended: ${outcome.kind}`);
  return outcome.value;
}

/** Reads page after page, each from the position of the last transaction read, until there is no next. */
async function walk(
  account: Account,
  sizes: readonly number[],
  between: () => void = () => undefined,
): Promise<string[]> {
  const seen: string[] = [];
  let from = NEWEST;
  for (let page = 0; page < 500; page += 1) {
    const { transactions, hasNext, positions } = await slice(account, sizes[page % sizes.length] ?? 1, from);
    expect(positions).toHaveLength(transactions.items.length);
    seen.push(...transactions.items.map(({ recordId }) => recordId));
    if (!hasNext) return seen;
    from = positions.at(-1) ?? from;
    between();
  }
  throw new Error("the walk does not end");
}

const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 4 });

describe("walking through an account's transactions", () => {
  it("visits each once, newest first, whatever the pages' sizes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 260 }), sizes, async (count, pages) => {
        const account = new Account(count);
        expect(await walk(account, pages)).toEqual(account.postings);
      }),
    );
  });

  it("also while new ones arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 260 }),
        sizes,
        fc.integer({ min: 1, max: 150 }),
        async (count, pages, news) => {
          const account = new Account(count);
          const atStart = [...account.postings];
          expect(await walk(account, pages, () => account.arrive(news))).toEqual(atStart);
        },
      ),
    );
  });

  it("goes on from any transaction, not the last of a page alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        fc.nat({ max: 3 }),
        async (count, first, at, news) => {
          const account = new Account(count);
          const before = [...account.postings];
          const { transactions, positions } = await slice(account, first, NEWEST);
          const index = at % positions.length;
          account.arrive(news);
          const rest = await slice(account, 100, positions[index] ?? NEWEST);
          const expected = before.slice(index + 1, index + 1 + rest.transactions.items.length);
          expect(transactions.items[index]?.recordId).toBe(before[index]);
          expect(rest.transactions.items.map(({ recordId }) => recordId)).toEqual(expected);
          expect(rest.transactions.items.length + index + 1 === before.length || rest.hasNext).toBe(true);
        },
      ),
    );
  });
});

describe("a page of transactions", () => {
  it("never asks the core for more than it gives", async () => {
    const account = new Account(150);
    await walk(account, [100, 7]);
    expect(Math.max(...account.limits)).toBeLessThanOrEqual(100);
  });

  it("after a transaction that is not there is no page", async () => {
    const outcome = await fetchTransactions(new Account(3).request(), "a1", 10, { page: null, after: "t99" });
    expect(outcome).toMatchObject({ kind: "known", value: null });
  });

  it.each([NEWEST, { page: "t1", after: null }])(
    "of an account that the core does not have is absent, from %j",
    async (from) => {
      expect(await fetchTransactions(new Account(3).request(), "a9", 10, from)).toMatchObject({ kind: "absent" });
    },
  );

  it.each([NEWEST, { page: "t1", after: null }])("is unavailable when the core is, from %j", async (from) => {
    const account = new Account(3);
    account.isDown = true;
    const outcome = await fetchTransactions(account.request(), "a1", 10, from);
    expect(outcome).toMatchObject({ kind: "unavailable", because: { code: "SOURCE_TIMEOUT" } });
  });
});
