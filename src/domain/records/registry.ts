import type { CalendarDate } from "../instant.js";
import type { Money } from "../money.js";
import type { Elements, Leaf } from "../outcome.js";
import type { Sealed } from "../sealed.js";
import type { PartyKind } from "./party.js";

/** What one public registry says of a company. Names of natural persons are sealed even where a registry publishes them. */
export interface RegistryRecord {
  readonly recordId: string;
  readonly name: Leaf<string>;
  readonly registrationNumber: Leaf<string>;
  readonly unifiedSocialCreditCode: Leaf<string>;
  readonly lei: Leaf<string>;
  readonly status: Leaf<string>;
  readonly registeredCapital: Leaf<Money>;
  readonly legalRepresentative: Leaf<RegistryParty>;
  readonly establishedOn: Leaf<CalendarDate>;
  readonly address: Leaf<string>;
  readonly industry: Leaf<string>;
  readonly shareholders: Elements<RegistryShareholder>;
}

export interface RegistryParty {
  readonly name: Sealed<string>;
  readonly kind: PartyKind;
}

export interface RegistryShareholder extends RegistryParty {
  /** Exact decimal text of percent, "55" or "12.5"; null where the registry gives none. */
  readonly percent: Leaf<string>;
}
