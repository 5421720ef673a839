import { randomUUID } from "node:crypto";
import type { CustomerId } from "../domain/customer-id.js";
import type { Clock, Instant } from "../domain/instant.js";
import { sha256, toCopyPackage, type AssembledCopy } from "./copy-package.js";
import { dueDate } from "./due-date.rule.js";
import type { PackageVault } from "./package-vault.js";
import { RightsError } from "./rights-error.js";
import { needsAssembly, subjectRequestState } from "./subject-request-state.rule.js";
import type { SubjectRequestStore } from "./subject-request-store.js";
import {
  downloadsOf,
  packageOf,
  type AssembledEvent,
  type Opener,
  type SubjectRequest,
  type SubjectRequestKind,
  type SubjectRequestState,
} from "./subject-request.js";

export interface SubjectRequestLimits {
  /** Days of the bank's calendar in which a request is answered. */
  readonly dueDays: number;
  readonly packageHours: number;
  readonly mostDownloads: number;
  /** How long one process may assemble before another takes it for dead. */
  readonly assemblySeconds: number;
  readonly retryMinutes: number;
}

export interface SubjectRequestDeskParts {
  readonly store: SubjectRequestStore;
  readonly vault: PackageVault;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly limits: SubjectRequestLimits;
}

const ATTEMPTS = 4;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Where people's requests for their own data are opened, answered and ended. Who may do so is asked before, of the policies. */
export class SubjectRequestDesk {
  constructor(private readonly parts: SubjectRequestDeskParts) {}

  /** Opens a request, or gives the one of this kind that is open already. */
  async open(
    customerId: CustomerId,
    kind: SubjectRequestKind,
    opener: Opener,
  ): Promise<{ readonly request: SubjectRequest; readonly isNew: boolean }> {
    const { store, clock, timeZone, limits } = this.parts;
    const family = opener.caller.staffId === null ? "SELF" : "OFFICE";
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const last = await store.newest({ customerId, kind, family });
      if (last !== null && this.#isOpen(last)) return { request: last, isNew: false };
      const openedAt = clock.now();
      const request: SubjectRequest = {
        id: randomUUID(),
        customerId,
        kind,
        family,
        number: (last?.number ?? 0) + 1,
        opener,
        openedAt,
        dueAt: dueDate(openedAt, limits.dueDays, timeZone),
        events: [],
      };
      if (await store.add(request)) return { request, isNew: true };
    }
    throw new RightsError("SUBJECT_REQUEST_CHANGED");
  }

  read(id: string): Promise<SubjectRequest | null> {
    return this.parts.store.read(id);
  }

  /** Every request about these customers. */
  about(customerIds: readonly CustomerId[]): Promise<readonly SubjectRequest[]> {
    return this.parts.store.about(customerIds);
  }

  stateOf(request: SubjectRequest): SubjectRequestState {
    return subjectRequestState(request, this.parts.clock.now());
  }

  /** Whether there is something to be taken away. */
  isDownloadable(request: SubjectRequest): boolean {
    return this.#whyNotDownload(request) === null;
  }

  /** Requests that may need somebody to assemble or to end them. */
  unfinished(): Promise<readonly SubjectRequest[]> {
    return this.parts.store.unfinished();
  }

  /** Takes a request to be assembled; null when it needs nothing now, or somebody else has it. */
  async claim(request: SubjectRequest): Promise<SubjectRequest | null> {
    const { store, clock, limits } = this.parts;
    const now = clock.now();
    if (!needsAssembly(request, now)) return null;
    const until = (now + limits.assemblySeconds * SECOND_MS) as Instant;
    return (await store.append(request, { kind: "STARTED", at: now, until })) ? store.read(request.id) : null;
  }

