import { setTimeout as wait } from "node:timers/promises";
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
  optionalIds,
  requiredIds,
  wholeNumber,
} from "../../framework/parameters.js";
import type { SystemOptions } from "../../framework/system.js";
import { toCrmCustomer } from "./answers.js";
import { listingRequest, toListingCursor } from "./listing-query.js";

const IDENTIFIERS = ["CRM", "CIF", "RESIDENT_ID", "PASSPORT", "USCC", "MOBILE", "EMAIL"] as const;

export class NoSuchStaff extends Error {
  override readonly name = "NoSuchStaff";
}

/** How long a list of the whole bank waits for figures that are being computed. */
const PATIENCE_MS = 500;

/** Last night's figures of the whole bank are not computed yet. */
export class FiguresNotReady extends Error {
  override readonly name = "FiguresNotReady";
}

/** The business endpoints of the CRM; whoever reaches them has shown the service token. */
export function crmRoutes(app: FastifyInstance, bank: Bank, options: SystemOptions): void {
  const asOf = () => toInstant(options.asOf());
  const known = (customers: readonly (BankCustomer | null)[]) =>
    customers
      .map((customer) => (customer ? toCrmCustomer(bank, customer) : null))
      .filter((customer) => customer !== null);

  app.get("/customers", async (request) => {
    const query = asRecord(request.query);
    const ids = optionalIds(query, "ids");
    const cifs = optionalIds(query, "cifs");
    if ((ids === null) === (cifs === null)) throw new BadParameter("exactly one of ids and cifs is needed");
    const type = ids ? "CRM" : "CIF";
    const asked = ids ?? cifs ?? [];
    const found = asked.map((id) => bank.byIdentifier("crm", type, id)[0] ?? null);
    return { data: known(found), meta: { asOf: asOf(), notFound: asked.filter((_, n) => found[n] === null) } };
  });

  app.get("/customers/feed", async (request) => {
    const query = asRecord(request.query);
    const page = bank.records("crm", cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000));
    const data = page.customers.map((customer) => ({
      crmId: customer.crm?.recordId,
      customer: toCrmCustomer(bank, customer),
    }));
    const meta = { asOf: asOf(), next: page.next, total: page.total, changesFrom: String(bank.lastChange("crm")) };
    return { data, meta };
  });

  app.get("/customers/changes", async (request) => {
    const query = asRecord(request.query);
    const [after, limit] = [cursorIn(query, "after"), wholeNumber(query, "limit", 200, 1_000)];
    const data = bank.changes("crm", after, limit).map(({ recordId, customer }) => ({
      crmId: recordId,
      customer: customer && toCrmCustomer(bank, customer),
    }));
    const next = after + data.length;
    return { data, meta: { asOf: asOf(), next: String(next), more: next < bank.lastChange("crm") } };
  });

  app.post("/customers/search", async (request) => {
    const identifiers = identifiersIn(request.body, "identifiers", IDENTIFIERS);
    const data = identifiers.map(({ type, value }, index) => ({
      index,
      customers: known(bank.byIdentifier("crm", type, value)),
    }));
    return { data, meta: { asOf: asOf() } };
  });

  // In the body, because a filter may be somebody's number and paths are logged.
  app.post("/customers/listing", async (request) => {
    const { query, after, limit } = listingRequest(request.body);
    let page = bank.listing(query, after, limit);
    if (page === null) {
      await Promise.race([bank.prepareListing(), wait(PATIENCE_MS)]);
      page = bank.listing(query, after, limit);
    }
    if (page === null) throw new FiguresNotReady("the figures of the whole bank are not ready");
    if (page === undefined) throw new BadParameter("after is not a cursor of this list");
    const data = page.crmIds.flatMap((crmId) => {
      const customer = bank.byRecordId("crm", crmId);
      const shown = customer ? toCrmCustomer(bank, customer) : null;
      return shown === null ? [] : [{ cursor: toListingCursor(crmId), customer: shown }];
    });
    const next = page.hasNext ? (data.at(-1)?.cursor ?? null) : null;
    return { data, meta: { asOf: asOf(), next, total: page.total } };
  });

  app.get("/staff", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const found = ids.map((id) => bank.staff(id));
    const data = found.filter((staff) => staff !== null);
    return { data, meta: { asOf: asOf(), notFound: ids.filter((_, n) => found[n] === null) } };
  });

  app.get("/org-units", async () => ({ data: bank.orgUnits(), meta: { asOf: asOf() } }));

  app.get<{ Params: { staffId: string } }>("/staff/:staffId/portfolio", async (request) => {
    const query = asRecord(request.query);
    const limit = wholeNumber(query, "limit", 50, 200);
    const offset = offsetOf(query["cursor"]);
    if (!bank.staff(request.params.staffId)) throw new NoSuchStaff("no such staff member");
    const { total, customers } = bank.portfolio(request.params.staffId, offset, limit);
    const data = customers.map((customer) => ({ crmId: customer.crm?.recordId, cif: customer.cif }));
    const end = offset + customers.length;
    const next = end < total ? Buffer.from(String(end)).toString("base64url") : null;
    return { data, meta: { asOf: asOf(), next, total } };
  });

  app.get("/interactions", async (request) => {
    const query = asRecord(request.query);
    const ids = requiredIds(query, "crmIds");
    const limit = wholeNumber(query, "limit", 20, 100);
    const before = typeof query["before"] === "string" ? query["before"] : null;
    if (before !== null && ids.length > 1) throw new BadParameter("before takes exactly one customer");
    const found = ids.map((id) => bank.byRecordId("crm", id));
    const data = found.flatMap((customer) =>
      customer?.crm
        ? [{ crmId: customer.crm.recordId, ...pageAfter(customer.interactions, (i) => i.interactionId, limit, before) }]
        : [],
    );
    return { data, meta: { asOf: asOf(), notFound: ids.filter((_, n) => found[n] === null) } };
  });
}

function offsetOf(cursor: unknown): number {
  if (cursor === undefined) return 0;
  const text = typeof cursor === "string" ? Buffer.from(cursor, "base64url").toString() : "";
  if (!/^\d{1,9}$/.test(text)) throw new BadParameter("cursor is not one of this list");
  return Number(text);
}
