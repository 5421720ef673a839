import type { MasksInForce } from "./masks-in-force.js";
import { Decision } from "./decision.js";
import type { AccessFacts, CustomerFacts } from "./policy/access-facts.js";
import type { Terms } from "./policy/terms.js";

/** Of somebody who merely stands in another's records nothing is known that could open him. */
const UNKNOWN: CustomerFacts = { confidentiality: "UNKNOWN", isMinor: null, consent: new Set() };

/** How other people are shown who stand in a customer's records: as the policies show counterparties, whoever they are. */
export class ThirdParties {
  constructor(
    private readonly policy: { decide(facts: AccessFacts): Terms },
    private readonly masks: MasksInForce,
  ) {}

  /** `facts` are those of the decision on the customer himself. Nothing of that decision opens anybody else. */
  decide({ customerId }: Decision, facts: AccessFacts): Decision {
    const asked = { ...facts, customer: UNKNOWN, relations: new Set(["COUNTERPARTY"] as const), granted: [] };
    const { terms, masks } = this.masks.apply(this.policy.decide(asked));
    return new Decision(customerId, terms, undefined, masks);
  }
}
