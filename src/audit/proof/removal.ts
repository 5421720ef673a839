/**
 * What stays of a month whose events were removed when their time was over: signed, beside the seals of that month, which
 * keep each writer's last hashes and the roots of the trees.
 */
export interface Removal {
  readonly format: typeof REMOVAL_FORMAT;
  readonly period: string;
  readonly events: number;
  /** No seal after this one may lack its events for the sake of this removal. */
  readonly lastSeal: number;
  readonly removedAt: number;
  readonly keyId: string;
}

export const REMOVAL_FORMAT = "customer-graph-audit-removal/1";
