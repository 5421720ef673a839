import type { CollateralRecord, GuarantorRecord, LoanRecord } from "../../domain/records/arrangement.js";
import { compareDecimals, subtract, toMoney, type Money } from "../../domain/money.js";
import type { Leaf } from "../../domain/outcome.js";
import { seal, type Sealed } from "../../domain/sealed.js";
import { SourceFault } from "../../domain/source-fault.js";
import { asIs, type WireRecord } from "../wire-record.js";
import { toDay } from "./batch-day.js";
import type { Collateral, Guarantor, Loan } from "./wire.generated.js";

const SOURCE = "loan";

/** A loan without its number or its borrower is nobody's, so both are required. */
export function toLoan(wire: WireRecord<Loan>): LoanRecord {
  const currency = wire.required("ccy", asIs);
  const money = (amount: string) => seal(toMoney(amount, currency));
  return {
    source: SOURCE,
    recordId: wire.required("loanNo", asIs),
    kind: wire.required("loanKind", asIs),
    number: wire.leaf("contractNo", seal<string>),
    productName: wire.leaf("prodName", asIs),
    status: wire.leaf("status", asIs),
    balance: wire.leaf("balance", money),
    limit: wire.leaf("contractAmt", money),
    committedUndrawn: toUndrawn(wire, currency),
    daysPastDue: wire.leaf("overdueDays", asIs),
    nextDueDate: wire.leaf("nextDueDate", toDay),
    nextDueAmount: wire.leaf("nextDueAmt", money),
    fiveTierClass: wire.leaf("fiveTier", (tier) => FIVE_TIER_CLASSES[tier]),
    lendingUnit: wire.leaf("lendUnit", asIs),
    openedAt: wire.leaf("openDate", toDay),
    holders: [{ source: SOURCE, recordId: wire.required("borrowerId", asIs), role: "PRIMARY", sharePercent: null }],
    collateral: wire.elements("collaterals", (each) => toCollateral(each, currency)),
    guarantors: wire.elements("guarantors", toGuarantor),
    entitlements: [],
  };
}

const FIVE_TIER_CLASSES: Record<Loan["fiveTier"], string> = {
  "1": "PASS",
  "2": "SPECIAL_MENTION",
  "3": "SUBSTANDARD",
  "4": "DOUBTFUL",
  "5": "LOSS",
};

/** What the bank has promised and not yet paid out. An overdrawn contract has nothing left; it does not owe itself. */
function toUndrawn(wire: WireRecord<Loan>, currency: string): Leaf<Sealed<Money>> {
  const limit = wire.leaf("contractAmt", (amount) => toMoney(amount, currency));
  const drawn = wire.leaf("drawnAmt", (amount) => toMoney(amount, currency));
  if (limit instanceof SourceFault) return limit;
  if (drawn instanceof SourceFault) return drawn;
  if (limit === null || drawn === null) return null;
  const undrawn = subtract(limit, drawn);
  return seal(compareDecimals(undrawn.amount, "0") < 0 ? toMoney("0", currency) : undrawn);
}

function toCollateral(wire: WireRecord<Collateral>, currency: string): CollateralRecord {
  return {
    kind: wire.required("kind", asIs),
    value: wire.leaf("value", (amount) => seal(toMoney(amount, currency))),
    valuedAt: wire.leaf("valueDate", toDay),
  };
}

function toGuarantor(wire: WireRecord<Guarantor>): GuarantorRecord {
  return { recordId: wire.optional("borrowerId", asIs), name: wire.leaf("name", seal<string>) };
}
