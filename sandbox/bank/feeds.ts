import type { IdentifierType, RecordSystem } from "./identifiers.js";
import { carries } from "./carries.js";
import type { BankCustomer, Contact, Knowledge } from "./model.js";

/** One page of everything that a system holds. */
export interface RecordPage {
  readonly customers: readonly BankCustomer[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
  /** About how many there are. */
  readonly total: number;
}

export interface RecordChange {
  readonly sequence: number;
  readonly recordId: string;
  /** Null when the system has given up the record. */
  readonly customer: BankCustomer | null;
}

/** What may be changed of a record while the bank is open. */
export interface Alteration {
  readonly name?: string;
  readonly mobile?: string;
  readonly removed?: boolean;
  /** When it became so; the moment after the one before unless told. */
  readonly observedAt?: string;
}

/** What has changed since the bank opened: nothing, until somebody changes it. Look-ups and feeds show the same. */
export class Changes {
  readonly #log: Record<RecordSystem, RecordChange[]> = { core: [], card: [], loan: [], crm: [] };
  readonly #now = new Map<string, Knowledge | null>();
  readonly #customers = new Map<string, BankCustomer>();

  /** The customer with every change that any system has seen. */
  applied(customer: BankCustomer): BankCustomer {
    if (this.#now.size === 0) return customer;
    const known = (system: RecordSystem): Knowledge | null => {
      const own = customer[system];
      const changed = own === null ? undefined : this.#now.get(`${system}:${own.recordId}`);
      return changed === undefined ? own : changed;
    };
    return { ...customer, core: known("core"), card: known("card"), loan: known("loan"), crm: known("crm") };
  }

  /** Changed customers whose record in the system now carries the identifier. */
  carrying(system: RecordSystem, type: IdentifierType, value: string): readonly BankCustomer[] {
    return [...this.#customers.values()]
      .map((each) => this.applied(each))
      .filter((each) => carries(each, system, type, value));
  }

  alter(system: RecordSystem, before: BankCustomer, { name, mobile, removed, observedAt }: Alteration): RecordChange {
    const known = this.applied(before)[system];
    if (known === null) throw new RangeError("the system has no such record");
    const at = observedAt ?? new Date(Date.parse(known.observedAt) + 1_000).toISOString();
    const contacts = mobile === undefined ? known.contacts : [...others(known.contacts), mobileContact(mobile, at)];
    const after = removed === true ? null : { ...known, name: name ?? known.name, contacts, observedAt: at };
    this.#now.set(`${system}:${known.recordId}`, after);
    this.#customers.set(`${system}:${known.recordId}`, before);
    const log = this.#log[system];
    const change = {
      sequence: log.length + 1,
      recordId: known.recordId,
      customer: after === null ? null : this.applied(before),
    };
    log.push(change);
    return change;
  }

  after(system: RecordSystem, sequence: number, limit: number): readonly RecordChange[] {
    return this.#log[system].slice(sequence, sequence + limit);
  }

  latest(system: RecordSystem): number {
    return this.#log[system].length;
  }
}

function others(contacts: readonly Contact[]): Contact[] {
  return contacts.filter(({ kind }) => kind !== "MOBILE");
}

function mobileContact(value: string, observedAt: string): Contact {
  return { kind: "MOBILE", value, observedAt, verification: "SELF_DECLARED", preferred: true, doNotContact: false };
}

/** A page of a system's records out of `count` customers, of whom not all have a record there. */
export function recordPage(
  system: RecordSystem,
  after: number,
  limit: number,
  count: number,
  customerAt: (position: number) => BankCustomer,
): RecordPage {
  const customers: BankCustomer[] = [];
  let position = after;
  while (position < count && customers.length < limit) {
    const customer = customerAt(position);
    if (customer[system] !== null) customers.push(customer);
    position += 1;
  }
  return { customers, next: position < count ? String(position) : null, total: count };
}
