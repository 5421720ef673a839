import { AccessError } from "../access/access-error.js";
import type { Decision } from "../access/decision.js";
import type { Attribute } from "../domain/attribute.js";
import type { CustomerId } from "../domain/customer-id.js";
import { mapKnown, type Leaf, type Listing, type Outcome } from "../domain/outcome.js";
import type {
  ArrangementRecord,
  CreditCardRecord,
  DepositAccountRecord,
  InvestmentRecord,
  LoanRecord,
} from "../domain/records/arrangement.js";
import type { ConsentRecord, CoverageRecord } from "../domain/records/coverage.js";
import type { EvaluationRecord } from "../domain/records/evaluation.js";
import type { PartyRecord } from "../domain/records/party.js";
import type { RegistryRecord } from "../domain/records/registry.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { FreshnessRecord } from "../domain/freshness.js";
import type { Membership, RecordKey } from "../domain/membership.js";
import { contactPointsOf, type ContactPointRecord } from "./contact-points.js";
import { goldenParty } from "./golden-party.js";
import { headerOf, knownParties, nameKindOf, type HeaderRecord } from "./header.js";
import type { OwnRecords } from "./held-as.js";
import { NO_NEEDS, type Needs } from "./needs.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import { joined } from "./joined-listings.js";
import { positionOf, type PositionRecord } from "./position.js";
import type { StewardedJudgement } from "./survivorship/steward-choices.js";
import { fetchRegistryRecords } from "./registry-records.js";
import type { RequestSources } from "./request-sources.js";

/** How the golden values of this customer come about. */
export interface GoldenParts {
  /** By the rules in force, and what stewards chose for this customer. Asked for once, when first needed. */
  readonly judgement: () => Promise<StewardedJudgement>;
}

/**
 * One customer for one caller and purpose: opened under a decision, read section by section. Sections never reject for a
 * source's fault; they throw AccessError where the decision does not reach.
 */
export class CustomerProfile {
  readonly #own: OwnRecords;
  #judgement: Promise<StewardedJudgement> | undefined;
  #registryRecords: Promise<readonly Outcome<RegistryRecord>[]> | undefined;

  constructor(
    readonly decision: Decision,
    readonly membership: Membership,
    private readonly sources: RequestSources,
    private readonly currency: string,
    private readonly golden: GoldenParts,
  ) {
    this.#own = recordsBySource(membership);
  }

  get id(): CustomerId {
    return this.decision.customerId;
  }

