import type { Clock } from "../domain/instant.js";
import { ExactLookup } from "../identity/exact-lookup.js";
import { KeyRing, type KeySecret } from "../identity/features/key-ring.js";
import { IdentityIndex } from "../identity/identity-index.js";
import { IdentityWriter } from "../identity/identity-writer.js";
import { modelOf } from "../identity/match/match-model.js";
import { openIdentityStore } from "../identity/open-identity-store.js";
import type { Config } from "../platform/config-schema.js";

export interface OpenIdentity {
  readonly index: IdentityIndex;
  readonly writer: IdentityWriter;
  readonly lookup: ExactLookup;
  close(): Promise<void>;
}

/** The index's keys, the newest first; one made from the secret where none is given. */
export function keysOf({ keys, secret }: Config["identity"]): readonly KeySecret[] {
  return keys ?? [{ id: "1", secret }];
}

/** The identity index as the configuration has it. Throws RangeError for weights of comparisons that do not exist. */
export async function openIdentity(
  config: Config["identity"],
  clock: Clock,
  isBuilding = false,
): Promise<OpenIdentity> {
  const store = await openIdentityStore(config.store, isBuilding);
  const parts = { ring: new KeyRing(keysOf(config)), model: modelOf(config.matching), secret: config.secret };
  return {
    index: new IdentityIndex(store, clock),
    writer: new IdentityWriter(store, clock, parts),
    lookup: new ExactLookup(store, parts.ring),
    close: () => store.destroy(),
  };
}
