import type { Clock } from "../domain/instant.js";
import type { Known, Listing, Outcome } from "../domain/outcome.js";
import type {
  ArrangementRecord,
  CreditCardRecord,
  DepositAccountRecord,
  InvestmentRecord,
  LoanRecord,
  TransactionRecord,
} from "../domain/records/arrangement.js";
import type { InteractionRecord } from "../domain/records/interaction.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import { fetchTransactions, NEWEST, type TransactionPosition } from "./account-transactions.js";
import { fetchStoredReport, type CreditReportOutcome } from "./credit-report.js";
import type { CustomerProfile } from "./customer-profile.js";
import type { RequestSources } from "./request-sources.js";

/** Everything that the sources hold of one customer, record by record: nothing is chosen, joined or left out. */
export interface HeldRecords {
  /** His record in the core, the card system and the CRM; none for a system that has said that it knows him not. */
  readonly parties: readonly Outcome<PartyRecord>[];
  readonly borrowers: Outcome<Listing<PartyRecord>>;
  readonly deposits: Outcome<Listing<DepositAccountRecord>>;
  readonly investments: Outcome<Listing<InvestmentRecord>>;
  readonly loans: Outcome<Listing<LoanRecord>>;
  readonly cards: Outcome<Listing<CreditCardRecord>>;
  readonly transactions: ReadonlyMap<string, Outcome<Listing<TransactionRecord>>>;
  readonly crm: readonly Outcome<CrmCustomerRecord>[];
  readonly interactions: Outcome<Listing<InteractionRecord>>;
  readonly report: CreditReportOutcome | { readonly kind: "consent-unknown" };
  readonly registries: readonly Outcome<RegistryRecord>[];
  /** Other people who stand in the records, by their number in the core. */
  readonly people: ReadonlyMap<string, Outcome<PartyRecord>>;
}

/** A hundred postings a page; an account with more than this is told of as having a gap. */
const MOST_PAGES = 1_000;
const PAGE = 100;

/** Asks every source. The deadlines are the session's own; what does not answer in them is told of as unavailable. */
export async function fetchHeldRecords(
  profile: CustomerProfile,
  sources: RequestSources,
  clock: Clock,
): Promise<HeldRecords> {
  const [parties, borrowers, deposits, investments, loans, cards, crm, interactions, report, registries] =
    await Promise.all([
      profile.parties(),
      fetchBorrowers(profile, sources),
      profile.depositAccounts(),
      profile.investments(),
      profile.loans(),
      profile.creditCards(),
      fetchCrm(profile, sources),
      fetchInteractions(profile, sources),
      fetchReport(profile, sources, clock),
      profile.registryRecords(),
    ]);
  const accounts = deposits.kind === "known" ? deposits.value.items : [];
  const [transactions, people] = await Promise.all([
    Promise.all(
      accounts.map(async ({ recordId }) => [recordId, await fetchAllTransactions(sources, recordId)] as const),
    ),
    fetchPeople(profile, sources, parties, [deposits, investments, loans, cards]),
  ]);
  const held = { parties, borrowers, deposits, investments, loans, cards, crm, interactions, report, registries };
  return { ...held, transactions: new Map(transactions), people };
}

async function fetchBorrowers(profile: CustomerProfile, sources: RequestSources) {
  const ids = recordsAt(profile, "loan");
  return ids.length === 0
    ? notThere(profile, "loan")
    : settled("loan", () => sources.all.loan.fetchBorrowers(ids, sources.deadline));
}

async function fetchCrm(profile: CustomerProfile, sources: RequestSources) {
  const ids = recordsAt(profile, "crm");
  if (ids.length === 0) return [notThere(profile, "crm")];
  return Promise.all(ids.map((id) => sources.crm.load(id)));
}

async function fetchInteractions(
  profile: CustomerProfile,
  sources: RequestSources,
): Promise<Outcome<Listing<InteractionRecord>>> {
  const ids = recordsAt(profile, "crm");
  if (ids.length === 0) return notThere(profile, "crm");
  return settled("crm", async () => {
    const items: InteractionRecord[] = [];
    const gaps: SourceFault[] = [];
    let last: Known<unknown> | null = null;
    for (const id of ids) {
      let before: string | null = null;
      for (let page = 0; page === 0 || before !== null; page += 1) {
        if (page === MOST_PAGES) {
          gaps.push(new SourceFault("crm", "SOURCE_MALFORMED"));
          break;
        }
        const answer = await sources.all.crm.fetchInteractions([id], { limit: PAGE, before }, sources.deadline);
        last = answer;
        gaps.push(...answer.value.gaps, ...answer.value.items.flatMap(({ entries }) => entries.gaps));
        items.push(...answer.value.items.flatMap(({ entries }) => entries.items));
        before = answer.value.items[0]?.next ?? null;
      }
    }
    if (last === null) throw new Error("somebody with a record is asked for");
    return { ...last, value: { items, gaps } };
  });
}

