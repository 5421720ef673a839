import { randomUUID } from "node:crypto";
import type { CustomerId } from "../../domain/customer-id.js";
import type { Clock, Instant } from "../../domain/instant.js";
import type { RecordKey } from "../../domain/membership.js";
import { AccessError } from "../access-error.js";
import type { Caller } from "../caller.js";
import { whyNotDecide, whyNotReview, whyNotRevoke } from "./grant-act.rule.js";
import { GrantClock } from "./grant-clock.js";
import { toCheckedDraft, type GrantDraft } from "./grant-draft.rule.js";
import { GrantError, type GrantErrorCode } from "./grant-error.js";
import { isInForce } from "./grant-state.rule.js";
import type { GrantStore } from "./grant-store.js";
import { eventOf, type Grant, type GrantEvent, type GrantRequest, type RequestedField } from "./grant.js";
import { toShownText } from "./plain-text.rule.js";

/** What the policies rule on where whose grant it is does not matter; asking is ruled on for each customer. */
export type GrantOperation = "decideAccess" | "reviewAccess" | "listGrants";

export interface GrantLimits {
  readonly maximumMinutes: number;
  readonly decideWithinHours: number;
  readonly reviewWithinHours: number;
  /** Emergencies of one requester that may wait for their review at a time. */
  readonly unreviewedEmergencies: number;
}

/** One thing that was done at the desk, for the record of it. */
export interface GrantAct {
  readonly act: "REQUESTED" | GrantEvent["kind"];
  readonly by: string;
  readonly grant: Grant;
}

export interface GrantDeskParts {
  readonly store: GrantStore;
  readonly clock: Clock;
  readonly limits: GrantLimits;
  readonly permission: (caller: Caller, operation: GrantOperation) => boolean;
  readonly announce: (act: GrantAct) => void;
  /** Hears of a store that did not answer where the answer goes on without it. */
  readonly report: (error: unknown) => void;
}

/** Whom access is asked to: a customer whom the requester reaches, as he is at that moment. */
export interface GrantSubject {
  readonly customerId: CustomerId;
  /** His home record first. */
  readonly records: readonly RecordKey[];
}

const ATTEMPTS = 4;
const HOUR_MS = 60 * 60 * 1000;
const MINUTE_MS = 60 * 1000;
/** A list looks no further back; what is older is read by its id. */
const MOST_LISTED = 5_000;

/** Where access is asked for, decided, ended, reviewed and counted. Every act is an event that stays. */
export class GrantDesk {
  readonly #clock: GrantClock;

  constructor(private readonly parts: GrantDeskParts) {
    this.#clock = new GrantClock(parts.clock, parts.store);
  }

  /** The time as grants count it. */
  now(): Promise<Instant> {
    return this.#clock.now();
  }

  /** What is wrong with a request in itself, before anybody looks whom it is about. Throws GrantError. */
  check(draft: GrantDraft): GrantDraft {
    return toCheckedDraft(draft, this.parts.limits.maximumMinutes);
  }

  /** Of a customer to whom the policies let this caller ask access. Throws AccessError, GrantError. */
  async request(
    caller: Caller,
    draft: GrantDraft,
    subject: GrantSubject,
    fields: readonly RequestedField[],
  ): Promise<Grant> {
    const checked = this.check(draft);
    const now = await this.#clock.now();
    const request: GrantRequest = {
      ...checked,
      ...subject,
      id: randomUUID(),
      requester: actorOf(caller),
      purpose: caller.purpose,
      fields,
      requestedAt: now,
      lapsesAt: (now + this.parts.limits.decideWithinHours * HOUR_MS) as Instant,
    };
    if (request.emergency) return this.#openAtOnce(request);
    await this.parts.store.addRequest(request);
    return this.#done("REQUESTED", request.requester, request.id);
  }

