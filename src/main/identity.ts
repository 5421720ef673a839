import type { Clock } from "../domain/instant.js";
import { KeyRing } from "../identity/features/key-ring.js";
import { IdentityIndex } from "../identity/identity-index.js";
import { IdentityWriter } from "../identity/identity-writer.js";
import { modelOf } from "../identity/match/match-model.js";
import { openIdentityStore } from "../identity/open-identity-store.js";
import type { Config } from "../platform/config-schema.js";

export interface OpenIdentity {
  readonly index: IdentityIndex;
  readonly writer: IdentityWriter;
  close(): Promise<void>;
}

/** The identity index as the configuration has it. Throws RangeError for weights of comparisons that do not exist. */
export async function openIdentity(config: Config["identity"], clock: Clock): Promise<OpenIdentity> {
  const store = await openIdentityStore(config.store);
  const keys = config.keys ?? [{ id: "1", secret: config.secret }];
  const parts = { ring: new KeyRing(keys), model: modelOf(config.matching), secret: config.secret };
  return {
    index: new IdentityIndex(store, clock),
    writer: new IdentityWriter(store, clock, parts),
    close: () => store.destroy(),
  };
}
