import { toCalendarDate } from "../../domain/instant.js";
import { toMoney } from "../../domain/money.js";
import type {
  DepositAccountRecord,
  EntitlementRecord,
  HolderRecord,
  InvestmentRecord,
} from "../../domain/records/arrangement.js";
import { seal } from "../../domain/sealed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { Account, Entitlement, Holder, Investment } from "./wire.generated.js";

const SOURCE = "core-banking";

export function toDepositAccount(wire: WireRecord<Account>): DepositAccountRecord {
  const currency = wire.required("currency", asIs);
  const money = (amount: string) => seal(toMoney(amount, currency));
  return {
    source: SOURCE,
    recordId: wire.required("accountId", asIs),
    kind: wire.required("kind", asIs),
    number: wire.leaf("accountNumber", seal<string>),
    productName: wire.leaf("productName", asIs),
    status: wire.leaf("status", asIs),
    balance: wire.leaf("balance", money),
    availableBalance: wire.leaf("available", money),
    holds: wire.leaf("holds", money),
    interestRate: wire.leaf("interestRate", asIs),
    maturityDate: wire.leaf("maturityDate", toCalendarDate),
    openedAt: wire.leaf("openedOn", toCalendarDate),
    holders: wire.elements("holders", toHolder),
    entitlements: wire.elements("entitlements", (each) => toEntitlement(each, currency)),
  };
}

export function toInvestment(wire: WireRecord<Investment>): InvestmentRecord {
  const currency = wire.required("currency", asIs);
  return {
    source: SOURCE,
    recordId: wire.required("holdingId", asIs),
    kind: wire.required("kind", asIs),
    number: wire.leaf("holdingNumber", seal<string>),
    productName: wire.leaf("productName", asIs),
    status: wire.leaf("status", asIs),
    balance: wire.leaf("marketValue", (amount) => seal(toMoney(amount, currency))),
    maturityDate: wire.leaf("maturityDate", toCalendarDate),
    riskLevel: wire.leaf("riskLevel", asIs),
    openedAt: wire.leaf("openedOn", toCalendarDate),
    holders: wire.elements("holders", toHolder),
    entitlements: [],
  };
}

function toHolder(wire: WireRecord<Holder>): HolderRecord {
  return {
    source: SOURCE,
    recordId: wire.required("partyId", asIs),
    role: wire.required("role", asIs),
    sharePercent: wire.leaf("sharePercent", asIs),
  };
}

function toEntitlement(wire: WireRecord<Entitlement>, currency: string): EntitlementRecord {
  return {
    action: wire.required("action", asIs),
    channel: wire.leaf("channel", asIs),
    limit: wire.leaf("limit", (amount) => seal(toMoney(amount, currency))),
    validTo: wire.leaf("validTo", toCalendarDate),
  };
}
