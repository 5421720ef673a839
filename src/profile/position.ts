import { subtract, sum, type Money } from "../domain/money.js";
import type { Leaf, Listing, Outcome } from "../domain/outcome.js";
import type {
  ArrangementRecord,
  CreditCardRecord,
  DepositAccountRecord,
  InvestmentRecord,
  LoanRecord,
} from "../domain/records/arrangement.js";
import { seal, Sealed } from "../domain/sealed.js";
import { SourceFault } from "../domain/source-fault.js";
import type { SourceName } from "../domain/source.js";
import { isHeldAs, type OwnRecords } from "./held-as.js";

/** What a customer has and owes, in the bank's own currency. A total says when something is missing from it. */
export interface PositionRecord {
  readonly aum: Leaf<Sealed<Money>>;
  readonly deposits: Leaf<Sealed<Money>>;
  readonly investments: Leaf<Sealed<Money>>;
  readonly totalOwed: Leaf<Sealed<Money>>;
  readonly availableCredit: Leaf<Sealed<Money>>;
  readonly netPosition: Leaf<Sealed<Money>>;
  readonly productCount: number;
  /** Holdings in other currencies, which are in no total: adding them needs a rate that no source gives. */
  readonly unconvertedHoldings: number;
  readonly complete: boolean;
  readonly missingSources: readonly SourceName[];
}

export interface Holdings {
  readonly own: OwnRecords;
  readonly deposits: Outcome<Listing<DepositAccountRecord>>;
  readonly investments: Outcome<Listing<InvestmentRecord>>;
  readonly loans: Outcome<Listing<LoanRecord>>;
  readonly cards: Outcome<Listing<CreditCardRecord>>;
}

/**
 * Adds up what the customer holds himself. An arrangement held jointly counts for its primary holder alone, or it would
 * be in two customers' totals. An issued guarantee is a promise of the bank, not a debt of the customer: it belongs to exposure.
 */
export function positionOf(holdings: Holdings, currency: string): PositionRecord {
  const nothing = seal({ amount: "0", currency });
  const tally = new Tally(currency, holdings.own);
  const deposits = tally.add(holdings.deposits, ({ balance }) => balance);
  const investments = tally.add(holdings.investments, ({ balance }) => balance);
  const loans = tally.add(holdings.loans, ({ kind, balance }) => (kind === "GUARANTEE_ISSUED" ? nothing : balance));
  const cards = tally.add(holdings.cards, ({ balance }) => balance);
  const availableCredit = tally.total(holdings.cards, ({ available }) => available);
  const aum = tally.plus(deposits, investments);
  const totalOwed = tally.plus(loans, cards);
  return {
    aum,
    deposits,
    investments,
    totalOwed,
    availableCredit,
    // A difference with something missing from either side is not a bound of anything, and may have the wrong sign.
    netPosition: tally.missing.size > 0 || !aum || !totalOwed ? null : difference(aum, totalOwed),
    productCount: tally.products,
    unconvertedHoldings: tally.unconverted,
    complete: tally.missing.size === 0 && tally.unconverted === 0,
    missingSources: [...tally.missing],
  };
}

function difference(aum: Sealed<Money>, totalOwed: Sealed<Money>): Sealed<Money> {
  return Sealed.combine([aum, totalOwed], ([has, owes]) => {
    if (has === undefined || owes === undefined) throw new RangeError("two amounts are needed");
    return subtract(has, owes);
  });
}

/** The running account of one position: what has been counted, and what is missing from it. */
class Tally {
  readonly missing = new Set<SourceName>();
  products = 0;
  unconverted = 0;

  constructor(
    private readonly currency: string,
    private readonly own: OwnRecords,
  ) {}

  /** Counts the customer's own products of one kind and adds one amount of each; null when the source says nothing. */
  add<T extends ArrangementRecord>(
    outcome: Outcome<Listing<T>>,
    amountOf: (item: T) => Leaf<Sealed<Money>>,
  ): Sealed<Money> | null {
    const items = this.#ownItems(outcome);
    this.products += items.length;
    const foreign = items.filter((item) => this.#isForeign(amountOf(item)));
    this.unconverted += foreign.length;
    return this.total(outcome, amountOf);
  }

  total<T extends ArrangementRecord>(
    outcome: Outcome<Listing<T>>,
    amountOf: (item: T) => Leaf<Sealed<Money>>,
  ): Sealed<Money> | null {
    if (outcome.kind === "unavailable") this.missing.add(outcome.source);
    if (outcome.kind === "unavailable") return null;
    const amounts = this.#ownItems(outcome).map(amountOf);
    const isWhole = outcome.kind === "absent" || outcome.value.gaps.length === 0;
    if (!isWhole || amounts.some((amount) => amount === null || amount instanceof SourceFault)) {
      this.missing.add(outcome.source);
    }
    const known = amounts.filter((amount) => amount instanceof Sealed).filter((amount) => !this.#isForeign(amount));
    return Sealed.combine(known, (values) => sum(values, this.currency));
  }

  /** The sum of what is known; null when nothing is. */
  plus(left: Sealed<Money> | null, right: Sealed<Money> | null): Sealed<Money> | null {
    if (left === null || right === null) return left ?? right;
    return Sealed.combine([left, right], (values) => sum(values, this.currency));
  }

  #isForeign(amount: Leaf<Sealed<Money>>): boolean {
    return amount instanceof Sealed && amount.answers(({ currency }) => currency !== this.currency);
  }

  /** Closed products are history. */
  #ownItems<T extends ArrangementRecord>(outcome: Outcome<Listing<T>>): T[] {
    if (outcome.kind !== "known") return [];
    return outcome.value.items.filter(
      (item) => isHeldAs(item, ["PRIMARY"], this.own) && item.status !== "CLOSED" && item.status !== "SETTLED",
    );
  }
}
