import type { FastifyInstance } from "fastify";
import type { Bank } from "../../bank/bank.js";
import type { BankCustomer } from "../../bank/model.js";
import { toInstant } from "../../framework/clock.js";
import { pageAfter } from "../../framework/paging.js";
import {
  asRecord,
  BadParameter,
  cursorIn,
  identifiersIn,
  requiredIds,
  wholeNumber,
} from "../../framework/parameters.js";
import type { SystemOptions } from "../../framework/system.js";
import { toAccount, toFeedEntry, toInvestment, toParty } from "./answers.js";

const IDENTIFIERS = [
  "CIF",
  "RESIDENT_ID",
  "PASSPORT",
  "HKMO_PERMIT",
  "TAIWAN_PERMIT",
  "FOREIGN_PR",
  "USCC",
  "LEI",
  "MOBILE",
  "EMAIL",
  "ACCOUNT_NUMBER",
] as const;

/** The business endpoints of core banking; whoever reaches them has shown a valid token. */
export function coreRoutes(app: FastifyInstance, bank: Bank, options: SystemOptions): void {
  const asOf = () => toInstant(options.asOf());

  app.get("/parties", async (request) => {
    const query = asRecord(request.query);
    const ids = requiredIds(query, "ids");
    const include = includes(query["include"]);
    const customers = ids.map((id) => bank.byCif(id));
    const found = customers.filter((customer) => customer !== null);
    return {
      asOf: asOf(),
      parties: parties(found),
      ...(include.has("accounts") && { accounts: once(found.flatMap((c) => c.accounts)).map(toAccount) }),
      ...(include.has("investments") && { investments: once(found.flatMap((c) => c.investments)).map(toInvestment) }),
      notFound: missing(ids, customers),
    };
  });

  app.get("/parties/listing", async (request) => {
    const query = asRecord(request.query);
    const page = bank.records("core", cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000));
    const entries = page.customers.map((customer) => ({ ...toFeedEntry(customer), partyId: customer.cif }));
    const changesFrom = String(bank.lastChange("core"));
    return { asOf: asOf(), entries, next: page.next, total: page.total, changesFrom };
  });

  app.get("/parties/changes", async (request) => {
    const query = asRecord(request.query);
    const [after, limit] = [cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000)];
    const entries = bank.changes("core", after, limit).map(({ recordId, customer }) => ({
      ...(customer === null ? { party: null, accountNumbers: [] } : toFeedEntry(customer)),
      partyId: recordId,
    }));
    const next = after + entries.length;
    return { asOf: asOf(), entries, next: String(next), more: next < bank.lastChange("core") };
  });

  app.post("/parties/search", async (request) => {
    const identifiers = identifiersIn(request.body, "identifiers", IDENTIFIERS);
    const results = identifiers.map(({ type, value }, index) => ({
      index,
      parties: parties(bank.byIdentifier("core", type, value)),
    }));
    return { asOf: asOf(), results };
  });

  app.get("/accounts", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const accounts = ids.map((id) => bank.account(id));
    return { asOf: asOf(), accounts: present(accounts).map(toAccount), notFound: missing(ids, accounts) };
  });

  app.get("/investments", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const investments = ids.map((id) => bank.investment(id));
    return { asOf: asOf(), investments: present(investments).map(toInvestment), notFound: missing(ids, investments) };
  });

  app.get("/transactions", async (request) => {
    const query = asRecord(request.query);
    const ids = requiredIds(query, "accountIds");
    const limit = wholeNumber(query, "limit", 20, 100);
    const before = typeof query["before"] === "string" ? query["before"] : null;
    if (before !== null && ids.length > 1) throw new BadParameter("before takes exactly one account");
    const accounts = ids.map((id) => bank.account(id));
    const pages = present(accounts).map(({ accountId }) => ({
      accountId,
      ...pageAfter(bank.transactions(accountId), (posting) => posting.transactionId, limit, before),
    }));
    return { asOf: asOf(), pages, notFound: missing(ids, accounts) };
  });
}

function includes(text: unknown): ReadonlySet<string> {
  const parts = typeof text === "string" && text !== "" ? text.split(",") : [];
  if (parts.some((part) => part !== "accounts" && part !== "investments")) {
    throw new BadParameter("include takes accounts and investments");
  }
  return new Set(parts);
}

function parties(customers: readonly BankCustomer[]) {
  return customers.map(toParty).filter((party) => party !== null);
}

/** Two parties of a batch may hold the same account: it is one account. */
function once<T extends { readonly accountId: string } | { readonly holdingId: string }>(held: readonly T[]): T[] {
  return [...new Map(held.map((item) => ["accountId" in item ? item.accountId : item.holdingId, item])).values()];
}

function present<T>(found: readonly (T | null)[]): T[] {
  return found.filter((item) => item !== null);
}

function missing(ids: readonly string[], found: readonly unknown[]): string[] {
  return ids.filter((_, n) => found[n] === null);
}
