import type { Sealed } from "../../domain/sealed.js";
import { unseal } from "../../domain/unseal.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { CrmListingEntry, CrmListingRequest } from "./wire.generated.js";
import { toCrmCustomer, type CrmCustomerRecord } from "./wire.js";

/** Which customers the CRM is asked for, in which order. What is left out does not count. */
export interface CustomerQuery {
  readonly managerId?: string | undefined;
  /** The units that own the customer. */
  readonly unitIds?: readonly string[] | undefined;
  readonly kind?: "PERSON" | "ORGANIZATION" | undefined;
  readonly stages?: readonly LifecycleStage[] | undefined;
  readonly churnBand?: "LOW" | "MEDIUM" | "HIGH" | undefined;
  readonly segmentId?: string | undefined;
  /** Whether VIPs and the bank's own staff are listed too. */
  readonly withConfidential: boolean;
  readonly mobile?: Sealed<string> | undefined;
  readonly bornFrom?: Sealed<string> | undefined;
  /** Letters that the name has, in this order. */
  readonly nameContains?: Sealed<string> | undefined;
  readonly order: "CUSTOMER_NUMBER" | "CHURN_RISK" | "ASSETS" | "LAST_CONTACT";
  readonly direction: "ASC" | "DESC";
}

export type LifecycleStage = "PROSPECT" | "GROWING" | "MATURE" | "DECLINING" | "CHURNED";

export interface ListedCustomer {
  /** Begins the page behind this entry. */
  readonly cursor: string;
  readonly customer: CrmCustomerRecord;
}

export function toListingRequest(
  { kind, mobile, bornFrom, nameContains, stages, unitIds, ...query }: CustomerQuery,
  page: { readonly limit: number; readonly after: string | null },
): CrmListingRequest {
  return {
    ...query,
    ...(unitIds && { unitIds: [...unitIds] }),
    ...(stages && { stages: [...stages] }),
    ...(kind && { customerKind: kind === "PERSON" ? ("PERSON" as const) : ("ORGANISATION" as const) }),
    ...(mobile && { mobile: unseal(mobile) }),
    ...(bornFrom && { bornFrom: unseal(bornFrom) }),
    ...(nameContains && { nameContains: unseal(nameContains) }),
    ...(page.after !== null && { after: page.after }),
    limit: page.limit,
  } as CrmListingRequest;
}

export function toListedCustomer(wire: WireRecord<CrmListingEntry>): ListedCustomer {
  return { cursor: wire.required("cursor", asIs), customer: toCrmCustomer(wire.inner("customer")) };
}
