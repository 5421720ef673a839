import type { FastifyInstance } from "fastify";
import type { Bank } from "../../bank/bank.js";
import {
  asRecord,
  BadParameter,
  cursorIn,
  identifiersIn,
  optionalIds,
  requiredIds,
  wholeNumber,
} from "../../framework/parameters.js";
import { toBorrower, toLoan } from "./answers.js";
import type { Envelope } from "./envelope.js";

const IDENTIFIERS = {
  BORROWER_ID: "LOAN_CUSTOMER",
  RESIDENT_ID: "RESIDENT_ID",
  PASSPORT: "PASSPORT",
  USCC: "USCC",
  MOBILE: "MOBILE",
} as const;
const IDENTIFIER_NAMES = ["BORROWER_ID", "RESIDENT_ID", "PASSPORT", "USCC", "MOBILE"] as const;

/** The business endpoints of the credit system; whoever reaches them has shown the key. */
export function loanRoutes(app: FastifyInstance, bank: Bank, envelope: Envelope): void {
  app.get("/loans", async (request) => {
    const query = asRecord(request.query);
    const pageNo = wholeNumber(query, "pageNo", 1, 100_000);
    const pageSize = wholeNumber(query, "pageSize", 200, 200);
    const borrowerIds = optionalIds(query, "borrowerIds");
    const loanNos = optionalIds(query, "loanNos");
    if ((borrowerIds === null) === (loanNos === null)) {
      throw new BadParameter("exactly one of borrowerIds and loanNos is needed");
    }
    const found = borrowerIds
      ? borrowerIds.map((id) => bank.byRecordId("loan", id)?.loans ?? null)
      : (loanNos ?? []).map((id) => asList(bank.loan(id)));
    const asked = borrowerIds ?? loanNos ?? [];
    const notFound = asked.filter((_, n) => found[n] === null);
    if (notFound.length === asked.length) return envelope.notFound(notFound);
    const loans = found.flatMap((list) => list ?? []);
    const rows = loans.slice((pageNo - 1) * pageSize, pageNo * pageSize).map((loan) => toLoan(bank, loan));
    return envelope.success({ page: { pageNo, pageSize, total: loans.length }, notFound, rows });
  });

  app.get("/borrowers", async (request) => {
    const ids = requiredIds(asRecord(request.query), "ids");
    const found = ids.map((id) => bank.byRecordId("loan", id));
    const notFound = ids.filter((_, n) => found[n] === null);
    if (notFound.length === ids.length) return envelope.notFound(notFound);
    return envelope.success({
      notFound,
      rows: found.flatMap((customer) => asList(customer && toBorrower(customer)) ?? []),
    });
  });

  app.get("/borrowers/listing", async (request) => {
    const query = asRecord(request.query);
    const page = bank.records("loan", cursorIn(query, "after"), wholeNumber(query, "pageSize", 200, 1_000));
    const rows = page.customers.map((customer) => ({
      borrowerId: customer.loan?.recordId,
      borrower: toBorrower(customer),
    }));
    const { next, total } = page;
    return envelope.success({ next, total, changesFrom: String(bank.lastChange("loan")), rows });
  });

  app.get("/borrowers/changes", async (request) => {
    const query = asRecord(request.query);
    const [after, limit] = [cursorIn(query, "after"), wholeNumber(query, "pageSize", 200, 1_000)];
    const rows = bank.changes("loan", after, limit).map(({ recordId, customer }) => ({
      borrowerId: recordId,
      borrower: customer && toBorrower(customer),
    }));
    const next = after + rows.length;
    return envelope.success({ next: String(next), more: next < bank.lastChange("loan"), rows });
  });

  app.post("/borrowers/query", async (request) => {
    const rows = identifiersIn(request.body, "idents", IDENTIFIER_NAMES).map(({ type, value }, index) => ({
      index,
      borrowers: bank
        .byIdentifier("loan", IDENTIFIERS[type], value)
        .map(toBorrower)
        .filter((borrower) => borrower !== null),
    }));
    return envelope.success({ rows });
  });
}

function asList<T>(item: T | null): T[] | null {
  return item === null ? null : [item];
}
