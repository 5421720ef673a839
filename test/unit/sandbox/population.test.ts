import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { IdentifierType, RecordSystem } from "../../../sandbox/bank/bank.js";
import { toCents } from "../../../sandbox/bank/amounts.js";
import { carries, identifiersOf } from "../../../sandbox/bank/carries.js";
import { createBank } from "../../../sandbox/bank/create-bank.js";
import { generatedCustomer } from "../../../sandbox/bank/generated/customer.js";
import { Population, PORTFOLIO_SIZE } from "../../../sandbox/bank/generated/population.js";
import { fixtureCustomers } from "../../../sandbox/bank/fixture/fixture.js";
import type { BankCustomer } from "../../../sandbox/bank/model.js";
import { residentIdCheck } from "../../../sandbox/bank/numbers/check-digits.js";
import { Numbering } from "../../../sandbox/bank/numbers/numbering.js";

const SIZE = 10_000_000;
const SEED = 42;
const SYSTEMS: readonly RecordSystem[] = ["core", "card", "loan", "crm"];
const population = new Population(SEED, SIZE, new Numbering(SEED, SIZE));
const bank = createBank({ seed: SEED, size: SIZE });
const position = fc.integer({ min: 0, max: SIZE - 1 });

const crmId = (customer: BankCustomer): string | undefined => customer.crm?.recordId;
const sample = Array.from({ length: 4_000 }, (_, n) => generatedCustomer(population, n * 2_499));
const share = (test: (customer: BankCustomer) => boolean): number => sample.filter(test).length / sample.length;

describe("a generated customer", () => {
  it("is a pure function of his position and the seed", () => {
    fc.assert(
      fc.property(position, (i) => {
        const again = new Population(SEED, SIZE, new Numbering(SEED, SIZE));
        expect(generatedCustomer(again, i)).toEqual(generatedCustomer(population, i));
      }),
    );
    const other = new Population(SEED + 1, SIZE, new Numbering(SEED + 1, SIZE));
    expect(generatedCustomer(other, 5)).not.toEqual(generatedCustomer(population, 5));
  });

  it("is found by every identifier, in just the systems that hold it", () => {
    fc.assert(
      fc.property(position, (i) => {
        const customer = generatedCustomer(population, i);
        for (const [type, value] of identifiersOf(customer)) {
          for (const system of SYSTEMS) {
            const found = bank.byIdentifier(system, type, value).map(crmId);
            expect(found.includes(crmId(customer))).toBe(carries(customer, system, type, value));
          }
        }
      }),
    );
  });

  it("has products that are found by their own ids", () => {
    fc.assert(
      fc.property(position, (i) => {
        const customer = generatedCustomer(population, i);
        for (const account of customer.accounts) expect(bank.account(account.accountId)).toEqual(account);
        for (const held of customer.investments) expect(bank.investment(held.holdingId)).toEqual(held);
        for (const loan of customer.loans.slice(0, 5)) expect(bank.loan(loan.loanId)).toEqual(loan);
        for (const card of customer.cards) expect(bank.card(card.cardId)).toEqual(card);
      }),
    );
  });

  it("has a valid resident id with his birth date in it", () => {
    const ids = sample.flatMap((customer) =>
      [customer.core, customer.loan].flatMap((known) =>
        (known?.documents ?? [])
          .filter((document) => document.type === "RESIDENT_ID")
          .map((document) => ({ number: document.number, birthDate: customer.birthDate?.replaceAll("-", "") ?? "" })),
      ),
    );
    const old = ids.filter(({ number }) => number.length === 15);
    expect(old.length).toBeGreaterThan(0);
    for (const { number, birthDate } of ids) {
      expect(number.length === 15 ? `19${number.slice(6, 12)}` : number.slice(6, 14)).toBe(birthDate);
      if (number.length === 18) expect(residentIdCheck(number.slice(0, 17))).toBe(number.slice(17));
    }
  });

  it("is not confused with another whose identifier has his digits", () => {
    const customer = sample.find((candidate) => candidate.core?.documents[0]?.type === "RESIDENT_ID");
    const number = customer?.core?.documents[0]?.number ?? "";
    const wrong = `${number.slice(0, 6)}19010101${number.slice(14)}`;
    expect(bank.byIdentifier("core", "RESIDENT_ID", number).map(crmId)).toEqual([customer && crmId(customer)]);
    expect(bank.byIdentifier("core", "RESIDENT_ID", wrong)).toEqual([]);
  });
});

