import type { Caller } from "../access/caller.js";
import { standingConsents } from "../access/consent-stands.js";
import type { AccessFacts, CallerFacts, CustomerFacts, Relation } from "../access/policy/access-facts.js";
import { toCallerFacts } from "../access/policy/caller-facts.js";
import { narrowerTerms } from "../access/policy/narrower-terms.js";
import { CHANGES, type CustomerOperation, type Operation } from "../access/policy/operations.js";
import type { Ruling, Terms } from "../access/policy/terms.js";
import { viewedCaller, viewedFacts } from "../access/policy/viewed-facts.js";
import { relationsByBranch, relationsByCoverage, relationsByGround, type Ground } from "../access/relations.js";
import { yearsBetween, type CalendarDate, type Instant } from "../domain/instant.js";
import type { Elements, Leaf, Outcome } from "../domain/outcome.js";
import type { CoverageRecord } from "../domain/records/coverage.js";
import type { Confidentiality, GuardianRecord, PartyRecord } from "../domain/records/party.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Sealed } from "../domain/sealed.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import type { Organisation } from "./organisation.js";
import type { RequestSources } from "./request-sources.js";

/** Answers questions of access; how is not the profile's business. */
export interface AccessPolicy {
  readonly version: string;
  /** Equal terms are one object. */
  decide(facts: AccessFacts): Terms;
  decideOperation(caller: CallerFacts, operation: Operation, facts: Omit<AccessFacts, "caller"> | null): Ruling;
  /** Told of every decision about a customer, so that candidates can be asked the same. */
  observe(facts: AccessFacts, terms: Terms): void;
}

/** The customer in question, before anybody knows whether the caller reaches him. */
export interface Subject {
  /** His records in the core. */
  readonly coreIds: readonly string[];
  /** Asks the CRM for him; undefined when it does not know him. */
  readonly inCrm: () => Promise<Outcome<CrmCustomerRecord>> | undefined;
  /** Fields that grants have opened. */
  readonly granted: readonly string[];
}

export interface Verdict {
  readonly terms: Terms;
  readonly facts: AccessFacts;
  /** What the CRM said on the way; undefined when it was not asked, or knows nobody. */
  readonly crm: Outcome<CrmCustomerRecord> | undefined;
  /** What would be decided of the same customer, had the caller come upon him in another way that is his to choose. */
  readonly ways: readonly Terms[];
  /** Why the facts are incomplete, where the missing ones could have brought the customer into reach. */
  readonly fault: SourceFault | null;
}

/** The moment of a request, in the bank's own calendar. */
export interface Today {
  readonly now: Instant;
  readonly day: CalendarDate;
  readonly businessHours: boolean;
}

interface Situation {
  readonly terms: Terms;
  /** Whether it could make a difference where the caller works. */
  readonly branchMatters: () => boolean;
  /** What is decided where the caller comes by another way. */
  readonly ways: () => readonly Terms[];
}

/** Everything that tells one situation of a request from another; the caller and the hour are the same in all of them. */
function situationKey({ caller, customer, relations, relationsKnown, granted }: AccessFacts): string {
  const { confidentiality, isMinor, consent } = customer;
  return JSON.stringify([
    [...relations],
    confidentiality,
    isMinor,
    [...consent],
    relationsKnown,
    granted.length > 0,
    caller.unit,
    caller.unitAncestors,
  ]);
}

/** The ways to a customer that are the caller's own choice: our id alone, a document, a number, another's joint account. */
const WAYS: readonly (readonly Relation[])[] = [
  [],
  ["PRESENT_BY_DOCUMENT"],
  ["IDENTIFIED_BY_NUMBER"],
  ["COUNTERPARTY"],
];

const UNKNOWN: CustomerFacts = { confidentiality: "UNKNOWN", isMinor: null, consent: new Set() };

const ORDINARY: CustomerFacts = { confidentiality: "NORMAL", isMinor: false, consent: new Set() };

/** Gathers the facts about one caller and his customers, at the moment of each decision, and has them decided. */
export class CustomerAccess {
  readonly #situations = new Map<string, Situation>();
  readonly #callerFacts: CallerFacts;

  constructor(
    private readonly policy: AccessPolicy,
    private readonly organisation: Organisation,
    private readonly caller: Caller,
    private readonly sources: RequestSources,
    private readonly today: () => Today,
  ) {
    this.#callerFacts = toCallerFacts(caller);
  }

