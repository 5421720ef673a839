import { AccessError } from "../../access/access-error.js";
import { OverrideError } from "../../access/overrides/override-error.js";
import type { Attribute } from "../../domain/attribute.js";
import type { Instant } from "../../domain/instant.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { FactRecord } from "../../profile/survivorship/fact.js";
import type { RequestContext } from "../context.js";
import { notReachable } from "../customer/customer.resolver.js";
import { toCustomerId } from "../global-id.js";
import type { AttributeFact } from "./attribute-fact.type.js";
import { provenanceOf, showingOf } from "./showing.js";
import { toAttributeFact } from "./to-attribute-fact.js";

export interface OverrideDraft {
  readonly customerId: string;
  readonly attribute: Attribute;
  readonly reason: string;
}

/**
 * Chooses a statement. What is wrong with the request in itself is told first; then comes one answer for a customer who is
 * not there and one out of reach. Of an attribute that is denied to him a steward chooses nothing.
 */
export async function chooseStatement(
  context: RequestContext,
  draft: OverrideDraft,
  statementId: string,
  expiresAt: Instant,
): Promise<AttributeFact> {
  const { caller, overrides } = context;
  overrides.check(draft.reason, expiresAt);
  const profile = await openFor(context, draft);
  const fact = await factOf(context, profile, draft.attribute);
  const [{ choices }, { ids }] = await Promise.all([
    profile.judgement(),
    showingOf(profile, provenanceOf(profile, context), context),
  ]);
  const statements = (fact.survival.choice?.ranked ?? []).map(({ statement }) => statement);
  const chosen = statements.find((statement) => ids.of(statement) === statementId);
  if (chosen === undefined) throw new OverrideError("STATEMENT_NOT_FOUND");
  const { source, recordId } = chosen;
  const ref = { source, recordId, mark: choices.markOf(chosen) };
  await overrides.choose(caller, subjectOf(profile, draft), ref, draft.reason, expiresAt);
  return afterwards(context, profile, draft, "CHOSEN");
}

export async function withdrawChoice(context: RequestContext, draft: OverrideDraft): Promise<AttributeFact> {
  const { caller, overrides } = context;
  overrides.check(draft.reason, null);
  const profile = await openFor(context, draft);
  await factOf(context, profile, draft.attribute);
  await overrides.withdraw(caller, subjectOf(profile, draft), draft.reason);
  return afterwards(context, profile, draft, "WITHDRAWN");
}

async function openFor({ session }: RequestContext, draft: OverrideDraft): Promise<CustomerProfile> {
  const customerId = toCustomerId(draft.customerId);
  const profile = await session.open(customerId);
  if (profile === null) throw session.undecided.get(customerId) ?? notReachable();
  if (!session.mayOn(profile, "overrideAttribute")) throw new AccessError("ACCESS_DENIED");
  return profile;
}

async function factOf(context: RequestContext, profile: CustomerProfile, attribute: Attribute): Promise<FactRecord> {
  const [fact] = await provenanceOf(profile, context).facts([attribute]);
  if (fact === undefined || fact.survival === null) throw new AccessError("ACCESS_DENIED");
  return fact;
}

function subjectOf({ id, records }: CustomerProfile, { attribute }: OverrideDraft) {
  return { customerId: id, attribute, records };
}

/** The fact as it stands now that it has been decided, and the act for the record. */
async function afterwards(
  context: RequestContext,
  profile: CustomerProfile,
  { attribute }: OverrideDraft,
  act: "CHOSEN" | "WITHDRAWN",
): Promise<AttributeFact> {
  context.acts.push({ action: "CORRECT", customerId: profile.id, detail: { act, attribute } });
  profile.judgeAnew();
  const provenance = provenanceOf(profile, context);
  const [fact] = await provenance.facts([attribute]);
  if (fact === undefined) throw new Error("a fact that was asked for is not there");
  return toAttributeFact(fact, await showingOf(profile, provenance, context));
}
