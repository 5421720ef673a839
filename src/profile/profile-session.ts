import { AccessError } from "../access/access-error.js";
import type { Caller } from "../access/caller.js";
import { Decision } from "../access/decision.js";
import { grantedFields } from "../access/grants/granted-fields.rule.js";
import type { Grant } from "../access/grants/grant.js";
import { decideListing, type ListingRight } from "../access/listing-right.js";
import { toCallerFacts } from "../access/policy/caller-facts.js";
import { NO_PROOF } from "../access/lookup-proof.js";
import type { AccessFacts } from "../access/policy/access-facts.js";
import type { CustomerOperation, Operation } from "../access/policy/operations.js";
import type { Ground } from "../access/relations.js";
import type { ViewedRole } from "../access/viewed-role.js";
import type { SensitiveKind } from "../access/vocabulary.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { FreshnessPolicy } from "../domain/freshness.js";
import { dayIn, type CalendarDate, type Clock } from "../domain/instant.js";
import { isIdentityDocumentType, type IdentifierType } from "../domain/identifier.js";
import type { Outcome } from "../domain/outcome.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import { recordsOf, type FindResult, type IdentifierQuery, type Membership } from "../domain/membership.js";
import type { PortfolioPage } from "../sources/crm/client.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import { CustomerAccess, type Today, type Verdict } from "./customer-access.js";
import { NO_CACHE } from "./cache/no-cache.js";
import { CustomerProfile } from "./customer-profile.js";
import { NO_NEEDS, type Needs } from "./needs.js";
import { fetchPortfolio } from "./portfolio.js";
import type { ProfileParts } from "./profile-parts.js";
import { RequestSources, type RequestDeadlines } from "./request-sources.js";
import { StaffDirectory } from "./staff-directory.js";
import { Judgements } from "./survivorship/judgements.js";

/** What went into one decision of this request. */
interface Look {
  readonly verdict: Verdict;
  readonly ground: Ground;
  /** Kinds of which grants open single values. */
  readonly opened: ReadonlySet<SensitiveKind>;
}

/** Customers as one caller may see them in one request: every look begins with a decision, and leaves a trace. */
export class ProfileSession {
  readonly sources: RequestSources;
  /** The bank's own people and units. */
  readonly staff: StaffDirectory;
  readonly trail: Decision[] = [];
  /** Types of identifiers that were wrong in themselves: a hint for the log, because the answer must not tell. */
  readonly malformed: IdentifierType[] = [];
  /** Customers about whom no decision could be taken, because who manages them could not be read. */
  readonly undecided = new Map<CustomerId, SourceFault>();
  readonly #access: CustomerAccess;
  #moment: Today | undefined;
  readonly #open = new Map<string, Promise<CustomerProfile | null>>();
  readonly #looks = new Map<Decision, Look>();
  #grants: Promise<readonly Grant[]> | undefined;
  readonly #judgements: Judgements;
  readonly #foundBy = new Map<CustomerId, IdentifierType>();
  readonly #received = new Map<string, string>();

  /** Throws AccessError for somebody who asks to look in another role's place and may not. */
  constructor(
    private readonly parts: ProfileParts,
    private readonly caller: Caller,
    readonly deadlines: RequestDeadlines,
  ) {
    const { sources, clock, policy, organisation, answers: store = NO_CACHE } = parts;
    const { subject, purpose } = caller;
    this.sources = new RequestSources(sources, deadlines, clock, { store, caller: { subject, purpose } });
    this.#judgements = new Judgements(parts, sources.register.byName);
    this.staff = new StaffDirectory(sources.crm, caller.staffId, deadlines.page);
    this.#access = new CustomerAccess(policy, organisation, caller, this.sources, () => this.#today());
    if (caller.viewAs !== null && !this.#access.mayViewAs) throw new AccessError("ACCESS_DENIED");
  }

  /** In whose place the caller looks; null for his own look. */
  get viewAs(): ViewedRole | null {
    return this.caller.viewAs;
  }

  /** Of the policies that decide in this request. */
  get policyVersion(): string {
    return `${this.parts.policy.version}+${this.parts.masks.version}`;
  }

  /** The caller's own id, when he is a customer; whether or not he has been met before. */
  async ownId(): Promise<CustomerId | null> {
    const { customerNumber } = this.caller;
    if (customerNumber === null) return null;
    const opened = this.trail.find(({ basis }) => basis === "SELF")?.customerId;
    return opened ?? this.parts.directory.idOf({ source: "core-banking", recordId: customerNumber });
  }

  /** What was known when a decision of this request was taken. */
  factsOf(decision: Decision): AccessFacts | undefined {
    return this.#looks.get(decision)?.verdict.facts;
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
    return this.#today().day;
  }

  /** A request takes place at one moment: fifty customers are decided on by one calendar. */
  #today(): Today {
    if (this.#moment === undefined) {
      const now = this.parts.clock.now();
      const { timeZone, businessHours } = this.parts;
      this.#moment = { now, day: dayIn(timeZone, now), businessHours: businessHours.include(now) };
    }
    return this.#moment;
  }