async function fetchReport(profile: CustomerProfile, sources: RequestSources, clock: Clock) {
  const result = await fetchStoredReport(profile, sources, "SELF", clock);
  if (result.kind !== "consent-required") return result;
  const consents = await profile.consents();
  const isKnown =
    consents.kind !== "unavailable" && !(consents.kind === "known" && consents.value instanceof SourceFault);
  return isKnown ? result : ({ kind: "consent-unknown" } as const);
}

async function fetchAllTransactions(
  sources: RequestSources,
  accountId: string,
): Promise<Outcome<Listing<TransactionRecord>>> {
  const items: TransactionRecord[] = [];
  const gaps: SourceFault[] = [];
  let from: TransactionPosition | undefined = NEWEST;
  let last: Outcome<unknown> | null = null;
  for (let page = 0; from !== undefined; page += 1) {
    const slice = await fetchTransactions(sources, accountId, PAGE, from);
    if (slice.kind !== "known") {
      // Of an account that could be read in part, the part counts.
      if (last === null || slice.kind === "absent") return last === null ? slice : known(last, items, gaps);
      return known(last, items, [...gaps, slice.because]);
    }
    last = slice;
    if (slice.value === null || page === MOST_PAGES)
      return known(last, items, [...gaps, new SourceFault("core-banking", "SOURCE_MALFORMED")]);
    items.push(...slice.value.transactions.items);
    gaps.push(...slice.value.transactions.gaps);
    from = slice.value.hasNext ? slice.value.positions.at(-1) : undefined;
  }
  if (last === null) throw new Error("an account has a first page");
  return known(last, items, gaps);
}

function known<T>(answer: Outcome<unknown>, items: readonly T[], gaps: readonly SourceFault[]): Outcome<Listing<T>> {
  if (answer.kind !== "known") throw new Error("what was read was known");
  return { ...answer, value: { items, gaps } };
}

/** Other holders, guardians and wards: the core knows them by the numbers that stand in the customer's own records. */
async function fetchPeople(
  profile: CustomerProfile,
  sources: RequestSources,
  parties: readonly Outcome<PartyRecord>[],
  sections: readonly Outcome<Listing<ArrangementRecord>>[],
): Promise<ReadonlyMap<string, Outcome<PartyRecord>>> {
  const own = new Set(recordsAt(profile, "core-banking"));
  const ids = new Set<string>();
  for (const outcome of parties) {
    if (outcome.kind !== "known") continue;
    for (const relations of [outcome.value.guardians, outcome.value.wards])
      if (!(relations instanceof SourceFault)) for (const { partyId } of relations) ids.add(partyId);
  }
  for (const section of sections) {
    for (const { holders } of section.kind === "known" ? section.value.items : []) {
      if (holders instanceof SourceFault) continue;
      for (const { source, recordId } of holders) if (source === "core-banking") ids.add(recordId);
    }
  }
  const others = [...ids].filter((id) => !own.has(id));
  return new Map(await Promise.all(others.map(async (id) => [id, await sources.core.party(id)] as const)));
}

function recordsAt({ own }: CustomerProfile, source: SourceName): readonly string[] {
  return [...(own.get(source) ?? [])];
}

/** A source without a record of the customer has said so, or could not be asked when he was looked for. */
function notThere({ membership }: CustomerProfile, source: SourceName): Outcome<never> {
  const asOf = membership.searched.get(source);
  return asOf === undefined
    ? { kind: "unavailable", source, because: new SourceFault(source, "SOURCE_UNAVAILABLE") }
    : { kind: "absent", source, asOf, retrievedAt: asOf };
}

async function settled<T>(source: SourceName, ask: () => Promise<Known<T>>): Promise<Outcome<T>> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error;
    return { kind: "unavailable", source, because: error };
  }
}