  /** Sets all sources in motion that will be needed, in one tick, so that they are asked together. */
  start(needed: Needs): void {
    const { decision } = this;
    // Who says nothing of what he needs is not told either of a source that may have answered before the end or not.
    if (needed === NO_NEEDS || !showsHeader(decision)) return;
    const needs = needed(decision);
    if (needs.has("parties") && decision.reachesHeader) begin(this.parties());
    else begin(this.#coreParties());
    if (!decision.reachesSections) return;
    if (needs.has("accounts")) begin(this.depositAccounts());
    if (needs.has("investments")) begin(this.investments());
    if (needs.has("loans")) begin(this.loans());
    if (needs.has("cards")) begin(this.creditCards());
    if (needs.has("registries")) begin(this.registryRecords());
  }

  /** From the core where it can be read; else from whoever knows the customer. Null when nobody can be read. */
  async header(): Promise<HeaderRecord | null> {
    if (!showsHeader(this.decision)) return existenceOf(await this.#inCrm(), this.customerNumber);
    const [parties, judgement] = await Promise.all([this.#partiesFor(["LEGAL_NAME"]), this.judgement()]);
    const header = headerOf(parties, this.customerNumber, judgement);
    // Of somebody else's joint holder the name is shown, and nothing that he is known by elsewhere.
    return header === null || this.decision.reachesHeader ? header : { ...header, customerNumber: null, status: null };
  }

  get customerNumber(): string {
    const [home] = inOrder(this.membership);
    return home?.recordId ?? "";
  }

  /** The customer's record in each system that keeps one. */
  async parties(): Promise<readonly Outcome<PartyRecord>[]> {
    const { cards, crm } = this.sources;
    const partyOf = <T extends { readonly party: PartyRecord }>(outcome: Outcome<T>): Outcome<PartyRecord> =>
      mapKnown(outcome, ({ party }) => party);
    const [core, card, inCrm] = await Promise.all([
      this.#coreParties(),
      Promise.all(this.#recordsAt("card").map(async (id) => partyOf(this.sources.note(await cards.load(id))))),
      Promise.all(this.#recordsAt("crm").map(async (id) => partyOf(this.sources.note(await crm.load(id))))),
    ]);
    return [...core, ...card, ...inCrm];
  }

  /** The most believed record that could be read, each of its attributes as it survives. */
  async bestParty(): Promise<PartyRecord | null> {
    this.#assertHeader();
    const [parties, judgement] = await Promise.all([this.#partiesFor(GOLDEN_OF_PERSON), this.judgement()]);
    return goldenParty(parties, judgement);
  }

  /** After a steward has decided in this very request. */
  judgeAnew(): void {
    this.#judgement = undefined;
  }

  /** By what golden values of this customer are chosen in this request. */
  judgement(): Promise<StewardedJudgement> {
    return (this.#judgement ??= this.golden.judgement());
  }

  async contactPoints(): Promise<readonly ContactPointRecord[]> {
    this.#assertHeader();
    const [parties, judgement] = await Promise.all([this.parties(), this.judgement()]);
    return contactPointsOf(knownParties(parties), judgement);
  }

  depositAccounts(): Promise<Outcome<Listing<DepositAccountRecord>>> {
    return this.#section("core-banking", (id) => this.sources.core.accounts(id));
  }

  investments(): Promise<Outcome<Listing<InvestmentRecord>>> {
    return this.#section("core-banking", (id) => this.sources.core.investments(id));
  }

  loans(): Promise<Outcome<Listing<LoanRecord>>> {
    return this.#section("loan", (id) => this.sources.loans.load(id));
  }

  creditCards(): Promise<Outcome<Listing<CreditCardRecord>>> {
    return this.#section("card", async (id) => mapKnown(await this.sources.cards.load(id), ({ cards }) => cards));
  }

  async position(): Promise<{ readonly position: PositionRecord; readonly freshness: readonly FreshnessRecord[] }> {
    const [deposits, investments, loans, cards] = await Promise.all([
      this.depositAccounts(),
      this.investments(),
      this.loans(),
      this.creditCards(),
    ]);
    return {
      position: positionOf({ own: this.#own, deposits, investments, loans, cards }, this.currency),
      freshness: [deposits, loans, cards].map((outcome) => this.sources.freshness(outcome)),
    };
  }

  /** Who looks after the customer; absent when the CRM does not know him. */
  async coverage(): Promise<Outcome<Leaf<CoverageRecord>>> {
    return mapKnown(await this.#inCrm(), ({ coverage }) => coverage);
  }

  /** What the bank's analytics say of the customer; absent when the CRM does not know him. */
  async evaluation(): Promise<Outcome<Leaf<EvaluationRecord>>> {
    this.#assertSections();
    return mapKnown(await this.#inCrm(), ({ evaluation }) => evaluation);
  }

  async consents(): Promise<Outcome<readonly ConsentRecord[] | SourceFault>> {
    this.#assertSections();
    return mapKnown(await this.#inCrm(), ({ consents }) => consents);
  }

  /** Asked once, however often it is read: registries charge by the call. */
  registryRecords(): Promise<readonly Outcome<RegistryRecord>[]> {
    return (this.#registryRecords ??= this.#fetchRegistryRecords());
  }

  async #fetchRegistryRecords(): Promise<readonly Outcome<RegistryRecord>[]> {
    this.#assertSections();
    const party = await this.bestParty();
    return party === null ? [] : fetchRegistryRecords(this.sources, party);
  }

  /** Verdicts on the sources that hold a record of this customer and have been asked in this request. */
  async freshness(): Promise<readonly FreshnessRecord[]> {
    this.#assertHeader();
    const outcomes: Outcome<unknown>[] = [...(await this.parties())];
    if (this.decision.reachesSections) outcomes.push(await this.loans());
    return outcomes.map((outcome) => this.sources.freshness(outcome));
  }

  /** The records that are this customer's, the one that he is known by first. */
  get records(): readonly RecordKey[] {
    return inOrder(this.membership).map(({ source, recordId }) => ({ source, recordId }));
  }

  /** The records that are this customer's, by source. */
  get own(): OwnRecords {
    return this.#own;
  }

  async #inCrm() {
    const [crmId] = this.#recordsAt("crm");
    return this.sources.note(crmId === undefined ? this.#notThere("crm") : await this.sources.crm.load(crmId));
  }

  /**
   * The records that attributes are chosen over: the core's, which nothing else need be asked for. All of them where the
   * core cannot be read, and where a steward has chosen what another system says.
   */
  async #partiesFor(attributes: readonly Attribute[]): Promise<readonly PartyRecord[]> {
    const [inCore, { choices }] = await Promise.all([this.#coreParties(), this.judgement()]);
    const known = knownParties(inCore);
    const isEnough = attributes.every((attribute) => (choices.of(attribute)?.statement.source ?? CORE) === CORE);
    return known.length > 0 && isEnough ? known : knownParties(await this.parties());
  }

  #coreParties(): Promise<Outcome<PartyRecord>[]> {
    const { core } = this.sources;
    return Promise.all(this.#recordsAt("core-banking").map(async (id) => this.sources.note(await core.party(id))));
  }

  async #section<T extends ArrangementRecord>(
    source: SourceName,
    load: (recordId: string) => Promise<Outcome<Listing<T>>>,
  ): Promise<Outcome<Listing<T>>> {
    this.#assertSections();
    const recordIds = this.#recordsAt(source);
    if (recordIds.length === 0) return this.sources.note(this.#notThere(source));
    return this.sources.note(joined(await Promise.all(recordIds.map(load))));
  }

  #recordsAt(source: SourceName): readonly string[] {
    return [...(this.#own.get(source) ?? [])];
  }

  /** A source without a record of the customer: it has said so, or it could not be asked when he was looked for. */
  #notThere(source: SourceName): Outcome<never> {
    const asOf = this.membership.searched.get(source);
    return asOf === undefined
      ? { kind: "unavailable", source, because: new SourceFault(source, "SOURCE_UNAVAILABLE") }
      : { kind: "absent", source, asOf, retrievedAt: asOf };
  }

  #assertHeader(): void {
    if (!this.decision.reachesHeader) throw new AccessError("ACCESS_DENIED");
  }

  #assertSections(): void {
    if (!this.decision.reachesSections) throw new AccessError("ACCESS_DENIED");
  }
}

const CORE: SourceName = "core-banking";

/** What the section on a person shows. */
const GOLDEN_OF_PERSON: readonly Attribute[] = [
  "BIRTH_DATE",
  "NATIONALITY",
  "OCCUPATION",
  "ANNUAL_INCOME",
  "IDENTITY_DOCUMENT",
];

/** Whether anything is shown that the systems of record must be asked for. */
function showsHeader(decision: Decision): boolean {
  return decision.reachesHeader || decision.rendering("PERSON_NAME") !== "DENIED";
}

/** All that shows of somebody of whom only the existence is shown: that he is a person, or an organization. */
function existenceOf(inCrm: Outcome<CrmCustomerRecord>, customerNumber: string): HeaderRecord | null {
  if (inCrm.kind !== "known") return null;
  const { party } = inCrm.value;
  return {
    customerNumber,
    kind: party.kind,
    status: null,
    displayName: null,
    nameKind: nameKindOf(party),
    confidentiality: party.confidentiality,
  };
}

function recordsBySource({ links }: Membership): OwnRecords {
  const own = new Map<SourceName, Set<string>>();
  for (const { source, recordId } of links) {
    own.set(source, (own.get(source) ?? new Set<string>()).add(recordId));
  }
  return own;
}

function inOrder({ links }: Membership) {
  const rank: readonly SourceName[] = ["core-banking", "crm", "card", "loan"];
  return [...links].sort((left, right) => rank.indexOf(left.source) - rank.indexOf(right.source));
}

/** Work whose result somebody will ask for later; what goes wrong is told to whoever asks. */
function begin(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