  async decide(subject: Subject, ground: Ground): Promise<Verdict> {
    const { staffId, viewAs } = this.caller;
    const verdict = await (staffId === null
      ? this.#ofCustomer(subject, ground)
      : this.#ofStaff(staffId, subject, ground));
    if (viewAs === null) return verdict;
    const viewed = this.policy.decide(viewedFacts(verdict.facts, viewAs));
    return { ...verdict, terms: narrowerTerms(verdict.terms, viewed) };
  }

  /**
   * Begins to look up where the caller works, if that could make a difference to an ordinary customer whom he comes upon
   * like this: then it is known by the time that somebody is found.
   */
  begin(ground: Ground): void {
    const { staffId } = this.caller;
    if (staffId === null) return;
    const ordinary = this.#facts({ granted: [] }, relationsByGround(ground), ORDINARY);
    if (this.#situation(ordinary).branchMatters()) this.organisation.prepare(staffId);
  }

  /** Whether the caller may look in another role's place. Asked of himself: nobody gets the right from the role that he views. */
  get mayViewAs(): boolean {
    return this.policy.decideOperation(this.#callerFacts, "viewAs", null).allowed;
  }

  /** Whether the caller may do something that concerns no one customer. */
  rule(operation: Operation): Ruling {
    return this.#ruling(operation, (caller) => this.policy.decideOperation(caller, operation, null), this.#callerFacts);
  }

  /** Whether he may do something to a customer about whom has been decided. */
  ruleOn({ facts }: Verdict, operation: CustomerOperation): Ruling {
    const { viewAs } = this.caller;
    const asked = viewAs === null ? facts : viewedFacts(facts, viewAs);
    const ask = (caller: CallerFacts) =>
      this.policy.decideOperation(caller, operation, caller === facts.caller ? facts : asked);
    return this.#ruling(operation, ask, facts.caller);
  }

  /** Looking in another's place, both must be allowed, and nothing may be changed. */
  #ruling(operation: Operation, ask: (caller: CallerFacts) => Ruling, own: CallerFacts): Ruling {
    const ruling = ask(own);
    const { viewAs } = this.caller;
    if (viewAs === null || !ruling.allowed) return ruling;
    return CHANGES.has(operation) ? { ...ruling, allowed: false } : ask(viewedCaller(own, viewAs));
  }

  /** A customer reaches himself, and those whose guardian the core says he is. */
  async #ofCustomer(subject: Subject, ground: Ground): Promise<Verdict> {
    const own = this.caller.customerNumber ?? "";
    if (subject.coreIds.includes(own)) return this.#decided(this.#facts(subject, ["SELF"]));
    const [wardId] = subject.coreIds;
    const [me, ward] = await Promise.all([
      this.sources.core.party(own),
      wardId === undefined ? undefined : this.sources.core.party(wardId),
    ]);
    const { day } = this.today();
    const isGuardian =
      me.kind === "known" && isInForce(me.value.wards, day, (record) => subject.coreIds.includes(record.partyId));
    const relations: Relation[] = [...relationsByGround(ground), ...(isGuardian ? (["GUARDIAN"] as const) : [])];
    const isMinor = ward?.kind === "known" ? isMinorOn(day, ward.value) : null;
    return this.#decided(this.#facts(subject, relations, { ...UNKNOWN, isMinor }));
  }

  async #ofStaff(staffId: string, subject: Subject, ground: Ground): Promise<Verdict> {
    const crm = await subject.inCrm();
    const record = crm?.kind === "known" ? crm.value : null;
    const coverage = record === null || record.coverage instanceof SourceFault ? null : record.coverage;
    const { now, day } = this.today();
    const customer =
      record === null
        ? UNKNOWN
        : {
            confidentiality: toConfidentiality(record.party.confidentiality),
            isMinor: isMinorOn(day, record.party),
            consent: standingConsents(record.consents, now),
          };
    const relations = [...relationsByGround(ground), ...relationsByCoverage(staffId, coverage, day)];
    const fault = faultOf(crm);
    const alone = this.#facts(subject, relations, customer, fault === null);
    const anywhere = this.#situation(alone);
    const facts = anywhere.branchMatters() ? await this.#atBranch(staffId, alone, coverage) : alone;
    const { terms, ways } = facts === alone ? anywhere : this.#situation(facts);
    this.policy.observe(facts, terms);
    return { terms, facts, crm, ways: ways(), fault: fault !== null && this.#couldReach(facts) ? fault : null };
  }

  /** Whether the CRM could have said anything that brings the customer into reach. */
  #couldReach(facts: AccessFacts): boolean {
    const customer = {
      ...facts.customer,
      confidentiality: "NORMAL" as const,
      consent: new Set([facts.caller.purpose]),
    };
    const best = withRelations({ ...facts, customer, relationsKnown: true }, ["PRIMARY_MANAGER", "SAME_BRANCH"]);
    return this.policy.decide(best).level !== "NONE";
  }

