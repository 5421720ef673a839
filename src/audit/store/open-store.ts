import type { AuditConfig } from "../../platform/config-audit.js";
import type { AuditStore } from "./audit-store.js";
import { openPostgresStore } from "./postgres-store.js";
import { openSqliteStore } from "./sqlite-store.js";

/** The store that the configuration names. Throws where it cannot be opened, or would let the gateway change what is there. */
export function openAuditStore({ store, postgres, timeoutMs }: AuditConfig): Promise<AuditStore> {
  if (postgres === undefined) return openSqliteStore(store);
  const { url, connections } = postgres;
  return openPostgresStore({ url, connections, statementTimeoutMs: timeoutMs });
}
