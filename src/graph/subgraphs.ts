import type { ClassType } from "type-graphql";
import { AccessGrantResolver } from "./access/access-grant.resolver.js";
import { GrantActsResolver } from "./access/grant-acts.resolver.js";
import { GrantListResolver } from "./access/grant-list.resolver.js";
import { HolderResolver } from "./arrangement/holder.resolver.js";
import { AccessAnomalyResolver } from "./audit/access-anomaly.resolver.js";
import { AccessLogResolver } from "./audit/access-log.resolver.js";
import { AuditAppendedResolver } from "./audit/audit-appended.resolver.js";
import { AuditEventResolver } from "./audit/audit-event.resolver.js";
import { AuditResolver } from "./audit/audit.resolver.js";
import { CreditCardResolver } from "./card/credit-card.resolver.js";
import { ConsentResolver } from "./consent/consent.resolver.js";
import { CustomerOrganizationResolver, RegistryRecordsResolver } from "./corporate/organization.resolver.js";
import { CreditReportResolver } from "./credit/credit-report.resolver.js";
import { CustomerSectionsResolver } from "./customer/customer-sections.resolver.js";
import { CustomerListResolver } from "./customer/customer-list.resolver.js";
import { CustomerResolver } from "./customer/customer.resolver.js";
import { GuardianResolver } from "./customer/guardian.resolver.js";
import { NodeResolver } from "./customer/node.resolver.js";
import { ViewerResolver } from "./customer/viewer.resolver.js";
import { DepositAccountResolver } from "./deposit/deposit-account.resolver.js";
import { TransactionsResolver } from "./deposit/transactions.resolver.js";
import { EvaluationResolver } from "./evaluation/evaluation.resolver.js";
import type { NodeType } from "./global-id.js";
import type { SubgraphName } from "./subgraph-names.js";
import { PossibleRelationsResolver } from "./identity/possible-relations.resolver.js";
import { ResolutionResolver } from "./identity/resolution.resolver.js";
import { StewardshipResolver } from "./identity/stewardship.resolver.js";
import { InvestmentHoldingResolver } from "./investment/investment-holding.resolver.js";
import { LoanResolver } from "./loan/loan.resolver.js";
import { FieldPolicyResolver } from "./policy/field-policy.resolver.js";
import { PositionResolver } from "./position/position.resolver.js";
import { SubjectRequestResolver } from "./rights/subject-request.resolver.js";
import { ManualOverrideResolver } from "./provenance/manual-override.resolver.js";
import { OverrideActsResolver } from "./provenance/override-acts.resolver.js";
import { ProvenanceResolver } from "./provenance/provenance.resolver.js";
import { SourceResolver } from "./source/source.resolver.js";
import { CoverageResolver } from "./staff/coverage.resolver.js";
import { OrgUnitResolver, StaffResolver } from "./staff/staff.resolver.js";

/** The register of subgraphs: which resolvers answer which part of the graph. One process serves them all by default. */
export const SUBGRAPHS = {
  customer: [
    CustomerResolver,
    CustomerListResolver,
    CustomerSectionsResolver,
    GuardianResolver,
    NodeResolver,
    ViewerResolver,
  ],
  staff: [CoverageResolver, StaffResolver, OrgUnitResolver],
  deposit: [DepositAccountResolver, TransactionsResolver],
  investment: [InvestmentHoldingResolver],
  loan: [LoanResolver],
  card: [CreditCardResolver],
  position: [PositionResolver],
  consent: [ConsentResolver],
  credit: [CreditReportResolver],
  evaluation: [EvaluationResolver],
  corporate: [CustomerOrganizationResolver, RegistryRecordsResolver],
  provenance: [ProvenanceResolver, ManualOverrideResolver, OverrideActsResolver],
  source: [SourceResolver],
  access: [AccessGrantResolver, GrantListResolver, GrantActsResolver],
  policy: [FieldPolicyResolver],
  identity: [ResolutionResolver, PossibleRelationsResolver, StewardshipResolver],
  rights: [SubjectRequestResolver],
  audit: [AuditResolver, AuditAppendedResolver, AuditEventResolver, AccessAnomalyResolver, AccessLogResolver],
} as const satisfies Readonly<Record<SubgraphName, readonly ClassType<object>[]>>;

/**
 * The types that several subgraphs speak of: where each is at home, and the fields by which the others refer to it. A
 * customer is referred to with the proof of the look-up that found him, for it may be all that brings him into reach.
 */
export const ENTITIES = {
  Customer: { home: "customer", key: "id lookupProof" },
  DepositAccount: { home: "deposit", key: "id" },
  InvestmentHolding: { home: "investment", key: "id" },
  Loan: { home: "loan", key: "id" },
  CreditCard: { home: "card", key: "id" },
  AccessGrant: { home: "access", key: "id" },
  SubjectRequest: { home: "rights", key: "id" },
  AuditEvent: { home: "audit", key: "id" },
} as const satisfies Readonly<Record<NodeType, { readonly home: SubgraphName; readonly key: string }>>;

export type Entity = keyof typeof ENTITIES;

/** Resolvers of types that every subgraph may hand out. */
export const SHARED_RESOLVERS: readonly ClassType<object>[] = [HolderResolver];
