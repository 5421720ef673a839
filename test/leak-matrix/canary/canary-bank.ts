import type { Bank } from "../../../sandbox/bank/bank.js";
import { companies } from "../../../sandbox/bank/fixture/companies.js";
import { fixtureCustomers } from "../../../sandbox/bank/fixture/fixture.js";
import type { Analytics } from "../../../sandbox/bank/analytics/analytics.js";
import type { BankCustomer, Company, Loan, Transaction } from "../../../sandbox/bank/model.js";
import type { SensitiveKind } from "../../../src/access/vocabulary.js";
import { kindOfIdentifier } from "./kind-of-identifier.js";
import { Markers, type Variants } from "./markers.js";
import { originAt } from "./origins.js";

/** One sensitive value that can be recognised wherever it turns up. */
export interface Canary {
  readonly marker: string;
  readonly kind: SensitiveKind;
  /** Whose it is: customer numbers, company codes or account ids. One value may be several's, as a shared mobile is. */
  readonly owners: ReadonlySet<string>;
  /** Where the graph may show it, as `Type.field`. */
  readonly coordinates: ReadonlySet<string>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The bank of the fixture with a marker in the place of every sensitive value of its named customers and companies. The
 * generated customers stay what they are. Keys of systems stay too: tokens, portfolios and holders still fit.
 */
export class CanaryBank {
  readonly #markers: Markers;
  readonly #canaries = new Map<
    string,
    { marker: string; kind: SensitiveKind; owners: Set<string>; coordinates: Set<string> }
  >();
  /** Each record is marked once: a joint account is the same account to both its holders. */
  readonly #marked = new WeakMap<object, unknown>();
  readonly #entries = new Map<string, readonly Transaction[]>();
  readonly #evaluations = new Map<string, Analytics>();
  readonly bank: Bank;

