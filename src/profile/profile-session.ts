import type { Caller } from "../access/caller.js";
import type { Decision } from "../access/decision.js";
import { decideReach, needsCoverage } from "../access/reach.rule.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock } from "../domain/instant.js";
import type { IdentifierType } from "../domain/identifier.js";
import type { CoverageRecord } from "../domain/records/coverage.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import type { IdentityIndex, Membership } from "../identity/identity-index.js";
import type { FindResult, IdentifierQuery, IdentityResolver } from "../identity/identity-resolver.js";
import type { Deadline } from "../platform/deadline.js";
import { CustomerProfile } from "./customer-profile.js";
import { NO_NEEDS, type Needs } from "./needs.js";
import { RequestSources } from "./request-sources.js";
import type { Sources } from "./sources.js";

/** What is made once per process and given to every session. */
export interface ProfileParts {
  readonly sources: Sources;
  readonly resolver: IdentityResolver;
  readonly index: IdentityIndex;
  readonly clock: Clock;
  /** The bank's own currency, in which positions are added up. */
  readonly currency: string;
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
  readonly #open = new Map<string, Promise<CustomerProfile | null>>();
  readonly #foundBy = new Map<CustomerId, IdentifierType>();

  constructor(
    private readonly parts: ProfileParts,
    private readonly caller: Caller,
    readonly deadline: Deadline,
  ) {
    this.sources = new RequestSources(parts.sources, deadline, parts.clock);
  }

  get clock(): Clock {
    return this.parts.clock;
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
    const customerId = await this.parts.index.customerOf({ source, recordId });
    return customerId === null ? null : this.open(customerId, needs);
  }

  /** Looks customers up by an exact identifier, live. What is found this way may come into the caller's reach by it. */
  async find(query: IdentifierQuery): Promise<FindResult> {
    const [result] = await this.parts.resolver.find([query], this.sources.registers(), this.deadline);
    if (result === undefined) throw new Error("one query has one result");
    for (const customerId of result.customerIds) this.#foundBy.set(customerId, query.type);
    for (const because of result.faults) {
      this.sources.note({ kind: "unavailable", source: because.extensions.source, because });
    }
    return result;
  }

  /** Links records that are not linked yet, all in one batch, and gives the customers they belong to. */
  async resolve(queries: readonly IdentifierQuery[]): Promise<readonly CustomerId[]> {
    const results = await this.parts.resolver.find(queries, this.sources.registers(), this.deadline);
    return results.flatMap(({ customerIds }) => customerIds);
  }

  async #decideAndOpen(customerId: CustomerId, needs: Needs): Promise<CustomerProfile | null> {
    const membership = await this.parts.resolver.complete(customerId, this.sources.registers(), this.deadline);
    if (membership === null) return null;
    const foundBy = this.#foundBy.get(customerId) ?? null;
    const decision = await this.#decide(membership, foundBy);
    this.trail.push({ customerId: membership.customerId, decision });
    if (!decision.reachesHeader) return null;
    const profile = new CustomerProfile(membership.customerId, decision, membership, this.sources, this.parts.currency);
    profile.start(needs);
    return profile;
  }

  async #decide(membership: Membership, foundBy: IdentifierType | null): Promise<Decision> {
    const { customerNumber } = this.caller;
    const isSelf =
      customerNumber !== null &&
      membership.links.some(({ source, recordId }) => source === "core-banking" && recordId === customerNumber);
    const coverage = needsCoverage(this.caller) ? await this.#coverageOf(membership) : undefined;
    return decideReach(this.caller, { isSelf, foundBy, coverage });
  }

  async #coverageOf({ links }: Membership): Promise<CoverageRecord | null | undefined> {
    const inCrm = links.find(({ source }) => source === "crm");
    if (inCrm === undefined) return null;
    const outcome = this.sources.note(await this.sources.crm.load(inCrm.recordId));
    if (outcome.kind !== "known") return outcome.kind === "absent" ? null : undefined;
    return outcome.value.coverage instanceof SourceFault ? undefined : outcome.value.coverage;
  }
}