  /** Keeps what was assembled as the package, if it is better than the one there is. */
  async deliver(request: SubjectRequest, copy: AssembledCopy): Promise<void> {
    const { store, vault, clock, limits } = this.parts;
    const now = clock.now();
    const before = packageOf(request);
    const retryAt = this.#retryAt(now);
    if (before !== null && copy.gaps.length >= before.gaps.length) {
      await store.append(request, { kind: "UNCHANGED", at: now, retryAt });
      return;
    }
    const { bytes, manifestHash, packageHash } = toCopyPackage(request, copy, now);
    const place = { requestId: request.id, number: (before?.number ?? 0) + 1 };
    await vault.keep(place, bytes);
    const { perSource, gaps, shown } = copy;
    const from = gaps.length === 0 ? now : request.dueAt;
    const made: AssembledEvent = {
      kind: "ASSEMBLED",
      at: now,
      retryAt,
      number: place.number,
      perSource,
      gaps,
      manifestHash,
      packageHash,
      expiresAt: (from + limits.packageHours * HOUR_MS) as Instant,
      shown,
    };
    // Somebody else has it by now: what was just written is under a number that he will write anew.
    if (!(await store.append(request, made))) return;
    if (before !== null) await vault.destroy({ requestId: request.id, number: before.number });
  }

  /** Notes an attempt that has come to nothing. */
  async fail(request: SubjectRequest, code: string): Promise<void> {
    const now = this.parts.clock.now();
    await this.parts.store.append(request, { kind: "FAILED", at: now, code, retryAt: this.#retryAt(now) });
  }

  /** Gives back a request that was taken, for anybody to take it at once. */
  async layDown(request: SubjectRequest): Promise<void> {
    const now = this.parts.clock.now();
    await this.parts.store.append(request, { kind: "FAILED", at: now, code: "STOPPED", retryAt: now });
  }

  /** Ends a request whose time is over, and what it left; false while it is not over. */
  async expire(request: SubjectRequest): Promise<boolean> {
    const { store, vault, clock } = this.parts;
    const now = clock.now();
    if (subjectRequestState(request, now) !== "EXPIRED") return false;
    const numbers = request.events.flatMap((event) => (event.kind === "ASSEMBLED" ? [event.number] : []));
    // One more, for what an attempt without an end may have left.
    for (const number of [...numbers, (numbers.at(-1) ?? 0) + 1])
      await vault.destroy({ requestId: request.id, number });
    if (request.events.every(({ kind }) => kind !== "EXPIRED"))
      await store.append(request, { kind: "EXPIRED", at: now });
    return true;
  }

  /**
   * The package in clear, whole and proven to be what was assembled. It counts as one download; `record` puts it on record
   * before a byte is given out. Throws RightsError.
   */
  async take(request: SubjectRequest, by: string, record: (made: AssembledEvent) => Promise<void>): Promise<Buffer> {
    const { store, vault, clock } = this.parts;
    const why = this.#whyNotDownload(request);
    const made = packageOf(request);
    if (why === "PACKAGE_EXPIRED") await this.expire(request);
    if (why !== null || made === null) throw new RightsError(why ?? "PACKAGE_NOT_READY");
    const bytes = await vault.open({ requestId: request.id, number: made.number });
    if (sha256(bytes) !== made.packageHash) throw new RightsError("PACKAGE_TAMPERED");
    await record(made);
    const taken = { kind: "DOWNLOADED", at: clock.now(), by, number: made.number } as const;
    if (!(await store.append(request, taken))) throw new RightsError("SUBJECT_REQUEST_CHANGED");
    return bytes;
  }

  #isOpen(request: SubjectRequest): boolean {
    const state = this.stateOf(request);
    return state !== "EXPIRED" && downloadsOf(request) < this.parts.limits.mostDownloads;
  }

  #whyNotDownload(request: SubjectRequest) {
    const state = this.stateOf(request);
    if (state === "EXPIRED") return "PACKAGE_EXPIRED";
    if (packageOf(request) === null) return "PACKAGE_NOT_READY";
    return downloadsOf(request) < this.parts.limits.mostDownloads ? null : "DOWNLOADS_USED_UP";
  }

  #retryAt(now: Instant): Instant {
    return (now + this.parts.limits.retryMinutes * MINUTE_MS) as Instant;
  }
}
