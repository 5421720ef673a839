import { setImmediate as nextTurn } from "node:timers/promises";
import { fixtureCustomers } from "../fixture/fixture.js";
import { companyName } from "../generated/company-name.js";
import { personalFacts } from "../generated/personal-facts.js";
import { PORTFOLIO_SIZE, type Population } from "../generated/population.js";
import { productsOf } from "../generated/products.js";
import { lastContactAt } from "../generated/relationship.js";
import { traitsOf } from "../generated/traits.js";
import type { Account, BankCustomer, IsoDate } from "../model.js";
import type { Books } from "./books.js";
import { listingRow, type ListingRow } from "./listing-row.js";
import { inOrder, isListed, type ListingPage, type ListingQuery } from "./query.js";

/** More than this, and the whole bank is not listed: a night is not long enough for its figures on a laptop. */
const MOST_LISTED = 1_000_000;
/** Customers a turn of the event loop, while the figures of the whole bank are computed. */
const A_TURN = 100;

type LastOwn = (accounts: readonly Account[]) => IsoDate | null;

/**
 * Lists of customers by what last night's figures say of them. A manager's or a branch's list is computed when it is asked
 * for, whatever the size of the bank; the whole bank's once, in the background.
 */
export class Listing {
  #whole: readonly ListingRow[] | null = null;
  #building: Promise<void> | null = null;

  constructor(
    private readonly population: Population,
    private readonly lastOwn: LastOwn,
    private readonly byMobile: (mobile: string) => readonly BankCustomer[],
  ) {}

  /** Null while the figures of the whole bank are being computed. `after` is the CRM's number of the last one seen; undefined when nobody has it here. */
  page(
    query: ListingQuery,
    allUnits: readonly string[],
    after: string | null,
    limit: number,
  ): ListingPage | null | undefined {
    const scope = this.#scope(query, allUnits);
    if (scope === null) return null;
    const rows = inOrder(
      scope.filter((row) => isListed(row, query)),
      query,
    );
    const begin = after === null ? 0 : rows.findIndex(({ crmId }) => crmId === after) + 1;
    if (after !== null && begin === 0) return undefined;
    const page = rows.slice(begin, begin + limit);
    return { total: rows.length, crmIds: page.map(({ crmId }) => crmId), hasNext: begin + limit < rows.length };
  }

  /** Resolves when the whole bank can be listed, or never will be. */
  prepare(): Promise<void> {
    return (this.#building ??= this.#build());
  }

  #scope({ managerId, unitIds, mobile }: ListingQuery, allUnits: readonly string[]): readonly ListingRow[] | null {
    const isOwn = ({ coverage }: BankCustomer) =>
      coverage !== null &&
      (managerId === null || coverage.primaryManager === managerId) &&
      (unitIds === null || unitIds.includes(coverage.owningBranch));
    if (mobile !== null) {
      return this.byMobile(mobile)
        .filter(isOwn)
        .flatMap((customer) => this.#ofNamed(customer));
    }
    const isWhole = managerId === null && (unitIds === null || allUnits.every((unit) => unitIds.includes(unit)));
    if (isWhole) {
      if (this.#whole === null) void this.prepare();
      return this.#whole;
    }
    const named = fixtureCustomers.filter(isOwn).flatMap((customer) => this.#ofNamed(customer));
    const managers = this.#managers(managerId, unitIds);
    return [...named, ...managers.flatMap((k) => this.#positionsOf(k).map((i) => this.#ofPosition(i)))];
  }

  #managers(managerId: string | null, unitIds: readonly string[] | null): number[] {
    const { population } = this;
    const one = managerId === null ? null : Number(/^RM([1-9]\d{0,5})$/.exec(managerId)?.[1] ?? 0) - 1;
    const all = one === null ? Array.from({ length: population.managers }, (_, k) => k) : [one];
    return all.filter(
      (k) => k >= 0 && k < population.managers && (unitIds === null || unitIds.includes(population.unitOfManager(k))),
    );
  }

  #positionsOf(manager: number): number[] {
    const first = manager * PORTFOLIO_SIZE;
    const count = Math.max(0, Math.min(PORTFOLIO_SIZE, this.population.size - first));
    return Array.from({ length: count }, (_, n) => first + n);
  }

  async #build(): Promise<void> {
    const { size } = this.population;
    if (size > MOST_LISTED) return;
    const rows = fixtureCustomers.flatMap((customer) => this.#ofNamed(customer));
    for (let i = 0; i < size; i += 1) {
      if (i % A_TURN === 0) await nextTurn();
      rows.push(this.#ofPosition(i));
    }
    this.#whole = rows;
  }

  #ofNamed(customer: BankCustomer): ListingRow[] {
    if (customer.crm === null) return [];
    const books: Books = { ...customer, lastOwnTransactionOn: this.lastOwn(customer.accounts) };
    const standing = { ...customer, name: customer.crm.name };
    return [listingRow(customer.crm.recordId, standing, books, customer.interactions[0]?.at ?? null)];
  }

  /** The same as of the whole customer, without building what no list is made of. */
  #ofPosition(i: number): ListingRow {
    const { seed, size, numbering } = this.population;
    const traits = traitsOf(seed, size, i);
    const { status, confidentiality, serviceScore, personName } = personalFacts(this.population, i, traits);
    const { accounts, investments, loans } = productsOf(this.population, i, traits);
    const cif = traits.prospect ? null : numbering.cif(i);
    const books = {
      cif,
      status,
      accounts,
      investments,
      loans,
      serviceScore,
      lastOwnTransactionOn: this.lastOwn(accounts),
    };
    const standing = {
      kind: traits.kind,
      name: personName ?? companyName(numbering.nameDigits(i)),
      birthDate: traits.kind === "PERSON" ? traits.birthDate : null,
      confidentiality,
    };
    return listingRow(numbering.crm(i), standing, books, lastContactAt(this.population, i));
  }
}
