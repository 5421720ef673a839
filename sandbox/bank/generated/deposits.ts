import { fromCents } from "../amounts.js";
import { BANK_DATE, daysBefore } from "../dates.js";
import type { Account, Holder, Investment } from "../model.js";
import { Draw } from "./draw.js";
import type { Population } from "./population.js";

/** Account 0 is the demand account of daily life; account 1 the one a couple holds together. */
export function depositAccount(population: Population, i: number, n: number, holders: readonly Holder[]): Account {
  const draw = new Draw(population.seed, i, `account:${n}`);
  const term = n > 1 && draw.chance(0.6);
  const balance = draw.cents(term ? 10_000 : 5, term ? 800_000 : 150_000);
  const holds = draw.chance(0.05) ? Math.floor(balance / 10) : 0;
  const openedOn = daysBefore(BANK_DATE, draw.between(100, 6_000));
  return {
    accountId: population.numbering.account(i, n),
    accountNumber: population.numbering.accountNumber(i, n),
    kind: term ? "TERM_DEPOSIT" : "DEMAND_DEPOSIT",
    productName: term ? "整存整取" : "活期存款",
    status: draw.chance(0.97) ? "ACTIVE" : "DORMANT",
    currency: draw.chance(0.98) ? "CNY" : "USD",
    balance: fromCents(balance),
    available: fromCents(balance - holds),
    holds: fromCents(holds),
    interestRate: term ? draw.pick(["1.10", "1.20", "1.45", "1.60"]) : "0.10",
    maturityDate: term ? daysBefore(BANK_DATE, -draw.between(1, 1_000)) : null,
    openedOn,
    holders,
    entitlements: [{ action: "TRANSFER", channel: "MOBILE_BANK", limit: "50000.00", validTo: null }],
  };
}

const INVESTMENTS = [
  { kind: "WEALTH_PRODUCT", productName: "海港稳健理财" },
  { kind: "FUND", productName: "海港货币市场基金" },
  { kind: "INSURANCE_POLICY", productName: "海港安康年金保险" },
] as const;

export function investment(population: Population, i: number, n: number, holder: Holder): Investment {
  const draw = new Draw(population.seed, i, `investment:${n}`);
  const product = draw.pick(INVESTMENTS);
  return {
    holdingId: population.numbering.holding(i, n),
    holdingNumber: `88${population.numbering.accountNumber(i, n).slice(4)}`,
    ...product,
    status: draw.chance(0.92) ? "ACTIVE" : "MATURED",
    currency: "CNY",
    marketValue: fromCents(draw.cents(1_000, 2_000_000)),
    maturityDate: product.kind === "FUND" ? null : daysBefore(BANK_DATE, -draw.between(1, 720)),
    riskLevel: draw.pick(["R1", "R2", "R2", "R3", "R4", "R5"]),
    openedOn: daysBefore(BANK_DATE, draw.between(10, 1_500)),
    holders: [holder],
  };
}
