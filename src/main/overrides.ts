import { OverrideDesk } from "../access/overrides/override-desk.js";
import { OverrideStore } from "../access/overrides/override-store.js";
import { overrideMigrations, type OverrideTables } from "../access/overrides/tables.js";
import type { Clock } from "../domain/instant.js";
import type { SurvivorshipSettings } from "../platform/config-survivorship.js";
import type { Log } from "../platform/log.js";
import { openStore } from "../platform/store.js";

export interface OpenOverrides {
  readonly desk: OverrideDesk;
  close(): Promise<void>;
}

/** The desk for stewards' choices on its own store. */
export async function openOverrides(
  { store: address, maximumDays }: SurvivorshipSettings["overrides"],
  clock: Clock,
  log: Log,
): Promise<OpenOverrides> {
  const store = await openStore<OverrideTables>(address, overrideMigrations, "overrides");
  const desk = new OverrideDesk({
    store: new OverrideStore(store),
    clock,
    maximumDays,
    // Its message stays out of the log: it may name the database.
    report: (error) => log.error({ name: error instanceof Error ? error.name : typeof error }, "overrides unreadable"),
  });
  return { desk, close: () => store.destroy() };
}
