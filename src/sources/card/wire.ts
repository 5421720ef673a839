import { toCalendarDate } from "../../domain/instant.js";
import { fromMinorUnits } from "../../domain/money.js";
import type { CreditCardRecord, InstalmentRecord } from "../../domain/records/arrangement.js";
import { seal } from "../../domain/sealed.js";
import { asIs, type WireRecord } from "../wire-record.js";
import type { Card, Instalment } from "./wire.generated.js";

const SOURCE = "card";

/** A card without its id or its customer is nobody's, so both are required. */
export function toCreditCard(wire: WireRecord<Card>): CreditCardRecord {
  const currency = wire.required("currency", asIs);
  const money = (minor: number) => seal(fromMinorUnits(minor, currency));
  return {
    source: SOURCE,
    recordId: wire.required("card_id", asIs),
    kind: "CREDIT_CARD",
    number: wire.leaf("pan", seal<string>),
    productName: wire.leaf("product_name", asIs),
    level: wire.leaf("level", asIs),
    status: wire.leaf("status", asIs),
    balance: wire.leaf("owed_minor", money),
    limit: wire.leaf("limit_minor", money),
    available: wire.leaf("available_minor", money),
    statementDueDate: wire.leaf("statement_due_date", toCalendarDate),
    minimumDue: wire.leaf("minimum_due_minor", money),
    openedAt: wire.leaf("opened_on", toCalendarDate),
    instalments: wire.elements("instalments", (each) => toInstalment(each, currency)),
    holders: [{ source: SOURCE, recordId: wire.required("customer_id", asIs), role: "PRIMARY", sharePercent: null }],
    entitlements: [],
  };
}

function toInstalment(wire: WireRecord<Instalment>, currency: string): InstalmentRecord {
  const money = (minor: number) => seal(fromMinorUnits(minor, currency));
  return {
    description: wire.required("description", asIs),
    remaining: wire.leaf("remaining_minor", money),
    monthly: wire.leaf("monthly_minor", money),
    remainingPeriods: wire.leaf("remaining_periods", asIs),
  };
}