  constructor(
    made: Bank,
    /** What is otherwise with single customers than in the fixture, by customer number. */
    private readonly changes: Readonly<Record<string, Partial<BankCustomer>>> = {},
    /** Values that have another marker than in a bank like this one, for banks that differ in a single value. */
    variants: Variants = new Map(),
  ) {
    this.#markers = new Markers(variants);
    this.bank = this.#over(made);
    for (const customer of fixtureCustomers) {
      this.#customer(customer);
      for (const { accountId } of customer.accounts) this.bank.transactions(accountId);
    }
    for (const { uscc } of companies)
      for (const registry of ["tianyancha", "qichacha", "gleif"] as const) this.bank.companyByUscc(registry, uscc);
    for (const customer of fixtureCustomers) this.bank.analytics(this.#customer(customer));
  }

  /** Every marker with what it is; complete from the beginning. */
  get canaries(): readonly Canary[] {
    return [...this.#canaries.values()];
  }

  /** The marker that stands for a value of the fixture: what a caller gives to find somebody. */
  markerOf(kind: Exclude<SensitiveKind, "AMOUNT" | "SCORE">, value: string): string {
    return this.#markers.of(kind, value);
  }

  #over(made: Bank): Bank {
    const names = (name: string): string => this.#markers.originalOf("COMPANY_NAME", name);
    return {
      ...made,
      byCif: (cif) => this.#customer(made.byCif(cif)),
      byRecordId: (system, id) => this.#customer(made.byRecordId(system, id)),
      byIdentifier: (system, type, value) => {
        const kind = kindOfIdentifier(type);
        const original = kind === null ? value : this.#markers.originalOf(kind, value);
        return made.byIdentifier(system, type, original).map((customer) => this.#customer(customer));
      },
      account: (id) => this.#held("accounts", made.account(id), id),
      investment: (id) => this.#held("investments", made.investment(id), id),
      loan: (id) => this.#held("loans", made.loan(id), id),
      card: (id) => this.#held("cards", made.card(id), id),
      transactions: (id) =>
        HELD.has(id) ? this.#transactions(id, () => made.transactions(id)) : made.transactions(id),
      portfolio: (staffId, offset, limit) => {
        const page = made.portfolio(staffId, offset, limit);
        return { ...page, customers: page.customers.map((customer) => this.#customer(customer)) };
      },
      analytics: (customer) => this.#analytics(customer, () => made.analytics(customer)),
      listing: (query, after, limit) => {
        const mobile = query.mobile === null ? null : this.#markers.originalOf("MOBILE", query.mobile);
        return made.listing({ ...query, mobile }, after, limit);
      },
      companyByUscc: (registry, uscc) => this.#company(made.companyByUscc(registry, uscc)),
      companyByLei: (registry, lei) => this.#company(made.companyByLei(registry, lei)),
      companyByRegistrationNumber: (registry, own) => this.#company(made.companyByRegistrationNumber(registry, own)),
      companiesByName: (registry, name) =>
        made.companiesByName(registry, names(name)).map((each) => this.#company(each)),
      companiesOwnedBy: (registry, by) => {
        const original = "uscc" in by ? by : { personName: this.#markers.originalOf("PERSON_NAME", by.personName) };
        return made.companiesOwnedBy(registry, original).map((each) => this.#company(each));
      },
      reportByDocument: (type, given) => {
        const report = made.reportByDocument(type, this.#markers.originalOf("DOCUMENT_NUMBER", given));
        const subject = fixtureCustomers.find((customer) => customer.report === report);
        return report === null || subject === undefined
          ? report
          : this.#mark(report, "report", ownerOf(subject), report);
      },
    };
  }

  #customer<T extends BankCustomer | null>(customer: T): T {
    if (customer === null || !NAMED.has(customer)) return customer;
    const known = this.#marked.get(customer);
    if (known !== undefined) return known as T;
    const marked = { ...this.#mark(customer, "", ownerOf(customer), customer), ...this.changes[customer.cif ?? ""] };
    this.#marked.set(customer, marked);
    return marked;
  }

  #company<T extends Company | null>(company: T): T {
    return company === null || !KNOWN.has(company.uscc)
      ? company
      : this.#mark(company, "company", company.uscc, company);
  }

  #held<T extends object>(path: string, held: T | null, id: string): T | null {
    return held === null || !HELD.has(id) ? held : this.#mark(held, path, id, held);
  }

  /** The bank writes its entries anew at each asking; they are marked once. */
  #transactions(id: string, made: () => readonly Transaction[]): readonly Transaction[] {
    const known = this.#entries.get(id) ?? made().map((each): Transaction => this.#mark(each, "transaction", id, each));
    this.#entries.set(id, known);
    return known;
  }

  /** The figures are computed anew at each asking; they are marked once. */
  #analytics(customer: BankCustomer, made: () => Analytics): Analytics {
    const id = ownerOf(customer);
    if (!EVALUATED.has(id)) return made();
    const known = this.#evaluations.get(id);
    if (known !== undefined) return known;
    const computed = made();
    const marked = this.#mark(computed, "analytics", id, computed);
    this.#evaluations.set(id, marked);
    return marked;
  }

  /** A copy of a record with markers, remembered for the record. */
  #mark<T extends object>(record: T, path: string, owner: string, root: object): T {
    const known = this.#marked.get(record);
    if (known !== undefined) return known as T;
    const entries = Object.entries(path === "loans" ? guaranteed(record) : record).map(([key, value]) => {
      const at = path === "" ? key : `${path}.${key}`;
      return [key, this.#value(value, at, record as Json, owner, root as Json)] as const;
    });
    const copy = Object.fromEntries(entries) as T;
    this.#marked.set(record, copy);
    return copy;
  }

  #value(value: unknown, path: string, holder: Json, owner: string, root: Json): unknown {
    if (Array.isArray(value)) return value.map((each: unknown) => this.#value(each, path, holder, owner, root));
    if (typeof value === "object" && value !== null) return this.#mark(value, path, ownOwner(value) ?? owner, root);
    const origin = typeof value === "string" || typeof value === "number" ? originAt(path) : undefined;
    if (origin === undefined) return value;
    const text = String(value);
    const kind = typeof origin.kind === "function" ? origin.kind(holder, root) : origin.kind;
    const marker = this.#markers.of(kind, text);
    if (marker !== text) this.#register(marker, kind, owner, origin.coordinates);
    return typeof value === "number" ? Number(marker) : marker;
  }

  #register(marker: string, kind: SensitiveKind, owner: string, coordinates: readonly string[]): void {
    const canary = this.#canaries.get(marker) ?? { marker, kind, owners: new Set(), coordinates: new Set() };
    canary.owners.add(owner);
    for (const coordinate of coordinates) canary.coordinates.add(coordinate);
    this.#canaries.set(marker, canary);
  }
}

const NAMED: ReadonlySet<BankCustomer> = new Set(fixtureCustomers);
const EVALUATED: ReadonlySet<string> = new Set(fixtureCustomers.map(ownerOf));
const KNOWN: ReadonlySet<string> = new Set(companies.map(({ uscc }) => uscc));
const HELD: ReadonlySet<string> = new Set(
  fixtureCustomers.flatMap(({ accounts, investments, loans, cards }) => [
    ...accounts.map(({ accountId }) => accountId),
    ...investments.map(({ holdingId }) => holdingId),
    ...loans.map(({ loanId }) => loanId),
    ...cards.map(({ cardId }) => cardId),
  ]),
);

/** No loan of the fixture has a guarantor; here each has one, so that his name has a canary too. */
function guaranteed(loan: object): object {
  const { loanId, guarantors } = loan as Loan;
  return guarantors.length > 0 ? loan : { ...loan, guarantors: [{ borrowerId: null, name: `孙${loanId}` }] };
}

function ownerOf(customer: BankCustomer): string {
  return customer.cif ?? customer.crm?.recordId ?? "";
}

/** An arrangement answers for its own values, whoever holds it; a company for its own. */
function ownOwner(value: object): string | null {
  const record = value as Json;
  const key = record["accountId"] ?? record["holdingId"] ?? record["loanId"] ?? record["cardId"] ?? record["uscc"];
  return typeof key === "string" && (HELD.has(key) || KNOWN.has(key)) ? key : null;
}
