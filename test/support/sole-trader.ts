import { usccCheck } from "../../sandbox/bank/numbers/check-digits.js";
import { fixtureUscc } from "../../sandbox/bank/fixture/numbers.js";
import type { Bank } from "../../sandbox/bank/bank.js";

const COMPANY = fixtureUscc(14);
const TRADER = `92${COMPANY.slice(2, 17)}`;
const OF_TRADER = TRADER + usccCheck(TRADER);

/** The bank in which 永丰物流 is a sole trader: its credit code begins with 92, in every system and in every question. */
export function withSoleTrader(made: Bank): Bank {
  const entries = Object.entries(made).map(([name, value]: [string, unknown]) =>
    typeof value === "function"
      ? [
          name,
          (...asked: unknown[]) => replaced(value.apply(made, replaced(asked, OF_TRADER, COMPANY)), COMPANY, OF_TRADER),
        ]
      : [name, value],
  );
  return Object.fromEntries(entries) as Bank;
}

function replaced<T>(value: T, from: string, to: string): T {
  if (value === from) return to as T;
  if (Array.isArray(value)) return value.map((each: unknown) => replaced(each, from, to)) as T;
  if (typeof value !== "object" || value === null || value instanceof Promise) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, replaced(each, from, to)])) as T;
}
