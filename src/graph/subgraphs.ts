import type { ClassType } from "type-graphql";
import { HolderResolver } from "./arrangement/holder.resolver.js";
import { CreditCardResolver } from "./card/credit-card.resolver.js";
import { ConsentResolver } from "./consent/consent.resolver.js";
import { CustomerOrganizationResolver, RegistryRecordsResolver } from "./corporate/organization.resolver.js";
import { CreditReportResolver } from "./credit/credit-report.resolver.js";
import { CustomerSectionsResolver } from "./customer/customer-sections.resolver.js";
import { CustomerResolver } from "./customer/customer.resolver.js";
import { GuardianResolver } from "./customer/guardian.resolver.js";
import { NodeResolver } from "./customer/node.resolver.js";
import { ViewerResolver } from "./customer/viewer.resolver.js";
import { DepositAccountResolver } from "./deposit/deposit-account.resolver.js";
import { TransactionsResolver } from "./deposit/transactions.resolver.js";
import { InvestmentHoldingResolver } from "./investment/investment-holding.resolver.js";
import { LoanResolver } from "./loan/loan.resolver.js";
import { PositionResolver } from "./position/position.resolver.js";
import { SourceResolver } from "./source/source.resolver.js";
import { CoverageResolver } from "./staff/coverage.resolver.js";
import { OrgUnitResolver, StaffResolver } from "./staff/staff.resolver.js";

/** The register of subgraphs: which resolvers answer which part of the graph. One process serves them all by default. */
export const SUBGRAPHS = {
  customer: [CustomerResolver, CustomerSectionsResolver, GuardianResolver, NodeResolver, ViewerResolver],
  staff: [CoverageResolver, StaffResolver, OrgUnitResolver],
  deposit: [DepositAccountResolver, TransactionsResolver],
  investment: [InvestmentHoldingResolver],
  loan: [LoanResolver],
  card: [CreditCardResolver],
  position: [PositionResolver],
  consent: [ConsentResolver],
  credit: [CreditReportResolver],
  corporate: [CustomerOrganizationResolver, RegistryRecordsResolver],
  source: [SourceResolver],
} as const satisfies Readonly<Record<string, readonly ClassType<object>[]>>;

export type SubgraphName = keyof typeof SUBGRAPHS;

/** Resolvers of types that every subgraph may hand out. */
export const SHARED_RESOLVERS: readonly ClassType<object>[] = [HolderResolver];
