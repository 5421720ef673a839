import type { Caller } from "../access/caller.js";
import type { CustomerId } from "../domain/customer-id.js";
import type { Instant } from "../domain/instant.js";
import type { SourceName } from "../domain/source.js";

/** What a person may ask of a bank that holds data about him. */
export const SUBJECT_REQUEST_KINDS = ["ACCESS", "COPY", "PORTABILITY", "CORRECTION", "ERASURE", "RESTRICTION"] as const;
export type SubjectRequestKind = (typeof SUBJECT_REQUEST_KINDS)[number];

/** The kinds that are answered with a copy of everything that is held. */
export const COPY_KINDS: ReadonlySet<SubjectRequestKind> = new Set(["ACCESS", "COPY", "PORTABILITY"]);

/** `PARTIAL` has a package with named gaps, and goes on trying; `EXPIRED` has none any more, and no key to one. */
export type SubjectRequestState = "OPEN" | "ASSEMBLING" | "READY" | "PARTIAL" | "EXPIRED";

/** `RETAINED` holds something that the copy may not contain, for a reason. */
export type SourceCopyState = "COMPLETE" | "PARTIAL" | "UNAVAILABLE" | "RETAINED";

/** What came of one source. */
export interface SourceCopy {
  readonly source: SourceName;
  readonly state: SourceCopyState;
  /** Null where it is not known. */
  readonly recordCount: number | null;
  /** Why the bank keeps what it holds, or why it is not in the copy. */
  readonly retainedBecause: string | null;
}

/** What the copy shows, for the record of whoever takes it away: fields by path, never a value. */
export interface CopyShown {
  readonly basis: string;
  readonly level: string;
  readonly policies: readonly string[];
  readonly policyVersion: string;
  readonly fields: readonly {
    readonly path: string;
    readonly class: "C1" | "C2";
    readonly outcome: "CLEAR" | "MASKED" | "DENIED" | "NULL_AT_SOURCE" | "UNAVAILABLE";
  }[];
}

export interface PackageFacts {
  /** Counts the packages of one request: a better one takes the place of the one before. */
  readonly number: number;
  readonly perSource: readonly SourceCopy[];
  /** What is missing, each as `place: CODE`. None in a complete package. */
  readonly gaps: readonly string[];
  readonly manifestHash: string;
  /** SHA-256 of the whole package as it was made. */
  readonly packageHash: string;
  readonly expiresAt: Instant;
  readonly shown: CopyShown;
}

interface Happened {
  readonly at: Instant;
}

/** What happened to a request, in order and for good. */
export type SubjectRequestEvent =
  /** One process assembles until then; after it, another may. */
  | (Happened & { readonly kind: "STARTED"; readonly until: Instant })
  | (Happened & { readonly kind: "ASSEMBLED"; readonly retryAt: Instant } & PackageFacts)
  /** Another attempt has found no more than the package holds. */
  | (Happened & { readonly kind: "UNCHANGED"; readonly retryAt: Instant })
  | (Happened & { readonly kind: "FAILED"; readonly code: string; readonly retryAt: Instant })
  | (Happened & { readonly kind: "DOWNLOADED"; readonly by: string; readonly number: number })
  | (Happened & { readonly kind: "EXPIRED" });

/** Whoever opened it. His facts are kept, because the copy is assembled under his terms, perhaps after a restart. */
export interface Opener {
  /** As the record names him: `staff:…`, or `customer:` with our own id. */
  readonly subject: string;
  readonly caller: Caller;
}

/** `SELF` is the customer's own request, `OFFICE` the data-protection office's: their copies are not the same. */
export type OpenerFamily = "OFFICE" | "SELF";

export interface SubjectRequest {
  readonly id: string;
  readonly customerId: CustomerId;
  readonly kind: SubjectRequestKind;
  readonly family: OpenerFamily;
  /** Counts the requests of one kind about one customer, so that of two opened at once only one is next. */
  readonly number: number;
  readonly opener: Opener;
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  readonly events: readonly SubjectRequestEvent[];
}

export type AssembledEvent = Extract<SubjectRequestEvent, { readonly kind: "ASSEMBLED" }>;

/** The package that stands, or null before the first. */
export function packageOf({ events }: Pick<SubjectRequest, "events">): AssembledEvent | null {
  return events.findLast((event) => event.kind === "ASSEMBLED") ?? null;
}

export function downloadsOf({ events }: Pick<SubjectRequest, "events">): number {
  return events.filter(({ kind }) => kind === "DOWNLOADED").length;
}
