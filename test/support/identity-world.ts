import type { Clock, Instant } from "../../src/domain/instant.js";
import type { IdentifierType } from "../../src/domain/identifier.js";
import type { DocumentRecord, PartyRecord } from "../../src/domain/records/party.js";
import { seal } from "../../src/domain/sealed.js";
import type { SourceName } from "../../src/domain/source.js";
import { unseal } from "../../src/domain/unseal.js";
import { IdentityIndex } from "../../src/identity/identity-index.js";
import { IdentityLinker } from "../../src/identity/identity-linker.js";
import { IdentityResolver } from "../../src/identity/identity-resolver.js";
import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { IdentityWriter } from "../../src/identity/identity-writer.js";
import { DEFAULT_MODEL } from "../../src/identity/match/match-model.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import { startDeadline } from "../../src/platform/deadline.js";
import type { PartyRegister } from "../../src/sources/party-register.js";

/** What a test says of one record; a document is "TYPE number". */
export interface Sketch {
  readonly source: SourceName;
  readonly recordId: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly documents?: readonly string[];
  readonly mobile?: string;
}

export function partyOf({ source, recordId, name, birthDate, documents = [], mobile }: Sketch): PartyRecord {
  return {
    source,
    recordId,
    kind: "PERSON",
    status: null,
    name: seal(name),
    birthDate: birthDate === undefined ? null : (seal(birthDate) as PartyRecord["birthDate"]),
    nationality: null,
    occupation: null,
    annualIncome: null,
    riskAppetite: null,
    taxResidency: null,
    documents: documents.map(toDocument),
    contacts:
      mobile === undefined
        ? []
        : [
            {
              kind: "MOBILE",
              value: seal(mobile),
              verification: "NONE",
              observedAt: null,
              preferred: false,
              doNotContact: false,
            },
          ],
    guardians: [],
    wards: [],
    registration: null,
    confidentiality: null,
    observedAt: null,
    collectedBy: null,
    collectionChannel: null,
    crossReference: null,
  };
}

function toDocument(text: string): DocumentRecord {
  const [type = "", number = ""] = text.split(" ");
  return {
    type: type as DocumentRecord["type"],
    number: seal(number),
    issuer: null,
    validTo: null,
    verifiedWithAuthorityAt: null,
  };
}

/** A register that holds what it is given, and remembers by what it was searched. */
export class PaperRegister implements PartyRegister {
  readonly asked: string[][] = [];

  constructor(
    readonly name: SourceName,
    readonly keyType: IdentifierType,
    types: readonly IdentifierType[],
    readonly sketches: Sketch[],
  ) {
    this.searchable = new Set([keyType, ...types]);
  }

  readonly searchable: ReadonlySet<IdentifierType>;

  searchParties(searches: Parameters<PartyRegister["searchParties"]>[0]): ReturnType<PartyRegister["searchParties"]> {
    const sought = searches.map(({ type, value }) => `${type} ${unseal(value)}`);
    this.asked.push(sought);
    const value = sought.map((each) => ({
      items: this.sketches.filter((sketch) => this.#numbersOf(sketch).includes(each)).map(partyOf),
      gaps: [],
    }));
    const now = 0 as Instant;
    return Promise.resolve({ kind: "known", source: this.name, value, asOf: now, retrievedAt: now });
  }

  #numbersOf({ recordId, documents = [], mobile }: Sketch): string[] {
    return [`${this.keyType} ${recordId}`, ...documents, ...(mobile === undefined ? [] : [`MOBILE ${mobile}`])];
  }
}

export interface IdentityWorld {
  readonly index: IdentityIndex;
  /** Stands still until a test sets it on. */
  readonly clock: Clock & { at: number };
  find(type: IdentifierType, value: string): Promise<readonly string[]>;
  complete(customerId: string): ReturnType<IdentityResolver["complete"]>;
}

export async function identityWorld(registers: readonly PartyRegister[]): Promise<IdentityWorld> {
  const clock = { at: 1_000_000_000_000, now: () => clock.at as Instant };
  const store = await openIdentityStore(":memory:");
  const index = new IdentityIndex(store, clock);
  const secret = "a secret of at least thirty-two letters";
  const parts = { ring: new KeyRing([{ id: "1", secret }]), model: DEFAULT_MODEL, secret };
  const writer = new IdentityWriter(store, clock, parts);
  const resolver = new IdentityResolver(index, new IdentityLinker(index, writer), new ExactLookup(store, parts.ring));
  const deadline = startDeadline(60_000);
  return {
    index,
    clock,
    find: async (type, value) => {
      const [result] = await resolver.find([{ type, value }], registers, deadline);
      return result?.customerIds ?? [];
    },
    complete: (customerId) => resolver.complete(customerId as never, registers, deadline),
  };
}
