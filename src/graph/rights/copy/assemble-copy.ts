import type { ThirdParties } from "../../../access/third-parties.js";
import { SourceFault } from "../../../domain/source-fault.js";
import type { Sealed } from "../../../domain/sealed.js";
import type { SourceName } from "../../../domain/source.js";
import type { CustomerProfile } from "../../../profile/customer-profile.js";
import { fetchHeldRecords, type HeldRecords } from "../../../profile/held-records.js";
import type { AssembledCopy } from "../../../rights/copy-package.js";
import { RightsError } from "../../../rights/rights-error.js";
import type { SubjectRequest } from "../../../rights/subject-request.js";
import type { RequestContext } from "../../context.js";
import { Gathered } from "./gathered.js";
import { gatherOwnRecords, type OwnRecordsOf } from "./gather-own.js";
import { gatherSources } from "./gather-sources.js";
import { OtherPeople } from "./other-people.js";
import { PrintedCopy } from "./printed-copy.js";

export interface CopyParts {
  readonly thirdParties: ThirdParties;
  /** Why the bank keeps what each source holds. */
  readonly retention: Readonly<Partial<Record<SourceName, string | undefined>>>;
  readonly own: OwnRecordsOf;
}

/**
 * Everything that is held of one customer, as the policies show it to whoever opened the request: decided anew at every
 * attempt, shown field by field under that decision, other people under their own. Throws RightsError where the policies do
 * not let him have it (any more), SourceFault where that cannot be decided.
 */
export async function assembleCopy(
  { customerId }: SubjectRequest,
  { session, sources: register }: RequestContext,
  { thirdParties, retention, own }: CopyParts,
): Promise<AssembledCopy> {
  const profile = await session.open(customerId);
  if (profile === null) throw session.undecided.get(customerId) ?? new RightsError("SUBJECT_NOT_REACHED");
  const { decision, membership } = profile;
  const facts = session.factsOf(decision);
  if (facts === undefined || !session.mayOn(profile, "openSubjectRequest"))
    throw new RightsError("SUBJECT_NOT_REACHED");
  const held = await fetchHeldRecords(profile, session.sources, session.clock);
  const others = new OtherPeople(decision, thirdParties.decide(decision, facts), ownNamesIn(held));
  for (const name of otherNamesIn(held)) others.add(name);
  const printed = new PrintedCopy();
  const gathered = new Gathered(printed);
  const ownIds = new Set(profile.own.get("core-banking"));
  gatherSources(held, { decision, others, printed, ownIds, people: held.people }, gathered);
  await gatherOwnRecords(customerId, membership.links, own, gathered);
  return {
    documents: gathered.documents,
    perSource: gathered.perSource(
      register.all().map(({ name }) => name),
      retention,
    ),
    gaps: gathered.gaps,
    shown: shownOf(profile, printed, session.policyVersion),
  };
}

function shownOf({ decision }: CustomerProfile, { fields }: PrintedCopy, policyVersion: string) {
  const { basis, level, terms } = decision;
  return { basis, level, policies: terms.policies, policyVersion, fields };
}

function ownNamesIn({ parties, borrowers }: HeldRecords): readonly Sealed<string>[] {
  const known = parties.flatMap((outcome) => (outcome.kind === "known" ? [outcome.value] : []));
  const borrowing = borrowers.kind === "known" ? borrowers.value.items : [];
  return [...known, ...borrowing].flatMap(({ name }) => (name === null || name instanceof SourceFault ? [] : [name]));
}

function otherNamesIn({ people, transactions, loans }: HeldRecords) {
  return [
    ...[...people.values()].flatMap((outcome) => (outcome.kind === "known" ? [outcome.value.name] : [])),
    ...[...transactions.values()].flatMap((outcome) =>
      outcome.kind === "known" ? outcome.value.items.map(({ counterparty }) => counterparty) : [],
    ),
    ...(loans.kind === "known" ? loans.value.items : []).flatMap(({ guarantors }) =>
      guarantors instanceof SourceFault ? [] : guarantors.map(({ name }) => name),
    ),
  ];
}
