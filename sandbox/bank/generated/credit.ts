import { fromCents } from "../amounts.js";
import { BANK_DATE, daysBefore } from "../dates.js";
import type { Card, Loan } from "../model.js";
import { Draw } from "./draw.js";
import type { Population } from "./population.js";

export function loan(population: Population, i: number, n: number, company: boolean): Loan {
  const draw = new Draw(population.seed, i, `loan:${n}`);
  const kind = company
    ? draw.pick(["LOAN", "LOAN", "TRADE_FINANCE", "GUARANTEE_ISSUED"] as const)
    : draw.pick(["MORTGAGE", "LOAN"] as const);
  const limit = company ? draw.cents(100_000, 50_000_000) : draw.cents(20_000, 3_000_000);
  const drawn = Math.floor(limit * (0.5 + draw.next() / 2));
  const settled = draw.chance(0.1);
  const outstanding = settled ? 0 : Math.floor(drawn * draw.next());
  const overdue = !settled && draw.chance(0.04) ? draw.between(1, 400) : 0;
  const openedOn = daysBefore(BANK_DATE, draw.between(60, 3_600));
  return {
    loanId: population.numbering.loan(i, n),
    contractNumber: `HT${openedOn.replaceAll("-", "")}${population.numbering.loan(i, n).replaceAll(/\D/g, "")}`,
    borrowerId: population.numbering.borrower(i),
    kind,
    productName: LOAN_PRODUCTS[kind],
    status: settled ? "SETTLED" : "ACTIVE",
    currency: "CNY",
    limit: fromCents(limit),
    drawn: fromCents(drawn),
    outstanding: fromCents(outstanding),
    daysPastDue: overdue,
    nextDueDate: settled ? null : daysBefore(BANK_DATE, -draw.between(1, 30)),
    nextDueAmount: settled ? null : fromCents(Math.ceil(outstanding / 120)),
    fiveTierClass: fiveTierClass(overdue),
    openedOn,
    maturityDate: daysBefore(BANK_DATE, -draw.between(30, 9_000)),
    lendingUnit: company ? "HO-CORP" : population.unitOf(i),
    guarantors: draw.chance(0.1) ? [{ borrowerId: null, name: "宁波市融资担保有限公司" }] : [],
    collateral:
      kind === "MORTGAGE"
        ? [{ kind: "RESIDENTIAL_PROPERTY", value: fromCents(Math.floor(limit * 1.5)), valuedAt: openedOn }]
        : [],
  };
}

const LOAN_PRODUCTS: Readonly<Record<Loan["kind"], string>> = {
  LOAN: "流动资金贷款",
  MORTGAGE: "个人住房按揭贷款",
  TRADE_FINANCE: "进口信用证",
  GUARANTEE_ISSUED: "履约保函",
};

function fiveTierClass(daysPastDue: number): Loan["fiveTierClass"] {
  if (daysPastDue === 0) return 1;
  if (daysPastDue <= 90) return 2;
  if (daysPastDue <= 270) return 3;
  return daysPastDue <= 360 ? 4 : 5;
}

const LEVELS = [
  { level: "NORMAL", productName: "海港标准信用卡", limit: 2_000_000 },
  { level: "NORMAL", productName: "海港标准信用卡", limit: 3_000_000 },
  { level: "GOLD", productName: "海港金卡", limit: 5_000_000 },
  { level: "PLATINUM", productName: "海港白金信用卡", limit: 10_000_000 },
  { level: "DIAMOND", productName: "海港钻石信用卡", limit: 50_000_000 },
] as const;

export function card(population: Population, i: number, n: number): Card {
  const draw = new Draw(population.seed, i, `card:${n}`);
  const { level, productName, limit } = draw.pick(LEVELS);
  const owed = draw.chance(0.3) ? 0 : Math.floor(limit * draw.next() ** 2);
  const monthly = draw.chance(0.2) ? Math.floor(owed / 24) : 0;
  const periods = draw.between(1, 12);
  return {
    cardId: population.numbering.card(i, n),
    pan: population.numbering.pan(i, n),
    cardCustomerId: population.numbering.cardCustomer(i),
    productName,
    level,
    status: draw.chance(0.95) ? "ACTIVE" : "BLOCKED",
    currency: "CNY",
    limit: fromCents(limit),
    owed: fromCents(owed),
    available: fromCents(limit - owed),
    statementDueDate: owed === 0 ? null : daysBefore(BANK_DATE, -draw.between(1, 25)),
    minimumDue: owed === 0 ? null : fromCents(Math.ceil(owed / 10)),
    openedOn: daysBefore(BANK_DATE, draw.between(30, 4_000)),
    instalments:
      monthly === 0
        ? []
        : [
            {
              description: "账单分期",
              remaining: fromCents(monthly * periods),
              monthly: fromCents(monthly),
              remainingPeriods: periods,
            },
          ],
  };
}
