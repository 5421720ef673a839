import type { CustomerProfile } from "../../profile/customer-profile.js";
import { Provenance } from "../../profile/provenance.js";
import type { RequestContext } from "../context.js";
import { toSourceSystem } from "../shared/freshness.type.js";
import { StatementIds } from "./statement-ids.js";
import type { Showing } from "./to-attribute-fact.js";

/** The provenance of one customer, for whoever has opened him. */
export function provenanceOf(profile: CustomerProfile, { completeness }: RequestContext): Provenance {
  return new Provenance(profile, completeness);
}

/** Throws AccessError where the viewer does not reach the customer's sections. */
export async function showingOf(
  profile: CustomerProfile,
  provenance: Provenance,
  { sources }: RequestContext,
): Promise<Showing> {
  const [whose, judgement] = await Promise.all([provenance.whose(), profile.judgement()]);
  return {
    decision: profile.decision,
    whose,
    now: judgement.now,
    systemOf: (source) => toSourceSystem(sources.facts(source)),
    ids: new StatementIds(judgement.choices, profile.decision, whose),
  };
}
