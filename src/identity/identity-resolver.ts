import { checkIdentifier, oldResidentId, type CheckedIdentifier } from "../domain/identifier-check.js";
import { IDENTITY_DOCUMENT_TYPES, type IdentifierType } from "../domain/identifier.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { FindResult, IdentifierQuery, Membership, RecordKey } from "../domain/membership.js";
import type { Listing } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import { seal } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";
import type { IdentifierSearch, PartyRegister } from "../sources/party-register.js";
import type { ExactLookup } from "./exact-lookup.js";
import type { IdentityIndex } from "./identity-index.js";
import type { IdentityLinker } from "./identity-linker.js";
import { identifiersOf } from "./record-identifiers.js";

/** What the registers said about one query. */
interface Wave {
  readonly records: PartyRecord[];
  /** For each register the identifiers by which it has been searched, with a whole answer. */
  readonly searched: Map<SourceName, Set<string>>;
  readonly faults: Map<SourceName, SourceFault>;
}

interface Asked {
  readonly wave: Wave;
  readonly query: IdentifierQuery;
  readonly search: IdentifierSearch;
}

/**
 * Finds customers by asking the registers, live: first those that can be searched by the given identifier, then all
 * by the documents that these records carry, as far as they have not been asked by them yet. Two waves at the most, one
 * call each per register however many identifiers are sought.
 */
export class IdentityResolver {
  constructor(
    private readonly index: IdentityIndex,
    private readonly linker: IdentityLinker,
    private readonly lookup: ExactLookup,
  ) {}

  /**
   * One result for each query, in order. Whom the index knows out of the feeds is found there; all others are looked for
   * in the sources.
   */
  async find(
    queries: readonly IdentifierQuery[],
    registers: readonly PartyRegister[],
    deadline: Deadline,
  ): Promise<readonly FindResult[]> {
    const known = await this.#findInIndex(queries, registers);
    const open = queries.filter((_, index) => known[index] === null);
    const found = open.length === 0 ? [] : await this.#findLive(open, registers, deadline);
    const rest = found.values();
    return known.flatMap((result) => result ?? rest.next().value ?? []);
  }

  /** Null for what the index does not know, and for whatever sources have not told it all that they hold. */
  async #findInIndex(
    queries: readonly IdentifierQuery[],
    registers: readonly PartyRegister[],
  ): Promise<readonly (FindResult | null)[]> {
    const fed = await this.index.fedSources();
    return Promise.all(
      queries.map(async (query) => {
        const isTold = registers.every(({ name, searchable }) => !searchable.has(query.type) || fed.has(name));
        const customerIds = isTold ? await this.lookup.find(query) : [];
        return customerIds.length === 0 ? null : { customerIds, faults: [], isValid: true };
      }),
    );
  }

  async #findLive(
    queries: readonly IdentifierQuery[],
    registers: readonly PartyRegister[],
    deadline: Deadline,
  ): Promise<readonly FindResult[]> {
    const checked = queries.map(({ type, value }) => checkIdentifier(type, value));
    const waves = await firstWave(checked.map(toAskable), registers, deadline);
    const found = waves.map(({ records }) => records.length);
    await this.#secondWave(waves, registers, deadline);
    return Promise.all(
      waves.map(async (wave, index) => {
        const isValid = checked[index]?.isValid ?? false;
        const faults = [...wave.faults.values()];
        if (!isValid)
          return { customerIds: [], faults: faults.filter(({ code }) => code !== "SOURCE_REFUSED"), isValid };
        const customerIds = await this.linker.link(wave.records, (record) => searchedFor(record, wave, registers));
        // The second wave completes those whom the identifier has found; whoever else it met has not been found by it.
        return { customerIds: [...new Set(customerIds.slice(0, found[index]))], faults, isValid };
      }),
    );
  }

  /** The members of a customer, after asking the registers that were out of reach when he was first found. */
  async complete(
    customerId: CustomerId,
    registers: readonly PartyRegister[],
    deadline: Deadline,
  ): Promise<Membership | null> {
    const membership = await this.index.read(customerId);
    if (membership === null || this.index.isCurrent(membership, registers)) return membership;
    const [known] = membership.links;
    const home = registers.find(({ name }) => name === known?.source);
    if (known === undefined || home === undefined) return membership;
    await this.#findLive([{ type: home.keyType, value: known.recordId }], registers, deadline);
    return this.index.read(customerId);
  }

  customerOf(record: RecordKey): Promise<CustomerId | null> {
    return this.index.customerOf(record);
  }

  async idOf(record: RecordKey): Promise<CustomerId> {
    return (await this.index.customerOf(record)) ?? this.linker.idFor(record);
  }

  async #secondWave(waves: readonly Wave[], registers: readonly PartyRegister[], deadline: Deadline): Promise<void> {
    const open: Wave[] = [];
    for (const wave of waves) {
      if (wave.records.length > 0 && !(await this.#isKnown(wave.records, registers))) open.push(wave);
    }
    await Promise.all(
      registers.map((register) => {
        const waiting = open.filter(({ faults }) => !faults.has(register.name));
        return ask(
          register,
          waiting.flatMap((wave) => openSearches(wave, register)),
          deadline,
        );
      }),
    );
  }

  /** Whether every record belongs to a customer whom all registers have been asked about before. */
  async #isKnown(records: readonly PartyRecord[], registers: readonly PartyRegister[]): Promise<boolean> {
    for (const { source, recordId } of records) {
      const customerId = await this.index.customerOf({ source, recordId });
      const membership = customerId === null ? null : await this.index.read(customerId);
      if (membership === null || !this.index.isCurrent(membership, registers)) return false;
    }
    return true;
  }
}

