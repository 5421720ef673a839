import type { Outcome } from "../domain/outcome.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import { SourceFault } from "../domain/source-fault.js";
import type { CompanyKey } from "../sources/company-registry.js";
import { companyAt, question } from "./cache/operation.js";
import type { RequestSources } from "./request-sources.js";

/** What every registry says of a company, side by side. Registries are asked together; one's fault is its own. */
export async function fetchRegistryRecords(
  sources: RequestSources,
  { registration }: PartyRecord,
): Promise<readonly Outcome<RegistryRecord>[]> {
  const keys = registration === null || registration instanceof SourceFault ? [] : keysOf(registration);
  const outcomes = await Promise.all(
    sources.all.registries.flatMap((registry) => {
      const key = keys.find(({ type }) => registry.keyTypes.has(type));
      if (key === undefined) return [];
      const asked = [question(companyAt(registry.name), key.type, key.value)];
      return [sources.ask(asked, (_, deadline) => registry.fetchCompanies([key], deadline))];
    }),
  );
  return outcomes.flat().map((outcome) => sources.note(outcome as Outcome<RegistryRecord>));
}

/** The bank's own knowledge of the company's numbers; the national code first, as every Chinese registry takes it. */
function keysOf({
  unifiedSocialCreditCode,
  lei,
}: Exclude<PartyRecord["registration"], null | SourceFault>): CompanyKey[] {
  const keys: CompanyKey[] = [];
  if (typeof unifiedSocialCreditCode === "string") keys.push({ type: "USCC", value: unifiedSocialCreditCode });
  if (typeof lei === "string") keys.push({ type: "LEI", value: lei });
  return keys;
}
