import type { AuditConfig } from "../../platform/config-audit.js";
import { openDurable, overDatabase } from "../../platform/embedded-database.js";
import { openPostgres, overPool } from "../../platform/postgres.js";
import type { Removal } from "../proof/removal.js";
import type { SigningKey } from "../proof/signing-key.js";
import type { AuditTables } from "../store/audit-tables.js";
import { makeMonths } from "../store/postgres-setup.js";
import { removeMonths } from "./remove-months.js";

const PATIENCE_MS = 600_000;

/** Removes what is older than the trail is kept, with the owner's rights: no gateway has them. */
export async function applyRetention(config: AuditConfig, key: SigningKey, now: number): Promise<readonly Removal[]> {
  const options = { key, now, keepMonths: config.retentionMonths };
  if (config.postgres === undefined) {
    const store = overDatabase<AuditTables>(openDurable(config.store));
    try {
      return await removeMonths(store, { ...options, dialect: "sqlite" });
    } finally {
      await store.destroy();
    }
  }
  const { ownerUrl } = config.postgres;
  if (ownerUrl === undefined)
    throw new TypeError("audit.postgres.ownerUrl is required: the gateway's role removes nothing");
  const store = overPool<AuditTables>(openPostgres({ url: ownerUrl, connections: 2, statementTimeoutMs: PATIENCE_MS }));
  try {
    const removed = await removeMonths(store, { ...options, dialect: "postgres" });
    await makeMonths(store, now);
    return removed;
  } finally {
    await store.destroy();
  }
}