  /** Whether the caller may do something that concerns no one customer. */
  may(operation: Operation): boolean {
    return this.#access.rule(operation).allowed;
  }

  /** What part of the bank the caller may list; null for nothing of it. */
  listing(): ListingRight | null {
    return decideListing(this.parts.policy, toCallerFacts(this.caller));
  }

  /** Whether the caller may do something to a customer whom he has opened. */
  mayOn({ decision }: CustomerProfile, operation: CustomerOperation): boolean {
    const look = this.#looks.get(decision);
    return look !== undefined && this.#access.ruleOn(look.verdict, operation).allowed;
  }

  /** Whether values of these kinds, in clear beside what is shown already, would rebuild what is masked. */
  wouldRebuild({ decision }: CustomerProfile, more: readonly SensitiveKind[]): boolean {
    const look = this.#looks.get(decision);
    if (look === undefined) return true;
    const { verdict, opened } = look;
    return this.parts.masks.wouldRebuild(verdict.terms, { opened, more, ways: verdict.ways });
  }

  /** Whether this look came about by another's joint account alone. */
  isCounterparty({ decision }: CustomerProfile): boolean {
    return this.#looks.get(decision)?.ground === "COUNTERPARTY";
  }

  /** The customer under this id, or null: nobody has the id, or the caller does not reach whoever has it. */
  open(customerId: CustomerId, needs: Needs = NO_NEEDS): Promise<CustomerProfile | null> {
    return this.#opened(customerId, this.#foundBy.get(customerId) ?? null, needs);
  }

  /** The customer to whom a source's record belongs; null when it is nobody's or out of the caller's reach. */
  async openRecord(source: SourceName, recordId: string, needs: Needs = NO_NEEDS): Promise<CustomerProfile | null> {
    const customerId = await this.#customerOf(source, recordId, null);
    return customerId === null ? null : this.open(customerId, needs);
  }

