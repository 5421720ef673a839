import { AccessError } from "../access/access-error.js";
import type { Caller } from "../access/caller.js";
import { currentCoverage } from "../access/current-coverage.js";
import type { Decision } from "../access/decision.js";
import { NO_PROOF, type LookupProofs } from "../access/lookup-proof.js";
import { decideReach, mayFindBy, needsCoverage } from "../access/reach.rule.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { FreshnessPolicy } from "../domain/freshness.js";
import { dayIn, type CalendarDate, type Clock } from "../domain/instant.js";
import type { IdentifierType } from "../domain/identifier.js";
import { mapKnown, type Known, type Leaf, type Listing, type Outcome } from "../domain/outcome.js";
import type { CoverageRecord, OrgUnitRecord, StaffRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { FindResult, IdentifierQuery, Membership } from "../domain/membership.js";
import type { PortfolioPage } from "../sources/crm/client.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import { NO_CACHE } from "./cache/no-cache.js";
import type { AnswerStore } from "./cache/slot.js";
import { CustomerProfile } from "./customer-profile.js";
import type { CustomerDirectory } from "./identity.js";
import { NO_NEEDS, type Needs } from "./needs.js";
import { RequestSources, type RequestDeadlines } from "./request-sources.js";
import type { Sources } from "./sources.js";

/** What is made once per process and given to every session. */
export interface ProfileParts {
  readonly sources: Sources;
  readonly directory: CustomerDirectory;
  readonly clock: Clock;
  readonly proofs: LookupProofs;
  /** Where answers of sources are kept for those who ask next; nowhere unless given. */
  readonly answers?: AnswerStore;
  /** The bank's own currency, in which positions are added up. */
  readonly currency: string;
  /** The IANA name of the zone that the bank's calendar runs in. */
  readonly timeZone: string;
}

/** One decision that was taken in a request, for the record of it. */
export interface DecisionTaken {
  readonly customerId: CustomerId;
  readonly decision: Decision;
}

/** Customers as one caller may see them in one request: every look begins with a decision, and leaves a trace. */
export class ProfileSession {
  readonly sources: RequestSources;
  readonly trail: DecisionTaken[] = [];
  /** Types of identifiers that were wrong in themselves: a hint for the log, because the answer must not tell. */
  readonly malformed: IdentifierType[] = [];
  /** Customers about whom no decision could be taken, because who manages them could not be read. */
  readonly undecided = new Map<CustomerId, SourceFault>();
  readonly #open = new Map<string, Promise<CustomerProfile | null>>();
  #orgUnits: Promise<Known<Listing<OrgUnitRecord>>> | undefined;
  readonly #foundBy = new Map<CustomerId, IdentifierType>();
  readonly #received = new Map<CustomerId, string>();

  constructor(
    private readonly parts: ProfileParts,
    private readonly caller: Caller,
    readonly deadlines: RequestDeadlines,
  ) {
    const { subject, purpose } = caller;
    const store = parts.answers ?? NO_CACHE;
    this.sources = new RequestSources(parts.sources, deadlines, parts.clock, { store, caller: { subject, purpose } });
  }

  /** How fresh answers must be from here on. Whoever was opened on laxer terms is opened again, decision included. */
  insist(policy: FreshnessPolicy): void {
    if (this.sources.insist(policy)) this.#open.clear();
  }

  get clock(): Clock {
    return this.parts.clock;
  }

  /** The day in the bank's own calendar. */
  today(): CalendarDate {
    return dayIn(this.parts.timeZone, this.parts.clock.now());
  }

  /** The customer under this id, or null: nobody has the id, or the caller does not reach whoever has it. */
  open(customerId: CustomerId, needs: Needs = NO_NEEDS): Promise<CustomerProfile | null> {
    const key = `${this.#foundBy.get(customerId) ?? ""} ${customerId}`;
    const open = this.#open.get(key) ?? this.#decideAndOpen(customerId, needs);
    this.#open.set(key, open);
    return open;
  }

  /** The customer to whom a source's record belongs; null when it is nobody's or out of the caller's reach. */
  async openRecord(source: SourceName, recordId: string, needs: Needs = NO_NEEDS): Promise<CustomerProfile | null> {
    const linked = await this.parts.directory.customerOf({ source, recordId });
    const customerId = linked ?? (await this.#linkIfReached(source, recordId));
    return customerId === null ? null : this.open(customerId, needs);
  }

  /** The caller himself, when he is a customer. */
  async self(needs: Needs): Promise<CustomerProfile | null> {
    const { customerNumber } = this.caller;
    return customerNumber === null ? null : this.openRecord("core-banking", customerNumber, needs);
  }

  /** The customer of each record, in order and null for nobody's; those not linked yet are linked in one batch. */
  async customersOf(
    source: SourceName,
    type: IdentifierType,
    recordIds: readonly string[],
  ): Promise<readonly (CustomerId | null)[]> {
    const linked = () =>
      Promise.all(recordIds.map((recordId) => this.parts.directory.customerOf({ source, recordId })));
    const before = await linked();
    const unlinked = recordIds.filter((_, index) => before[index] === null);
    if (unlinked.length === 0) return before;
    await this.#link(unlinked.map((value) => ({ type, value })));
    return linked();
  }

  /** One page of the caller's own portfolio; an empty one for a caller who has none. */
  async portfolio(page: { readonly limit: number; readonly cursor: string | null }): Promise<Outcome<PortfolioPage>> {
    const { staffId } = this.caller;
    if (staffId === null) throw new AccessError("ACCESS_DENIED");
    try {
      return this.sources.note(await this.parts.sources.crm.fetchPortfolio(staffId, page, this.deadlines.page));
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      return this.sources.note({ kind: "unavailable", source: error.source, because: error });
    }
  }

  /** A unit of the bank; null when the tree does not have it. Throws SourceFault. */
  async orgUnit(id: string): Promise<OrgUnitRecord | null> {
    this.#orgUnits ??= this.parts.sources.crm.fetchOrgUnits(this.deadlines.page);
    const tree = await this.#orgUnits;
    return tree.value.items.find((unit) => unit.id === id) ?? null;
  }

  /** A member of staff; null when the CRM does not know him. Throws SourceFault. */
  async staff(id: string): Promise<StaffRecord | null> {
    const found = await this.parts.sources.crm.fetchStaff([id], this.deadlines.page);
    return found.value.items[0] ?? null;
  }

  /** Looks customers up by an exact identifier, live. What is found this way may come into the caller's reach by it. */
  async find(query: IdentifierQuery): Promise<FindResult> {
    if (!mayFindBy(this.caller, query)) return { customerIds: [], faults: [], isValid: true };
    const registers = this.sources.registers(({ searchable }) => searchable.has(query.type));
    const [result] = await this.parts.directory.find([query], registers, this.deadlines.page);
    if (result === undefined) throw new Error("one query has one result");
    if (!result.isValid) this.malformed.push(query.type);
    for (const customerId of result.customerIds) {
      this.#foundBy.set(customerId, query.type);
      this.#received.delete(customerId);
    }
    return result;
  }

  /** The proof of the look-up that found this customer, for the other subgraphs; a received one is passed on as it came. */
  proofOf(customerId: CustomerId): string {
    const foundBy = this.#foundBy.get(customerId);
    if (foundBy === undefined) return NO_PROOF;
    return this.#received.get(customerId) ?? this.parts.proofs.issue(this.caller, customerId, foundBy);
  }

  /** Takes another subgraph's word that this caller has found this customer, if the word is good. */
  takeProof(customerId: CustomerId, proof: string): void {
    const foundBy = this.parts.proofs.read(this.caller, customerId, proof);
    if (foundBy === null || this.#foundBy.has(customerId)) return;
    this.#foundBy.set(customerId, foundBy);
    this.#received.set(customerId, proof);
  }

  /**
   * A record that is in nobody's profile yet is linked only for somebody who will reach it: himself, or his manager. For
   * everybody else it stays unread.
   */
  async #linkIfReached(source: SourceName, recordId: string): Promise<CustomerId | null> {
    if (source !== "core-banking") return null;
    const isSelf = this.caller.customerNumber === recordId;
    const coverage = needsCoverage(this.caller) ? await this.#coverageOfNumber(recordId) : undefined;
    if (!decideReach(this.caller, { isSelf, foundBy: null, coverage: toFact(coverage, this.today()) }).reachesHeader)
      return null;
    await this.#link([{ type: "CIF", value: recordId }]);
    return this.parts.directory.customerOf({ source, recordId });
  }

  async #link(queries: readonly IdentifierQuery[]): Promise<void> {
    await this.parts.directory.find(
      queries,
      this.sources.registers(() => true),
      this.deadlines.page,
    );
  }

  async #coverageOfNumber(customerNumber: string): Promise<Outcome<Leaf<CoverageRecord>>> {
    return coverageIn(await this.sources.crmByCustomerNumber.load(customerNumber));
  }

  async #decideAndOpen(customerId: CustomerId, needs: Needs): Promise<CustomerProfile | null> {
    const membership = await this.parts.directory.complete(
      customerId,
      this.sources.registers(() => false),
      this.deadlines.page,
    );
    if (membership === null) return null;
    const coverage = needsCoverage(this.caller) ? await this.#coverageOf(membership) : undefined;
    const decision = this.#decide(membership, coverage);
    this.trail.push({ customerId: membership.customerId, decision });
    if (!decision.reachesHeader) {
      const fault = faultIn(coverage);
      if (fault !== null) this.undecided.set(customerId, fault);
      return null;
    }
    // Only now: which sources were asked about a customer out of reach would tell that there is one.
    if (coverage !== undefined) this.sources.note(coverage);
    const profile = new CustomerProfile(membership.customerId, decision, membership, this.sources, this.parts.currency);
    profile.start(needs);
    return profile;
  }

  #decide({ customerId, links }: Membership, coverage: Outcome<Leaf<CoverageRecord>> | undefined): Decision {
    const { customerNumber } = this.caller;
    const isSelf =
      customerNumber !== null &&
      links.some(({ source, recordId }) => source === "core-banking" && recordId === customerNumber);
    const foundBy = this.#foundBy.get(customerId) ?? null;
    return decideReach(this.caller, { isSelf, foundBy, coverage: toFact(coverage, this.today()) });
  }

  /** Undefined for somebody whom the CRM does not know. */
  async #coverageOf({ links, searched }: Membership): Promise<Outcome<Leaf<CoverageRecord>> | undefined> {
    const inCrm = links.find(({ source }) => source === "crm");
    if (inCrm !== undefined) return coverageIn(await this.sources.crm.load(inCrm.recordId));
    if (searched.has("crm")) return undefined;
    return { kind: "unavailable", source: "crm", because: new SourceFault("crm", "SOURCE_UNAVAILABLE") };
  }
}

function coverageIn(outcome: Outcome<CrmCustomerRecord>): Outcome<Leaf<CoverageRecord>> {
  return mapKnown(outcome, ({ coverage }) => coverage);
}

function faultIn(outcome: Outcome<Leaf<CoverageRecord>> | undefined): SourceFault | null {
  if (outcome?.kind === "unavailable") return outcome.because;
  return outcome?.kind === "known" && outcome.value instanceof SourceFault ? outcome.value : null;
}

/** As the rule wants to know it: null for nobody, undefined for what could not be learned. */
function toFact(
  outcome: Outcome<Leaf<CoverageRecord>> | undefined,
  today: CalendarDate,
): CoverageRecord | null | undefined {
  if (outcome === undefined || outcome.kind === "absent") return null;
  if (outcome.kind === "unavailable" || outcome.value instanceof SourceFault) return undefined;
  return outcome.value && currentCoverage(outcome.value, today);
}
