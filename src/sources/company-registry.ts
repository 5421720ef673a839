import type { Absent, Known } from "../domain/outcome.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";

/** What a company can be looked up by. A registry takes the first that it understands. */
export interface CompanyKey {
  readonly unifiedSocialCreditCode: string | null;
  readonly lei: string | null;
}

/** A public register of companies. */
export interface CompanyRegistry {
  readonly name: SourceName;
  /** One company, one call or as few as the registry's paging needs. Throws SourceFault. */
  fetchCompany(key: CompanyKey, deadline: Deadline): Promise<Known<RegistryRecord> | Absent>;
}