describe("the population is as uneven as life", () => {
  const products = (c: BankCustomer): number =>
    c.accounts.length + c.investments.length + c.loans.length + c.cards.length;

  it("in its products", () => {
    expect(share((c) => products(c) === 2)).toBeGreaterThan(0.4);
    expect(share((c) => products(c) >= 28 && c.kind === "PERSON")).toBeGreaterThan(0.003);
    expect(share((c) => products(c) > 10)).toBeLessThan(0.08);
  });

  it("in who they are", () => {
    expect(share((c) => c.kind === "ORGANIZATION")).toBeCloseTo(0.05, 2);
    expect(share((c) => c.cif === null && c.core === null && c.crm !== null)).toBeCloseTo(0.04, 1);
    expect(share((c) => c.loan?.documents[0]?.number.length === 15)).toBeGreaterThan(0.001);
  });

  it("in companies with hundreds of loans", () => {
    const companies = Array.from({ length: 3_000 }, (_, n) => generatedCustomer(population, n * 20 + 7));
    expect(companies.some((c) => c.loans.length >= 500)).toBe(true);
    expect(companies.filter((c) => c.loans.length >= 500).length).toBeLessThan(40);
  });

  it("in couples who share a mobile or an account", () => {
    const holders = new Set(sample.flatMap((c) => c.accounts.filter((a) => a.holders.length === 2)));
    expect(holders.size).toBeGreaterThan(0);
    for (const account of holders) {
      const found = bank.byIdentifier("core", "ACCOUNT_NUMBER", account.accountNumber).map((c) => c.cif);
      expect(new Set(found)).toEqual(new Set(account.holders.map((holder) => holder.cif)));
    }
    const shared = sample.filter((c) => {
      const mobile = c.crm?.contacts.find((contact) => contact.kind === "MOBILE")?.value;
      return mobile !== undefined && bank.byIdentifier("crm", "MOBILE", mobile).length === 2;
    });
    expect(shared.length).toBeGreaterThan(0);
  });
});

describe("companies in the registers", () => {
  it("are found by code, LEI, registration number and name, and their shares make 100", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: SIZE / 20 - 1 }), (n) => {
        const company = generatedCustomer(population, n * 20 + 7).company;
        if (!company) throw new Error("every twentieth customer is a company");
        const { uscc } = company;
        expect(bank.companyByUscc("tianyancha", uscc)?.name).toBe(company.name);
        expect(bank.companyByRegistrationNumber("qichacha", company.registrationNumber)?.uscc).toBe(uscc);
        expect(bank.companiesByName("tianyancha", company.name).map((c) => c.uscc)).toEqual([uscc]);
        expect(bank.companyByUscc("gleif", uscc)?.lei ?? null).toBe(company.lei);
        if (company.lei) expect(bank.companyByLei("gleif", company.lei)?.uscc).toBe(uscc);
        expect(company.shareholders.reduce((sum, held) => sum + toCents(held.percent), 0)).toBe(10_000);
        const owner = company.shareholders.find((held) => held.ownerUscc !== null)?.ownerUscc;
        if (owner) {
          const owned = bank.companiesOwnedBy("tianyancha", { uscc: owner }).map((c) => c.uscc);
          expect(owned).toContain(uscc);
        }
      }),
    );
  });
});

describe("managers, portfolios and postings", () => {
  it("give manager k the customers 250k to 250k + 249", () => {
    const first = generatedCustomer(population, 3 * PORTFOLIO_SIZE);
    const { total, customers } = bank.portfolio("RM4", 0, 1_000);
    expect(total).toBe(PORTFOLIO_SIZE);
    expect(customers).toHaveLength(PORTFOLIO_SIZE);
    expect(customers[0]).toEqual(first);
    expect(customers.every((c) => c.coverage?.primaryManager === "RM4")).toBe(true);
    expect(bank.staff("RM4")?.unitId).toBe(first.coverage?.owningBranch);
    expect(bank.staff("RM40001")).toBeNull();
  });

  it("put the fixture's customers before the generated ones", () => {
    const { total, customers } = bank.portfolio("RM1", 0, 4);
    expect(total).toBe(PORTFOLIO_SIZE + 3);
    expect(customers.slice(0, 3).map((c) => c.cif)).toEqual(["10000001", "10000004", "10000005"]);
    expect(customers[3]).toEqual(generatedCustomer(population, 0));
  });

  it("list postings newest first, each once, none in the future", () => {
    for (const account of sample.flatMap((c) => c.accounts).slice(0, 400)) {
      const postings = bank.transactions(account.accountId);
      expect(postings.every((p, n) => n === 0 || p.postedAt < (postings[n - 1]?.postedAt ?? ""))).toBe(true);
      expect(new Set(postings.map((p) => p.transactionId)).size).toBe(postings.length);
      expect((postings[0]?.postedAt ?? "") < "2026-06-30T10:00:00+08:00").toBe(true);
    }
  });

  it("let no generated customer take an identifier of the fixture", () => {
    const found = fixtureCustomers.flatMap((customer) =>
      identifiersOf(customer).flatMap(([type, value]: readonly [IdentifierType, string]) =>
        SYSTEMS.flatMap((system) => bank.byIdentifier(system, type, value)),
      ),
    );
    expect(found.filter((customer) => !fixtureCustomers.includes(customer))).toEqual([]);
  });
});
