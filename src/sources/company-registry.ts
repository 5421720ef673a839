import type { Outcome } from "../domain/outcome.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import type { SourceName } from "../domain/source.js";
import type { Deadline } from "../platform/deadline.js";

/** A number by which a registry knows a company. */
export interface CompanyKey {
  readonly type: "USCC" | "LEI";
  readonly value: string;
}

/** A public registry of companies. Several are shown side by side; they may disagree. */
export interface CompanyRegistry {
  readonly name: SourceName;
  /** The kinds of number that it can be asked by. */
  readonly keyTypes: ReadonlySet<CompanyKey["type"]>;
  /**
   * One outcome for each key, in order, in as few calls as the registry allows. Never throws a SourceFault: a company that
   * fails must not take the others along. Throws RangeError for a kind of key that is not among `keyTypes`.
   */
  fetchCompanies(keys: readonly CompanyKey[], deadline: Deadline): Promise<readonly Outcome<RegistryRecord>[]>;
}

export function assertKeyTypes(registry: CompanyRegistry, keys: readonly CompanyKey[]): void {
  if (!keys.every(({ type }) => registry.keyTypes.has(type))) {
    throw new RangeError(`${registry.name} cannot be asked by this kind of number`);
  }
}