  async decide(caller: Caller, grantId: string, approve: boolean, comment: string): Promise<Grant> {
    const said = toShownText(comment);
    return this.#act(caller, grantId, "decideAccess", (grant, by, now) => {
      const happened = { by, at: now, comment: said };
      return (
        whyNotDecide(grant, by, now) ??
        (approve
          ? { ...happened, kind: "OPENED", expiresAt: endOf(grant.request, now), reviewDueAt: null }
          : { ...happened, kind: "REJECTED" })
      );
    });
  }

  async review(caller: Caller, grantId: string, justified: boolean, comment: string): Promise<Grant> {
    const said = toShownText(comment);
    return this.#act(caller, grantId, "reviewAccess", (grant, by, now) => {
      return whyNotReview(grant, by) ?? { kind: "REVIEWED", by, at: now, comment: said, justified };
    });
  }

  /** By whoever asked, or whoever may decide. */
  async revoke(caller: Caller, grantId: string, comment: string): Promise<Grant> {
    const said = toShownText(comment);
    return this.#act(caller, grantId, "decideAccess", (grant, by, now) => {
      return whyNotRevoke(grant, now) ?? { kind: "REVOKED", by, at: now, comment: said };
    });
  }

  /** Null for what is not there or not this caller's to see. */
  async read(caller: Caller, grantId: string): Promise<Grant | null> {
    const grant = caller.staffId === null ? null : await this.parts.store.read(grantId);
    return grant !== null && (isOwn(grant, caller) || this.#may(caller, "listGrants")) ? grant : null;
  }

  /** The newest first: all of them for who decides or audits, his own for everybody else. Throws AccessError. */
  async list(caller: Caller): Promise<{ readonly grants: readonly Grant[]; readonly isWhole: boolean }> {
    const own = staffIdOf(caller);
    const grants = await this.parts.store.newest(this.#may(caller, "listGrants") ? null : own, MOST_LISTED + 1);
    return { grants: grants.slice(0, MOST_LISTED), isWhole: grants.length <= MOST_LISTED };
  }

  /** What was ever opened of a customer, for the copy that he asks for. */
  about(customerId: CustomerId): Promise<readonly Grant[]> {
    return this.parts.store.about(customerId);
  }

  /** What this caller has in force. Where that cannot be learned he has nothing: the answer goes on without it. */
  async inForce({ staffId }: Caller): Promise<readonly Grant[]> {
    if (staffId === null) return [];
    try {
      await this.#clock.keepUp();
      const candidates = await this.parts.store.openAt(staffId, this.#clock.roughly);
      if (candidates.length === 0) return [];
      const now = await this.#clock.now();
      return candidates.filter((grant) => isInForce(grant, now));
    } catch (error) {
      this.parts.report(error);
      return [];
    }
  }

  /**
   * Counts one use of each grant that opened something in an answer, before the answer leaves. Throws GrantError when one
   * of them has ended in the meantime, and whatever the store throws: then the answer must not leave.
   */
  async use(caller: Caller, grantIds: readonly string[]): Promise<void> {
    if (grantIds.length === 0) return;
    const now = await this.#clock.now();
    for (const id of grantIds) {
      const grant = await this.parts.store.read(id);
      if (grant === null || !isOwn(grant, caller) || !isInForce(grant, now)) throw new GrantError("GRANT_NOT_ACTIVE");
    }
    await this.parts.store.addUses(grantIds, now);
  }

  /** An emergency opens by itself, unless too many of this requester's have not been looked at yet. */
  async #openAtOnce(request: GrantRequest): Promise<Grant> {
    const { requester, requestedAt: at } = request;
    const reviewDueAt = (at + this.parts.limits.reviewWithinHours * HOUR_MS) as Instant;
    const opened = { by: requester, at, comment: null, expiresAt: endOf(request, at), reviewDueAt };
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const before = await this.parts.store.emergenciesOf(requester);
      const waiting = before.filter((grant) => eventOf(grant, "REVIEWED") === null);
      if (waiting.length >= this.parts.limits.unreviewedEmergencies) throw new GrantError("EMERGENCY_REVIEW_PENDING");
      if (await this.parts.store.addEmergency(request, before.length + 1, { kind: "OPENED", ...opened })) {
        return this.#done("OPENED", requester, request.id);
      }
    }
    throw new GrantError("GRANT_CHANGED");
  }

  /** Adds one event under the rule of its act; who comes second, after somebody else's event, is judged anew. */
  async #act(
    caller: Caller,
    grantId: string,
    operation: GrantOperation,
    next: (grant: Grant, by: string, now: Instant) => GrantEvent | GrantErrorCode,
  ): Promise<Grant> {
    const by = actorOf(caller);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const grant = await this.parts.store.read(grantId);
      // His own grant tells a requester why it is not his to decide; of others' he does not learn that they are there.
      if (grant === null || !isOwn(grant, caller)) this.#assertMay(caller, operation);
      if (grant === null) throw new GrantError("GRANT_NOT_FOUND");
      const event = next(grant, by, await this.#clock.now());
      if (typeof event === "string") throw new GrantError(event);
      if (await this.parts.store.append(grant, event)) return this.#done(event.kind, by, grantId);
    }
    throw new GrantError("GRANT_CHANGED");
  }

  async #done(act: GrantAct["act"], by: string, grantId: string): Promise<Grant> {
    const grant = await this.parts.store.read(grantId);
    if (grant === null) throw new Error("a grant that has just been kept is gone");
    this.parts.announce({ act, by, grant });
    return grant;
  }

  #may(caller: Caller, operation: GrantOperation): boolean {
    return this.parts.permission(caller, operation);
  }

  #assertMay(caller: Caller, operation: GrantOperation): void {
    if (!this.#may(caller, operation)) throw new AccessError("ACCESS_DENIED");
  }
}

function isOwn({ request }: Grant, { staffId }: Caller): boolean {
  return staffId !== null && request.requester === staffId;
}

/** Throws AccessError for a customer: grants are for staff. */
function staffIdOf({ staffId }: Caller): string {
  if (staffId === null) throw new AccessError("ACCESS_DENIED");
  return staffId;
}

/** Throws AccessError also for whoever looks in another role's place: nobody acts there. */
function actorOf(caller: Caller): string {
  if (caller.viewAs !== null) throw new AccessError("ACCESS_DENIED");
  return staffIdOf(caller);
}

function endOf({ minutes }: GrantRequest, from: Instant): Instant {
  return (from + minutes * MINUTE_MS) as Instant;
}
