import { ExactLookup } from "../../src/identity/exact-lookup.js";
import { KeyRing } from "../../src/identity/features/key-ring.js";
import { IdentityIndex } from "../../src/identity/identity-index.js";
import { IdentityLinker } from "../../src/identity/identity-linker.js";
import { IdentityWriter } from "../../src/identity/identity-writer.js";
import { DEFAULT_MODEL } from "../../src/identity/match/match-model.js";
import { openIdentityStore } from "../../src/identity/open-identity-store.js";
import type { CustomerId } from "../../src/domain/customer-id.js";
import type { PartyRecord } from "../../src/domain/records/party.js";
import type { SourceName } from "../../src/domain/source.js";
import { fixedClock } from "../../src/platform/clock.js";
import { NOON } from "./parties.js";

export const SECRET = "a secret";

/** An identity index on a real store, in memory unless a file is named. */
export async function openIdentity(path = ":memory:") {
  const store = await openIdentityStore(path);
  const clock = fixedClock(NOON);
  const index = new IdentityIndex(store, clock);
  const parts = { ring: new KeyRing([{ id: "1", secret: SECRET }]), model: DEFAULT_MODEL, secret: SECRET };
  const writer = new IdentityWriter(store, clock, parts);
  const linker = new IdentityLinker(index, writer);
  const read = async (customerId: CustomerId | undefined) => (customerId === undefined ? null : index.read(customerId));
  return {
    store,
    clock,
    read,
    index,
    writer,
    linker,
    lookup: new ExactLookup(store, parts.ring),
    link: (records: readonly PartyRecord[], searched: readonly SourceName[] = []): Promise<readonly CustomerId[]> =>
      linker.link(records, () => searched),
    /** Which records are together now, as `source:recordId` in order. */
    members: async (customerId: CustomerId | undefined): Promise<string[]> => {
      const membership = await read(customerId);
      return (membership?.links ?? []).map(({ source, recordId }) => `${source}:${recordId}`).sort();
    },
    rows: async (): Promise<number> => {
      const [links, marks] = await Promise.all([
        store.selectFrom("link").select("sequence").execute(),
        store.selectFrom("search").select("sequence").execute(),
      ]);
      return links.length + marks.length;
    },
    [Symbol.asyncDispose]: () => store.destroy(),
  };
}

export type Identity = Awaited<ReturnType<typeof openIdentity>>;
