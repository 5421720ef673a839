import type { ClassType } from "type-graphql";
import type { Outcome } from "../../domain/outcome.js";
import type { ArrangementRecord, HolderRecord } from "../../domain/records/arrangement.js";
import { SourceFault } from "../../domain/source-fault.js";
import type { CustomerProfile } from "../../profile/customer-profile.js";
import type { RequestSources } from "../../profile/request-sources.js";
import { CreditCard } from "../card/credit-card.type.js";
import type { RequestContext } from "../context.js";
import { DepositAccount } from "../deposit/deposit-account.type.js";
import type { NodeType } from "../global-id.js";
import { InvestmentHolding } from "../investment/investment-holding.type.js";
import { Loan } from "../loan/loan.type.js";
import { toFreshness } from "../shared/freshness.type.js";
import type { Arrangement } from "./arrangement.type.js";
import { toArrangement } from "./to-arrangement.js";

type ArrangementType = Exclude<NodeType, "Customer" | "AccessGrant" | "SubjectRequest" | "AuditEvent">;

interface Shape {
  readonly type: ClassType<Arrangement>;
  readonly load: (sources: RequestSources, key: string) => Promise<Outcome<ArrangementRecord>>;
}

const SHAPES: Record<ArrangementType, Shape> = {
  DepositAccount: { type: DepositAccount, load: (sources, key) => sources.accounts.load(key) },
  InvestmentHolding: { type: InvestmentHolding, load: (sources, key) => sources.investments.load(key) },
  Loan: { type: Loan, load: (sources, key) => sources.loansByNumber.load(key) },
  CreditCard: { type: CreditCard, load: (sources, key) => sources.cardsByKey.load(key) },
};

/**
 * One arrangement by its own key. It is reached through its holders: seen as the first of them that the caller reaches
 * lets it be seen, and null when he reaches none, as if it did not exist.
 */
export async function openArrangement(
  context: RequestContext,
  typeName: ArrangementType,
  key: string,
): Promise<Arrangement | null> {
  const { session, sources } = context;
  const { type, load } = SHAPES[typeName];
  const outcome = session.sources.note(await load(session.sources, key));
  if (outcome.kind === "unavailable") throw outcome.because;
  if (outcome.kind === "absent") return null;
  const { holders } = outcome.value;
  const profile = await firstReached(context, holders instanceof SourceFault ? [] : holders);
  if (profile === null) return null;
  const freshness = toFreshness(session.sources.freshness(outcome), sources.facts(outcome.source));
  return toArrangement(type, typeName, outcome.value, profile.decision, freshness);
}

async function firstReached(
  { session }: RequestContext,
  holders: readonly HolderRecord[],
): Promise<CustomerProfile | null> {
  for (const { source, recordId } of holders) {
    const profile = await session.openRecord(source, recordId);
    if (profile?.decision.reachesSections === true) return profile;
  }
  return null;
}
