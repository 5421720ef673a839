import { IdentityIndex } from "../../src/identity/identity-index.js";
import { IdentityLinker } from "../../src/identity/identity-linker.js";
import { identityMigrations, type IdentityTables } from "../../src/identity/tables.js";
import type { CustomerId } from "../../src/domain/customer-id.js";
import type { PartyRecord } from "../../src/domain/records/party.js";
import type { SourceName } from "../../src/domain/source.js";
import { fixedClock } from "../../src/platform/clock.js";
import { openStore } from "../../src/platform/store.js";
import { NOON } from "./parties.js";

/** An identity index on a real store, in memory unless a file is named. */
export async function openIdentity(path = ":memory:") {
  const store = await openStore<IdentityTables>(path, identityMigrations);
  const index = new IdentityIndex(store, fixedClock(NOON));
  const linker = new IdentityLinker(index, "a secret");
  const read = async (customerId: CustomerId | undefined) => (customerId === undefined ? null : index.read(customerId));
  return {
    store,
    read,
    index,
    linker,
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
