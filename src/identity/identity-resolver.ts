import { checkIdentifier, oldResidentId } from "../domain/identifier-check.js";
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
import type { IdentityIndex } from "./identity-index.js";
import type { IdentityLinker } from "./identity-linker.js";
import { identifiersOf } from "./record-identifiers.js";

/** What the registers said about one query. */
interface Wave {
  readonly query: IdentifierQuery;
  readonly records: PartyRecord[];
  /** Those of the records that carry the identifier that was asked for; the others only share a number with them. */
  readonly sought: Set<PartyRecord>;
  /** Registers that have said whether they know these customers. */
  readonly answered: Set<SourceName>;
  readonly faults: Map<SourceName, SourceFault>;
}

interface Asked {
  readonly wave: Wave;
  readonly search: IdentifierSearch;
}

/**
 * Finds customers by asking the registers, live: first those that can be searched by the given identifier, then, with
 * the documents that these records carry, those that have not found them yet. Two waves at the most, one
 * call each per register however many identifiers are sought.
 */
export class IdentityResolver {
  constructor(
    private readonly index: IdentityIndex,
    private readonly linker: IdentityLinker,
  ) {}

  /** One result for each query, in order. */
  async find(
    queries: readonly IdentifierQuery[],
    registers: readonly PartyRegister[],
    deadline: Deadline,
  ): Promise<readonly FindResult[]> {
    const checked = queries.map(({ type, value }) => checkIdentifier(type, value));
    const waves = await firstWave(checked, registers, deadline);
    await this.#secondWave(waves, registers, deadline);
    return Promise.all(
      waves.map(async (wave, index) => {
        const isValid = checked[index]?.isValid ?? false;
        const faults = [...wave.faults.values()];
        if (!isValid) return { customerIds: [], faults, isValid };
        return { customerIds: await this.linker.link(wave.records, wave.sought, wave.answered), faults, isValid };
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
    if (membership === null || registers.every(({ name }) => membership.searched.has(name))) return membership;
    const [known] = membership.links;
    const home = registers.find(({ name }) => name === known?.source);
    if (known === undefined || home === undefined) return membership;
    await this.find([{ type: home.keyType, value: known.recordId }], registers, deadline);
    return this.index.read(customerId);
  }

  customerOf(record: RecordKey): Promise<CustomerId | null> {
    return this.index.customerOf(record);
  }

  async #secondWave(waves: readonly Wave[], registers: readonly PartyRegister[], deadline: Deadline): Promise<void> {
    const open: Wave[] = [];
    for (const wave of waves) {
      if (wave.records.length > 0 && !(await this.#isKnown(wave.records, registers))) open.push(wave);
    }
    await Promise.all(
      registers.map((register) => {
        const waiting = open.filter(
          ({ answered, faults }) => !answered.has(register.name) && !faults.has(register.name),
        );
        return ask(
          register,
          waiting.flatMap((wave) => searchesFor(wave, register).map((search) => ({ wave, search }))),
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
      if (membership === null || !registers.every(({ name }) => membership.searched.has(name))) return false;
    }
    return true;
  }
}

async function firstWave(
  queries: readonly IdentifierQuery[],
  registers: readonly PartyRegister[],
  deadline: Deadline,
): Promise<Wave[]> {
  const waves = queries.map((query): Wave => ({
    query,
    records: [],
    sought: new Set(),
    answered: new Set(),
    faults: new Map(),
  }));
  await Promise.all(
    registers.map((register) => {
      const asked = waves.flatMap((wave, index): Asked[] => {
        const query = queries[index];
        if (query === undefined || query.value.length > LONGEST || !register.searchable.has(query.type)) return [];
        return formsOf(query).map((search) => ({ wave, search }));
      });
      return ask(register, asked, deadline);
    }),
  );
  for (const { query, records, sought, answered } of waves) {
    for (const record of records) sought.add(record);
    // A mobile is shared, a customer number known to one system, and a passport not on every record: not finding it
    // says nothing about the customer as long as he may be found by something else.
    const finders = new Set(STRONG.has(query.type) ? records.map(({ source }) => source) : []);
    for (const source of answered) if (!finders.has(source)) answered.delete(source);
  }
  return waves;
}

async function ask(register: PartyRegister, asked: readonly Asked[], deadline: Deadline): Promise<void> {
  if (asked.length === 0) return;
  const batches = Array.from({ length: Math.ceil(asked.length / LARGEST_BATCH) }, (_, index) =>
    asked.slice(index * LARGEST_BATCH, (index + 1) * LARGEST_BATCH),
  );
  await Promise.all(batches.map((batch) => askBatch(register, batch, deadline)));
}

async function askBatch(register: PartyRegister, asked: readonly Asked[], deadline: Deadline): Promise<void> {
  try {
    const { value: listings } = await register.searchParties(
      asked.map(({ search }) => search),
      deadline,
    );
    for (const [index, { wave }] of asked.entries()) take(register.name, wave, listings[index]);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    for (const { wave } of asked) wave.faults.set(register.name, error);
  }
  // Half an answer is none: a register that failed in one form of the number may know him in that form.
  for (const { wave } of asked) if (wave.faults.has(register.name)) wave.answered.delete(register.name);
}

/** What registers take in one call. */
const LARGEST_BATCH = 200;
/** What registers take as one identifier: nobody has a longer one, and asking would be our mistake, not theirs. */
const LONGEST = 100;

function take(source: SourceName, wave: Wave, listing: Listing<PartyRecord> | undefined): void {
  const gap = listing?.gaps[0];
  if (gap === undefined) wave.answered.add(source);
  else wave.faults.set(source, gap);
  for (const record of listing?.items ?? []) {
    const isNew = !wave.records.some((each) => each.source === source && each.recordId === record.recordId);
    if (isNew) wave.records.push(record);
  }
}

/** Old records may hold a resident number in its 15-digit form, so both forms are searched in one call. */
function formsOf({ type, value }: IdentifierQuery): IdentifierSearch[] {
  const old = type === "RESIDENT_ID" ? oldResidentId(value) : null;
  return [{ type, value: seal(value) }, ...(old === null ? [] : [{ type, value: seal(old) }])];
}

/**
 * What to search a register by: the documents and codes on the records found, else their mobiles; not again what was
 * asked for to begin with. Records that carry none of it cannot be looked for, and the register counts as asked.
 */
function searchesFor(wave: Wave, register: PartyRegister): IdentifierSearch[] {
  const byDocument = searchesBy(wave.records, [...STRONG], register);
  const found = byDocument.length > 0 ? byDocument : searchesBy(wave.records, ["MOBILE"], register);
  const { type, value } = wave.query;
  const searches = found.filter((query) => query.type !== type || query.value !== value).flatMap(formsOf);
  if (searches.length === 0) wave.answered.add(register.name);
  return searches;
}

function searchesBy(
  records: readonly PartyRecord[],
  types: readonly IdentifierType[],
  register: PartyRegister,
): IdentifierQuery[] {
  const found = new Map<string, IdentifierQuery>();
  for (const type of types) {
    if (!register.searchable.has(type)) continue;
    for (const value of records.flatMap((record) => identifiersOf(record, type)))
      found.set(`${type} ${value}`, { type, value });
  }
  return [...found.values()];
}

/** Numbers that one person or one company has alone. */
const STRONG: ReadonlySet<IdentifierType> = new Set([...IDENTITY_DOCUMENT_TYPES, "USCC", "LEI"]);
