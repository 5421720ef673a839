import type { CardCustomersResponse, Card } from "../src/sources/card/wire.generated.js";
import type { Account, PartiesResponse, Party } from "../src/sources/core-banking/wire.generated.js";
import type { CreditAccount, Report } from "../src/sources/credit-bureau/wire.generated.js";
import type { Loan, LoansResponse } from "../src/sources/loan/wire.generated.js";
import type { Member } from "./directory.js";

/** What the upstreams said of one customer or of fifty; null where there was nobody to ask about. */
export interface Heard {
  readonly core: PartiesResponse;
  readonly loan: LoansResponse | null;
  readonly card: CardCustomersResponse | null;
}

/**
 * The same answer as the gateway's, put together by hand: nothing is checked, sealed, decided or recorded, and the masks
 * are the one that this manager gets. What a bare server would do at the least.
 */
export function customersOf(members: readonly Member[], { core, loan, card }: Heard): object[] {
  const parties = new Map(core.parties.map((party) => [party.partyId, party]));
  const accounts = new Map<string, Account[]>();
  for (const account of core.accounts ?? []) {
    for (const { partyId, role } of account.holders) if (role === "PRIMARY") put(accounts, partyId, account);
  }
  const loans = new Map<string, Loan[]>();
  for (const each of loan?.rows ?? []) put(loans, each.borrowerId, each);
  const cards = new Map((card?.customers ?? []).map((each) => [each.customer_id, each.cards]));
  return members.map(({ id, records }) => {
    const party = parties.get(records["core-banking"] ?? "");
    if (party === undefined) throw new Error("the core does not know a customer of the benchmark");
    return {
      id,
      ...header(party),
      depositAccounts: connection(accounts.get(party.partyId) ?? [], toAccount),
      loans: connection(loans.get(records["loan"] ?? "") ?? [], toLoan),
      creditCards: connection(cards.get(records["card"] ?? "") ?? [], toCard),
    };
  });
}

export function reportOf({ PRH: { PA01 }, PDA }: Report, consentId: string): object {
  const debt = (PDA?.PD01 ?? []).reduce((total, account) => total + Math.round(Number(owed(account)) * 100), 0);
  return {
    __typename: "CreditReport",
    reportId: PA01.PA01A.PA01AI01,
    reportedAt: new Date(`${PA01.PA01A.PA01AR01}+08:00`).toISOString(),
    reason: REASONS[PA01.PA01B.PA01BD02] ?? null,
    consentId,
    totalDebt: money((debt / 100).toFixed(2), "CNY"),
  };
}

const REASONS: Readonly<Record<string, string>> = {
  "01": "POST_LOAN",
  "02": "LOAN_APPROVAL",
  "03": "CARD_APPROVAL",
  "08": "GUARANTEE_REVIEW",
  "17": "SELF",
};

function owed({ PD01B, PD01C }: CreditAccount): string {
  const isOpen = (PD01B?.PD01BR01 ?? "--") === "--";
  const known = [PD01C?.PD01CJ01, PD01C?.PD01CJ02, PD01B?.PD01BJ01].find((each) => each !== undefined && each !== "--");
  return isOpen ? (known ?? "0") : "0";
}

function header({ partyId, partyKind, status, name }: Party): object {
  const kind = partyKind === "PERSON" ? "PERSON" : "ORGANIZATION";
  return { customerNumber: partyId, kind, status, displayName: kind === "PERSON" ? maskedName(name) : name };
}

function toAccount(account: Account): object {
  const { currency } = account;
  return {
    id: `dep_${keyOf(account.accountId)}`,
    kind: account.kind,
    productName: account.productName,
    numberDisplay: maskedNumber(account.accountNumber),
    status: account.status,
    openedAt: account.openedOn,
    interestRate: account.interestRate,
    maturityDate: account.maturityDate,
    balance: money(account.balance, currency),
    availableBalance: money(account.available, currency),
  };
}

function toLoan(loan: Loan): object {
  return {
    id: `loan_${keyOf(loan.loanNo)}`,
    kind: loan.loanKind,
    productName: loan.prodName,
    numberDisplay: maskedNumber(loan.contractNo),
    status: loan.status,
    openedAt: day(loan.openDate),
    daysPastDue: loan.overdueDays,
    nextDueDate: loan.nextDueDate && day(loan.nextDueDate),
    fiveTierClass: TIERS[loan.fiveTier],
    balance: money(loan.balance, loan.ccy),
    limit: money(loan.contractAmt, loan.ccy),
  };
}

const TIERS = { "1": "PASS", "2": "SPECIAL_MENTION", "3": "SUBSTANDARD", "4": "DOUBTFUL", "5": "LOSS" } as const;

function toCard(card: Card): object {
  const amount = (minor: number) => money((minor / 100).toFixed(2), card.currency);
  return {
    id: `card_${keyOf(card.card_id)}`,
    kind: "CREDIT_CARD",
    productName: card.product_name,
    numberDisplay: `尾号${card.pan.slice(-4)}`,
    status: card.status,
    openedAt: card.opened_on,
    level: card.level,
    statementDueDate: card.statement_due_date,
    balance: amount(card.owed_minor),
    limit: amount(card.limit_minor),
    available: amount(card.available_minor),
  };
}

function connection<T>(items: readonly T[], toNode: (item: T) => object): object {
  return { totalCount: items.length, edges: items.map((item) => ({ node: toNode(item) })) };
}

function money(amount: string, currency: string): object {
  return { amount, currency, display: amount.replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ",") };
}

function maskedNumber(number: string): string {
  return `****${number.slice(-4)}`;
}

function maskedName(name: string): string {
  if (!/^\p{Script=Han}/u.test(name)) return name.replaceAll(/(\S)\S*/g, "$1***");
  return `${name.charAt(0)}${name.length === 2 ? "*" : "**"}`;
}

function keyOf(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

function day(text: string): string {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

function put<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