  /**
   * Another holder of an arrangement that the caller sees. Whom the caller reaches himself he sees as ever; of others he
   * sees what the policies show of counterparties. That he came by this way opens them nowhere else.
   */
  async openCounterparty(source: SourceName, recordId: string, needs: Needs): Promise<CustomerProfile | null> {
    const customerId = await this.#customerOf(source, recordId, "COUNTERPARTY");
    if (customerId === null) return null;
    const own = await this.open(customerId, needs);
    return own?.decision.reachesHeader === true ? own : this.#opened(customerId, "COUNTERPARTY", needs);
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
  portfolio(page: { readonly limit: number; readonly cursor: string | null }): Promise<Outcome<PortfolioPage>> {
    const { staffId } = this.caller;
    if (staffId === null) throw new AccessError("ACCESS_DENIED");
    return fetchPortfolio(this.sources, staffId, page);
  }

  /** Looks customers up by an exact identifier, live. What is found this way may come into the caller's reach by it. */
  async find(query: IdentifierQuery): Promise<FindResult> {
    if (!this.#mayFindBy(query)) return { customerIds: [], faults: [], isValid: true };
    this.#access.begin(query.type);
    const registers = this.sources.registers(({ searchable }) => searchable.has(query.type));
    const [result] = await this.parts.directory.find([query], registers, this.deadlines.page);
    if (result === undefined) throw new Error("one query has one result");
    if (!result.isValid) this.malformed.push(query.type);
    for (const customerId of result.customerIds) this.#foundBy.set(customerId, query.type);
    return result;
  }

  /** The proof of how this customer was come upon, for the other subgraphs; a received one is passed on as it came. */
  proofOf({ id, decision }: CustomerProfile): string {
    const ground = this.#looks.get(decision)?.ground ?? null;
    if (ground === null) return NO_PROOF;
    return this.#received.get(`${ground} ${id}`) ?? this.parts.proofs.issue(this.caller, id, ground);
  }

  /** Opens a customer on another subgraph's word of how this caller came upon him, if the word is good. */
  openOnProof(customerId: CustomerId, proof: string, needs: Needs): Promise<CustomerProfile | null> {
    const ground = this.parts.proofs.read(this.caller, customerId, proof);
    if (ground === null) return this.open(customerId, needs);
    this.#received.set(`${ground} ${customerId}`, proof);
    if (ground !== "COUNTERPARTY") this.#foundBy.set(customerId, ground);
    return this.#opened(customerId, ground, needs);
  }

  /**
   * Whether anybody could come into reach by a look-up like this. Where nobody could, no source is asked: then neither the
   * time nor the list of sources tells the caller whether somebody has the number.
   */
  #mayFindBy({ type, value }: IdentifierQuery): boolean {
    const { customerNumber } = this.caller;
    if (customerNumber !== null && !(type === "CIF" && value === customerNumber)) return false;
    if (isIdentityDocumentType(type)) return this.may("lookUpByDocument");
    return this.may(type === "MOBILE" ? "lookUpByMobile" : "lookUpByNumber");
  }

  /**
   * Whose record it is. One that is in nobody's profile yet is linked only for somebody who will reach him; for everybody
   * else it stays unread.
   */
  async #customerOf(source: SourceName, recordId: string, ground: Ground): Promise<CustomerId | null> {
    const linked = await this.parts.directory.customerOf({ source, recordId });
    if (linked !== null || source !== "core-banking") return linked;
    const inCrm = () => this.sources.crmByCustomerNumber.load(recordId);
    const { terms } = await this.#access.decide({ coreIds: [recordId], inCrm, granted: [] }, ground);
    if (terms.level === "NONE") return null;
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

  #opened(customerId: CustomerId, ground: Ground, needs: Needs): Promise<CustomerProfile | null> {
    const key = `${ground ?? ""} ${customerId}`;
    const open = this.#open.get(key) ?? this.#decideAndOpen(customerId, ground, needs);
    this.#open.set(key, open);
    return open;
  }

  async #decideAndOpen(customerId: CustomerId, ground: Ground, needs: Needs): Promise<CustomerProfile | null> {
    const membership = await this.parts.directory.complete(
      customerId,
      this.sources.registers(() => false),
      this.deadlines.page,
    );
    if (membership === null) return null;
    // Read once for everybody on a page: most callers have none.
    const inForce = await (this.#grants ??= this.parts.grants.inForce(this.caller));
    const granted = grantedFields(inForce, membership.links, this.caller.purpose);
    const subject = {
      coreIds: recordsOf(membership, "core-banking"),
      inCrm: () => this.#inCrm(membership),
      granted: [...granted.keys()],
    };
    const verdict = await this.#access.decide(subject, ground);
    // What a grant opens stands beside what is masked: together they must not rebuild it either.
    const opened = new Set(
      [...granted.keys()].flatMap(this.parts.kindsAt).filter((kind) => verdict.terms.requestable.has(kind)),
    );
    const { terms, masks } = this.parts.masks.apply(verdict.terms, opened, verdict.ways);
    const decision = new Decision(membership.customerId, terms, granted, masks);
    this.#looks.set(decision, { verdict, ground, opened });
    this.trail.push(decision);
    if (!decision.reachesExistence) {
      if (verdict.fault !== null) this.undecided.set(customerId, verdict.fault);
      return null;
    }
    // Only now: which sources were asked about a customer out of reach would tell that there is one.
    if (verdict.crm !== undefined) this.sources.note(verdict.crm);
    const judgement = () => this.#judgements.of(membership, this.today());
    const profile = new CustomerProfile(decision, membership, this.sources, this.parts.currency, { judgement });
    profile.start(needs);
    return profile;
  }

  /** Undefined for somebody whom the CRM does not know. */
  #inCrm(membership: Membership): Promise<Outcome<CrmCustomerRecord>> | undefined {
    const [crmId] = recordsOf(membership, "crm");
    if (crmId !== undefined) return this.sources.crm.load(crmId);
    if (membership.searched.has("crm")) return undefined;
    const because = new SourceFault("crm", "SOURCE_UNAVAILABLE");
    return Promise.resolve({ kind: "unavailable", source: "crm", because });
  }
}
