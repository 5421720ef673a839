import { fromCents } from "../amounts.js";
import { BANK_DATE, daysBefore, instantOn } from "../dates.js";
import type { Account, IsoDate, Transaction } from "../model.js";
import { Draw } from "./draw.js";

const KINDS = [
  { description: "工资", direction: "CREDIT", channel: "CORPORATE_BANK", customerInitiated: false },
  { description: "扫码支付", direction: "DEBIT", channel: "MOBILE_BANK", customerInitiated: true },
  { description: "转账", direction: "DEBIT", channel: "MOBILE_BANK", customerInitiated: true },
  { description: "柜台存款", direction: "CREDIT", channel: "COUNTER", customerInitiated: true },
  { description: "取款", direction: "DEBIT", channel: "ATM", customerInitiated: true },
  { description: "水电费代扣", direction: "DEBIT", channel: "THIRD_PARTY", customerInitiated: false },
] as const;

/** The postings of an account, newest first, from the given day backwards; a term deposit has only its opening. */
export function transactionsOf(seed: number, account: Account, newestOn: IsoDate = BANK_DATE): Transaction[] {
  return [...postingsOf(seed, account, newestOn)];
}

/** The same one by one, for whoever needs only the last of a kind. */
export function* postingsOf(seed: number, account: Account, newestOn: IsoDate = BANK_DATE): Generator<Transaction> {
  const draw = new Draw(seed, 0, `transactions:${account.accountId}`);
  const entry = { accountId: account.accountId, currency: account.currency };
  if (account.kind === "TERM_DEPOSIT") {
    const opening = { description: "存入", direction: "CREDIT", channel: "COUNTER", customerInitiated: true } as const;
    const postedAt = instantOn(account.openedOn, 36_000);
    yield {
      ...entry,
      ...opening,
      transactionId: `${account.accountId}-T1`,
      postedAt,
      amount: account.balance,
      counterparty: null,
    };
    return;
  }
  const count = draw.chance(0.1) ? 0 : draw.between(3, 120);
  let day = draw.between(1, 20);
  let second = 80_000;
  for (let n = 0; n < count; n += 1) {
    if (draw.chance(0.8)) {
      day += draw.between(1, 6);
      second = 80_000;
    } else {
      second -= draw.between(60, 600);
    }
    const kind = draw.pick(KINDS);
    yield {
      transactionId: `${account.accountId}-T${count - n}`,
      ...entry,
      ...kind,
      postedAt: instantOn(daysBefore(newestOn, day), second),
      amount: fromCents(draw.cents(5, 20_000)),
      counterparty: draw.chance(0.5) ? draw.pick(["甬江超市", "宁波供电局", "海曙咖啡", "张师傅"]) : null,
    };
  }
}
