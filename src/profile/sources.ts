import type { SourceFacts, SourceName } from "../domain/source.js";
import type { CardClient } from "../sources/card/client.js";
import type { CoreBankingClient } from "../sources/core-banking/client.js";
import type { CreditBureauClient } from "../sources/credit-bureau/client.js";
import type { CrmClient } from "../sources/crm/client.js";
import type { LoanClient } from "../sources/loan/client.js";
import type { CompanyRegistry } from "../sources/company-registry.js";

/** Every source that a profile is made of; made once per process. */
export interface Sources {
  readonly core: CoreBankingClient;
  readonly loan: LoanClient;
  readonly card: CardClient;
  readonly crm: CrmClient;
  readonly bureau: CreditBureauClient;
  readonly registries: readonly CompanyRegistry[];
  readonly facts: ReadonlyMap<SourceName, SourceFacts>;
}
