import type { Generated } from "kysely";

/** Where the trail lies. Rows are only ever added; whole months go when their time is over. */
export interface AuditTables {
  readonly audit_event: {
    /** The order of the trail in this store. */
    readonly position: Generated<number>;
    /** PostgreSQL alone: the transaction, so that a reader knows what may still come before. */
    readonly tx: Generated<number>;
    /** The month, `YYYY-MM`, that the event is kept and removed with. */
    readonly period: string;
    readonly id: string;
    readonly at: number;
    readonly recorded_at: number;
    readonly writer: string;
    readonly sequence: number;
    readonly actor: string;
    readonly purpose: string;
    readonly action: string;
    readonly decision: string;
    readonly grant_id: string | null;
    readonly outside: number;
    /** The event itself, as it was hashed; every other column is taken from it, and checked against it. */
    readonly canonical: string;
    readonly hash: string;
  };
  /** One row for each customer whom an event is about. */
  readonly audit_subject: {
    readonly period: string;
    readonly customer_id: string;
    readonly position: number;
    readonly shape: string;
    readonly at: number;
    readonly outside: number;
  };
  /** The lists of fields that operations show: few, so that an event names one instead of repeating it. */
  readonly audit_shape: {
    readonly shape: string;
    readonly path: string;
    readonly class: string;
    readonly outcome: string;
  };
  readonly audit_seal: {
    readonly number: number;
    readonly period: string;
    readonly record: string;
    readonly signature: string;
    /** Whatever stands before this mark in the stream's order is sealed: where the next look for the unsealed starts. */
    readonly mark: number;
  };
  readonly audit_seal_range: {
    readonly writer: string;
    readonly last: number;
    readonly first: number;
    readonly head: string;
    readonly number: number;
  };
  readonly audit_removal: { readonly period: string; readonly record: string; readonly signature: string };
  /** Which seals each place has been told of. */
  readonly audit_published: { readonly target: string; readonly number: number };
}

export const AUDIT_TABLES = [
  "audit_event",
  "audit_subject",
  "audit_shape",
  "audit_seal",
  "audit_seal_range",
  "audit_removal",
  "audit_published",
] as const satisfies readonly (keyof AuditTables)[];