  #decided(facts: AccessFacts): Verdict {
    const terms = this.policy.decide(facts);
    this.policy.observe(facts, terms);
    return { terms, facts, crm: undefined, ways: [], fault: null };
  }

  /** Where the caller works is looked up only if it could make a difference. */
  async #atBranch(staffId: string, facts: AccessFacts, coverage: CoverageRecord | null): Promise<AccessFacts> {
    const { unit, ancestorsOf } = await this.organisation.workplaceOf(staffId);
    if (unit === null) return facts;
    const caller = { ...facts.caller, unit, unitAncestors: ancestorsOf(unit) };
    return withRelations({ ...facts, caller }, relationsByBranch(unit, coverage, ancestorsOf));
  }

  /** Most customers of a page stand in the same few situations: each is asked about once in a request. */
  #situation(facts: AccessFacts): Situation {
    const key = situationKey(facts);
    let situation = this.#situations.get(key);
    if (situation === undefined) {
      const terms = this.policy.decide(facts);
      let matters: boolean | undefined;
      const branchMatters = (): boolean =>
        (matters ??= (["SAME_BRANCH", "BRANCH_ABOVE"] as const).some(
          (relation) => this.policy.decide(withRelations(facts, [relation])) !== terms,
        ));
      let ways: readonly Terms[] | undefined;
      const decideWays = () => (ways ??= WAYS.map((way) => this.policy.decide(byWay(facts, way))));
      this.#situations.set(key, (situation = { terms, branchMatters, ways: decideWays }));
    }
    return situation;
  }

  #facts(
    { granted }: Pick<Subject, "granted">,
    relations: readonly Relation[],
    customer: CustomerFacts = UNKNOWN,
    relationsKnown = true,
  ): AccessFacts {
    return {
      caller: this.#callerFacts,
      customer,
      relations: new Set(relations),
      relationsKnown,
      businessHours: this.today().businessHours,
      granted,
    };
  }
}

function withRelations(facts: AccessFacts, more: readonly Relation[]): AccessFacts {
  return more.length === 0 ? facts : { ...facts, relations: new Set([...facts.relations, ...more]) };
}

const CHOSEN: ReadonlySet<Relation> = new Set(WAYS.flat());

function byWay(facts: AccessFacts, way: readonly Relation[]): AccessFacts {
  const standing = [...facts.relations].filter((relation) => !CHOSEN.has(relation));
  return { ...facts, relations: new Set([...standing, ...way]) };
}

function faultOf(crm: Outcome<CrmCustomerRecord> | undefined): SourceFault | null {
  if (crm?.kind === "unavailable") return crm.because;
  return crm?.kind === "known" && crm.value.coverage instanceof SourceFault ? crm.value.coverage : null;
}

function toConfidentiality(leaf: Leaf<Confidentiality>): CustomerFacts["confidentiality"] {
  return leaf === null || leaf instanceof SourceFault ? "UNKNOWN" : leaf;
}

const MAJORITY = 18;

function isMinorOn(day: CalendarDate, { kind, birthDate }: Pick<PartyRecord, "kind" | "birthDate">): boolean | null {
  if (kind === "ORGANIZATION") return false;
  if (birthDate === null || birthDate instanceof SourceFault) return null;
  return (birthDate satisfies Sealed<CalendarDate>).answers((born) => yearsBetween(born, day) < MAJORITY);
}

function isInForce(
  relations: Elements<GuardianRecord>,
  day: CalendarDate,
  isMeant: (record: GuardianRecord) => boolean,
): boolean {
  if (relations instanceof SourceFault) return false;
  return relations.some(
    (record) =>
      isMeant(record) && (record.validTo === null || (typeof record.validTo === "string" && record.validTo >= day)),
  );
}