/**
 * What is asked for a number that is wrong in itself: nobody's, so that the answer takes as long as any other, and what
 * somebody typed goes nowhere.
 */
function toAskable({ type, value, isValid }: CheckedIdentifier): IdentifierQuery {
  return { type, value: isValid ? value : "0" };
}

async function firstWave(
  queries: readonly IdentifierQuery[],
  registers: readonly PartyRegister[],
  deadline: Deadline,
): Promise<Wave[]> {
  const waves = queries.map((): Wave => ({ records: [], searched: new Map(), faults: new Map() }));
  await Promise.all(
    registers.map((register) => {
      const asked = waves.flatMap((wave, index): Asked[] => {
        const query = queries[index];
        return query !== undefined && register.searchable.has(query.type) ? formsOf(wave, query) : [];
      });
      return ask(register, asked, deadline);
    }),
  );
  return waves;
}

/** What a register takes in one call. */
const LARGEST_SEARCH = 200;

async function ask(register: PartyRegister, asked: readonly Asked[], deadline: Deadline): Promise<void> {
  const calls = Array.from({ length: Math.ceil(asked.length / LARGEST_SEARCH) }, (_, n) =>
    asked.slice(n * LARGEST_SEARCH, (n + 1) * LARGEST_SEARCH),
  );
  await Promise.all(calls.map((each) => askOnce(register, each, deadline)));
}

async function askOnce(register: PartyRegister, asked: readonly Asked[], deadline: Deadline): Promise<void> {
  try {
    const { value: listings } = await register.searchParties(
      asked.map(({ search }) => search),
      deadline,
    );
    for (const [index, each] of asked.entries()) take(register.name, each, listings[index]);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    for (const { wave } of asked) wave.faults.set(register.name, error);
  }
}

function take(source: SourceName, { wave, query }: Asked, listing: Listing<PartyRecord> | undefined): void {
  const fault = listing === undefined ? new SourceFault(source, "SOURCE_MALFORMED") : listing.gaps[0];
  if (fault !== undefined) wave.faults.set(source, fault);
  else wave.searched.set(source, (wave.searched.get(source) ?? new Set<string>()).add(keyOf(query)));
  for (const record of listing?.items ?? []) {
    const isNew = !wave.records.some((each) => each.source === source && each.recordId === record.recordId);
    if (isNew) wave.records.push(record);
  }
}

/** Old records may hold a resident number in its 15-digit form, so both forms are searched in one call. */
function formsOf(wave: Wave, query: IdentifierQuery): Asked[] {
  const { type, value } = query;
  const old = type === "RESIDENT_ID" ? oldResidentId(value) : null;
  return [value, ...(old === null ? [] : [old])].map((form) => ({ wave, query, search: { type, value: seal(form) } }));
}

/** What a register has still to be searched by for the records found so far, each identifier once. */
function openSearches(wave: Wave, register: PartyRegister): Asked[] {
  const open = new Map<string, IdentifierQuery>();
  for (const query of wave.records.flatMap((record) => searchesFor(record, register))) {
    if (!isSearched(wave, register, query)) open.set(keyOf(query), query);
  }
  return [...open.values()].flatMap((query) => formsOf(wave, query));
}

/**
 * The registers that have said whether they know the customer of a record. One that was searched by somebody else's
 * number, as on a shared mobile, or that failed in part, has not.
 */
function searchedFor(record: PartyRecord, wave: Wave, registers: readonly PartyRegister[]): SourceName[] {
  return registers
    .filter(
      (register) =>
        !wave.faults.has(register.name) &&
        searchesFor(record, register).every((query) => isSearched(wave, register, query)),
    )
    .map(({ name }) => name);
}

/**
 * What to search a register by for one record: its documents and codes, else its mobiles. A record that carries neither
 * cannot be looked for, and the register counts as asked.
 */
function searchesFor(record: PartyRecord, register: PartyRegister): IdentifierQuery[] {
  const strong = searchesBy(record, STRONG, register);
  return strong.length > 0 ? strong : searchesBy(record, ["MOBILE"], register);
}

function searchesBy(
  record: PartyRecord,
  types: readonly IdentifierType[],
  { searchable }: PartyRegister,
): IdentifierQuery[] {
  return types
    .filter((type) => searchable.has(type))
    .flatMap((type) => identifiersOf(record, type).map((value) => ({ type, value })));
}

function isSearched({ searched }: Wave, { name }: PartyRegister, query: IdentifierQuery): boolean {
  return searched.get(name)?.has(keyOf(query)) ?? false;
}

function keyOf({ type, value }: IdentifierQuery): string {
  return `${type} ${value}`;
}

/** Numbers that one person or one company has alone. */
const STRONG: readonly IdentifierType[] = [...IDENTITY_DOCUMENT_TYPES, "USCC", "LEI"];
