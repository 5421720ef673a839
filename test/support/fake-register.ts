import type { IdentifierQuery } from "../../src/domain/membership.js";
import type { IdentifierType } from "../../src/domain/identifier.js";
import type { Listing } from "../../src/domain/outcome.js";
import type { PartyRecord } from "../../src/domain/records/party.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import type { SourceName } from "../../src/domain/source.js";
import { unseal } from "../../src/domain/unseal.js";
import { identifiersOf } from "../../src/identity/record-identifiers.js";
import type { PartyRegister } from "../../src/sources/party-register.js";
import { NOON } from "./parties.js";

const KEY_TYPE = { "core-banking": "CIF", loan: "LOAN_CUSTOMER", card: "CARD_CUSTOMER", crm: "CRM" } as const;
type RegisterName = keyof typeof KEY_TYPE;

/** A register that holds some records, finds them by what they carry, and keeps account of what it was asked. */
export interface FakeRegister extends PartyRegister {
  readonly records: PartyRecord[];
  /** One entry for each call: the identifiers that it searched by, such as `MOBILE 13912345678`. */
  readonly calls: string[][];
  isDown: boolean;
  /** A record that cannot be read lies under this identifier. */
  gapAt: string | null;
  /** Whether it leaves the last listing of an answer out. */
  answersShort: boolean;
}

const EVERYTHING: readonly IdentifierType[] = ["RESIDENT_ID", "PASSPORT", "HKMO_PERMIT", "USCC", "LEI", "MOBILE"];

export function fakeRegister(
  name: RegisterName,
  records: PartyRecord[] = [],
  searchable: readonly IdentifierType[] = EVERYTHING,
): FakeRegister {
  const register: FakeRegister = {
    name,
    keyType: KEY_TYPE[name],
    searchable: new Set([KEY_TYPE[name], ...searchable]),
    records,
    calls: [],
    isDown: false,
    gapAt: null,
    answersShort: false,
    searchParties: async (searches) => {
      const queries = searches.map(({ type, value }): IdentifierQuery => ({ type, value: unseal(value) }));
      register.calls.push(queries.map(({ type, value }) => `${type} ${value}`));
      // As over a network, an answer takes its time.
      await new Promise((resolve) => setImmediate(resolve));
      if (register.isDown) throw new SourceFault(name, "SOURCE_UNAVAILABLE");
      const listings = queries.map((query) => listing(register, query));
      if (register.answersShort) listings.pop();
      return { kind: "known", source: name, asOf: NOON, retrievedAt: NOON, value: listings };
    },
  };
  return register;
}

function listing(
  { name, keyType, records, gapAt }: FakeRegister,
  { type, value }: IdentifierQuery,
): Listing<PartyRecord> {
  const items = records.filter((record) =>
    type === keyType ? record.recordId === value : identifiersOf(record, type).includes(value),
  );
  return { items, gaps: gapAt === value ? [new SourceFault(name, "SOURCE_MALFORMED")] : [] };
}

export function registersOf(
  records: Partial<Record<RegisterName, PartyRecord[]>>,
): Record<SourceName & RegisterName, FakeRegister> {
  return {
    "core-banking": fakeRegister("core-banking", records["core-banking"]),
    loan: fakeRegister("loan", records.loan),
    card: fakeRegister("card", records.card),
    crm: fakeRegister("crm", records.crm),
  };
}
