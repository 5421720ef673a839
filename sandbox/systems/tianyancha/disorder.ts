import { Decimal } from "decimal.js";
import { variation } from "../variation.js";

/** A day in one of the four ways this provider writes days. `day` is `YYYY-MM-DD`, midnight in Shanghai. */
export function looseDay(day: string, key: string): number | string {
  const milliseconds = Date.parse(`${day}T00:00:00+08:00`);
  switch (variation(key, 4)) {
    case 0:
      return milliseconds;
    case 1:
      return String(milliseconds);
    case 2:
      return day;
    default:
      return `${day} 00:00:00.0`;
  }
}

const CURRENCY_WORDS: Readonly<Record<string, string>> = {
  CNY: "人民币",
  USD: "美元",
  HKD: "港元",
  EUR: "欧元",
  JPY: "日元",
};

export function currencyWord(currency: string): string {
  return CURRENCY_WORDS[currency] ?? currency;
}

/** Capital as text: ten thousands (万), usually with the currency's word behind, sometimes with six decimals and without it. */
export function capitalText(amount: string, currency: string, key: string): string {
  const tenThousands = new Decimal(amount).dividedBy(10_000);
  if (currency === "CNY" && variation(key, 3) === 0) return `${tenThousands.toFixed(6)}万`;
  return `${tenThousands.toFixed()}万${currencyWord(currency)}`;
}

/** `99.50%`. */
export function percentText(percent: string): string {
  const value = new Decimal(percent);
  return `${value.toFixed(Math.max(2, value.decimalPlaces()))}%`;
}

/** The words that were searched for, marked as the provider's search page marks them. */
export function highlighted(name: string, word: string): string {
  return word !== "" && name.includes(word) ? name.replace(word, `<em>${word}</em>`) : name;
}
