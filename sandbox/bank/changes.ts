import type { Bank, Portfolio } from "./bank.js";
import type { BankCustomer, Staff } from "./model.js";

/** What may become different of a customer while the bank is open; a part that is given replaces what was. */
export type CustomerChange = Partial<
  Pick<BankCustomer, "birthDate" | "confidentiality" | "consents" | "coverage" | "guardians" | "wards">
>;
export type StaffChange = Pick<Staff, "unitId">;

/** What has happened in the bank since it opened: a customer gets another manager, withdraws a consent, comes of age. */
export class BankChanges {
  readonly #customers = new Map<string, CustomerChange>();
  readonly #staff = new Map<string, StaffChange>();
  readonly bank: Bank;

  constructor(private readonly made: Bank) {
    this.bank = this.#over(made);
  }

  /** From the next call on, every system says so. Throws for a number that nobody has. */
  change(cif: string, change: CustomerChange): void {
    if (this.made.byCif(cif) === null) throw new RangeError("no customer of that number");
    this.#customers.set(cif, { ...this.#customers.get(cif), ...change });
  }

  /** Throws for a staff id that nobody has, and for a unit that is not in the tree. */
  changeStaff(staffId: string, change: StaffChange): void {
    if (this.made.staff(staffId) === null) throw new RangeError("no such member of staff");
    if (this.made.orgUnit(change.unitId) === null) throw new RangeError("no such unit");
    this.#staff.set(staffId, change);
  }

  /** Everything is as it was. */
  clear(): void {
    this.#customers.clear();
    this.#staff.clear();
  }

  #over(made: Bank): Bank {
    return {
      ...made,
      byCif: (cif) => this.#now(made.byCif(cif)),
      byRecordId: (system, id) => this.#now(made.byRecordId(system, id)),
      byIdentifier: (system, type, value) =>
        made.byIdentifier(system, type, value).map((customer) => this.#now(customer)),
      records: (system, after, limit) => {
        const page = made.records(system, after, limit);
        return { ...page, customers: page.customers.map((customer) => this.#now(customer)) };
      },
      staff: (staffId) => {
        const staff = made.staff(staffId);
        return staff === null ? null : { ...staff, ...this.#staff.get(staffId) };
      },
      portfolio: (staffId, offset, limit) => this.#portfolio(staffId, offset, limit),
    };
  }

  #now<T extends BankCustomer | null>(customer: T): T {
    const change = customer === null ? undefined : this.#customers.get(customer.cif ?? "");
    return change === undefined ? customer : { ...customer, ...change };
  }

  /** Those who have left are not on the list any more, those who have come are at its end. */
  #portfolio(staffId: string, offset: number, limit: number): Portfolio {
    const moved = [...this.#customers].filter(([, { coverage }]) => coverage !== undefined).map(([cif]) => cif);
    if (moved.length === 0) {
      const page = this.made.portfolio(staffId, offset, limit);
      return { ...page, customers: page.customers.map((customer) => this.#now(customer)) };
    }
    const { total } = this.made.portfolio(staffId, 0, 1);
    const stayed = this.made
      .portfolio(staffId, 0, total)
      .customers.filter(({ cif }) => !moved.includes(cif ?? ""))
      .map((customer) => this.#now(customer));
    const come = moved
      .map((cif) => this.#now(this.made.byCif(cif)))
      .filter((customer) => customer?.coverage?.primaryManager === staffId);
    const all = [...stayed, ...come].filter((customer) => customer !== null);
    return { total: all.length, customers: all.slice(offset, offset + limit) };
  }
}
