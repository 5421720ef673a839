import type {
  ArrangementRecord,
  CreditCardRecord,
  DepositAccountRecord,
  HolderRole,
  InvestmentRecord,
  LoanRecord,
} from "../../src/domain/records/arrangement.js";
import type { Money } from "../../src/domain/money.js";
import type { Leaf, Listing, Outcome } from "../../src/domain/outcome.js";
import { seal, type Sealed } from "../../src/domain/sealed.js";
import { SourceFault } from "../../src/domain/source-fault.js";
import type { SourceName } from "../../src/domain/source.js";
import { NOON } from "./parties.js";

export interface HoldingParts {
  readonly id?: string;
  /** Amounts are in CNY unless a currency stands behind them: "100.00 USD". */
  readonly balance?: string | null | SourceFault;
  readonly available?: string | null | SourceFault;
  readonly status?: string;
  /** Who holds it, by his record at the source; `me` alone and primary unless said otherwise. */
  readonly holders?: Record<string, HolderRole>;
  readonly kind?: ArrangementRecord["kind"];
}

function amount(text: string | null | SourceFault): Leaf<Sealed<Money>> {
  if (text === null || text instanceof SourceFault) return text;
  const [value = "", currency = "CNY"] = text.split(" ");
  return seal({ amount: value, currency });
}

let next = 0;

function arrangement(source: SourceName, parts: HoldingParts) {
  const { id = `a${(next += 1)}`, balance = "0.00", status = "ACTIVE", holders = { me: "PRIMARY" } } = parts;
  return {
    source,
    recordId: id,
    number: null,
    productName: null,
    status,
    balance: amount(balance),
    openedAt: null,
    holders: Object.entries(holders).map(([recordId, role]) => ({ source, recordId, role, sharePercent: null })),
    entitlements: [],
  };
}

export function deposit(parts: HoldingParts = {}): DepositAccountRecord {
  const rest = { availableBalance: null, holds: null, interestRate: null, maturityDate: null };
  return { ...arrangement("core-banking", parts), kind: "DEMAND_DEPOSIT", ...rest };
}

export function investment(parts: HoldingParts = {}): InvestmentRecord {
  return { ...arrangement("core-banking", parts), kind: "FUND", maturityDate: null, riskLevel: null };
}

export function loan(parts: HoldingParts = {}): LoanRecord {
  return {
    ...arrangement("loan", parts),
    kind: (parts.kind as LoanRecord["kind"] | undefined) ?? "LOAN",
    limit: null,
    committedUndrawn: null,
    daysPastDue: null,
    nextDueDate: null,
    nextDueAmount: null,
    fiveTierClass: null,
    lendingUnit: null,
    collateral: [],
    guarantors: [],
  };
}

export function creditCard(parts: HoldingParts = {}): CreditCardRecord {
  return {
    ...arrangement("card", parts),
    kind: "CREDIT_CARD",
    level: null,
    limit: null,
    available: amount(parts.available ?? "0.00"),
    statementDueDate: null,
    minimumDue: null,
    instalments: [],
  };
}

export function known<T>(source: SourceName, value: T): Outcome<T> & { readonly kind: "known" } {
  return { kind: "known", source, value, asOf: NOON, retrievedAt: NOON };
}

export function absent(source: SourceName): Outcome<never> {
  return { kind: "absent", source, asOf: NOON, retrievedAt: NOON };
}

export function unavailable(source: SourceName): Outcome<never> {
  return { kind: "unavailable", source, because: new SourceFault(source, "SOURCE_TIMEOUT") };
}

export function listing<T>(items: readonly T[], gaps: readonly SourceFault[] = []): Listing<T> {
  return { items, gaps };
}
