import type { Outcome } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import { SourceFault } from "../domain/source-fault.js";
import type { CompanyRegistry, CompanyKey } from "../sources/company-registry.js";
import type { RequestSources } from "./request-sources.js";

/** What every registry says of a company, side by side. Registries are asked together; one's fault is its own. */
export async function fetchRegistryRecords(
  sources: RequestSources,
  party: PartyRecord,
): Promise<readonly Outcome<RegistryRecord>[]> {
  const key = keyOf(party);
  if (key === null) return [];
  return Promise.all(sources.all.registries.map(async (registry) => sources.note(await ask(registry, key, sources))));
}

async function ask(
  registry: CompanyRegistry,
  key: CompanyKey,
  { deadline }: RequestSources,
): Promise<Outcome<RegistryRecord>> {
  try {
    return await registry.fetchCompany(key, deadline);
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { kind: "unavailable", source: registry.name, because: error };
  }
}

function keyOf({ registration }: PartyRecord): CompanyKey | null {
  if (registration === null || registration instanceof SourceFault) return null;
  const { unifiedSocialCreditCode, lei } = registration;
  const key = { unifiedSocialCreditCode: textOf(unifiedSocialCreditCode), lei: textOf(lei) };
  return key.unifiedSocialCreditCode === null && key.lei === null ? null : key;
}

function textOf(leaf: string | null | SourceFault): string | null {
  return typeof leaf === "string" ? leaf : null;
}
