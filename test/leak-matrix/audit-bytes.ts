import { openAuditReads, type OpenReads } from "../../src/audit/store/open-reads.js";
import type { Cursor } from "../../src/audit/store/audit-store.js";
import type { AuditConfig } from "../../src/platform/config-audit.js";
import type { ByteSource } from "./collector.js";

/** Hashes and ids are chance: now and then they would have some value's digits. */
const CHANCE = /[0-9a-f]{64}|[0-9A-HJKMNP-TV-Z]{26}/gu;
const AT_A_TIME = 1_000;

/** Every event of every gateway's trail, as it is stored and exported: read by an auditor's own means, not the gateway's. */
export function auditBytes(): ByteSource & {
  watch(config: AuditConfig): void;
  readonly events: number;
  stop(): Promise<void>;
} {
  const trails: { readonly config: AuditConfig; open: OpenReads | null; after: Cursor | null }[] = [];
  let events = 0;
  return {
    name: "audit trail",
    watch: (config) => void trails.push({ config, open: null, after: null }),
    get events() {
      return events;
    },
    take: async () => {
      const taken: string[] = [];
      for (const trail of trails) {
        trail.open ??= openAuditReads(trail.config);
        for (;;) {
          const read = (await trail.open?.reads.readAfter(trail.after, AT_A_TIME)) ?? [];
          taken.push(...read.map((event) => JSON.stringify(event).replaceAll(CHANCE, "")));
          trail.after = read.at(-1)?.cursor ?? trail.after;
          if (read.length < AT_A_TIME) break;
        }
      }
      events += taken.length;
      return taken;
    },
    stop: async () => {
      for (const { open } of trails) await open?.close();
    },
  };
}
