import type DataLoader from "dataloader";
import type { Clock } from "../domain/instant.js";
import { freshnessOf, type FreshnessRecord } from "../domain/freshness.js";
import type { Known, Listing, Outcome } from "../domain/outcome.js";
import type {
  CreditCardRecord,
  DepositAccountRecord,
  InvestmentRecord,
  LoanRecord,
} from "../domain/records/arrangement.js";
import type { PartyRecord } from "../domain/records/party.js";
import { SourceFault } from "../domain/source-fault.js";
import type { Deadline } from "../platform/deadline.js";
import type { CardCustomer } from "../sources/card/wire-customer.js";
import type { TransactionPage } from "../sources/core-banking/client.js";
import type { CrmCustomerRecord } from "../sources/crm/wire.js";
import type { IdentifierSearch, PartyRegister } from "../sources/party-register.js";
import { toUnavailable } from "../sources/settled.js";
import { byHolder } from "./by-holder.js";
import { CoreLoader } from "./core-loader.js";
import { byKey, outcomeLoader } from "./outcome-loader.js";
import type { Sources } from "./sources.js";

/** How long a request may wait for its sources. */
export interface RequestDeadlines {
  readonly page: Deadline;
  readonly gated: Deadline;
}

/** The sources as one request sees them: every batch asked once, every answer remembered until the request ends. */
export class RequestSources {
  /** For everything that a page is made of. */
  readonly deadline: Deadline;
  /** For what was asked for by name and is known to be slow. */
  readonly gatedDeadline: Deadline;
  readonly core: CoreLoader;
  readonly loans: DataLoader<string, Outcome<Listing<LoanRecord>>>;
  readonly cards: DataLoader<string, Outcome<CardCustomer>>;
  readonly crm: DataLoader<string, Outcome<CrmCustomerRecord>>;
  readonly crmByCustomerNumber: DataLoader<string, Outcome<CrmCustomerRecord>>;
  readonly accounts: DataLoader<string, Outcome<DepositAccountRecord>>;
  readonly investments: DataLoader<string, Outcome<InvestmentRecord>>;
  readonly loansByNumber: DataLoader<string, Outcome<LoanRecord>>;
  readonly cardsByKey: DataLoader<string, Outcome<CreditCardRecord>>;
  readonly #transactions = new Map<number, DataLoader<string, Outcome<TransactionPage>>>();
  /** By source, and by part where one is missing. */
  readonly #answers = new Map<string, Outcome<unknown>>();

  constructor(
    readonly all: Sources,
    deadlines: RequestDeadlines,
    private readonly clock: Clock,
  ) {
    const { core, loan, card, crm } = all;
    const deadline = deadlines.page;
    this.deadline = deadline;
    this.gatedDeadline = deadlines.gated;
    this.core = new CoreLoader(core, deadline);
    this.loans = outcomeLoader("loan", async (ids) => {
      const answer = await loan.fetchLoans(ids, deadline);
      const { gaps } = answer.value;
      // Whoever could not be asked about at all has no list, not even one with gaps.
      const asked = ids.filter((id) => !gaps.some((gap) => gap.concerns(id)));
      return { ...answer, value: { found: byHolder(answer.value, asked), gaps } };
    });
    this.cards = outcomeLoader("card", async (ids) =>
      byKey(await card.fetchCustomers(ids, deadline), ({ party }) => party.recordId),
    );
    this.crm = outcomeLoader("crm", async (crmIds) =>
      byKey(await crm.fetchCustomers({ crmIds }, deadline), ({ party }) => party.recordId),
    );
    this.crmByCustomerNumber = outcomeLoader("crm", async (cifs) =>
      byKey(await crm.fetchCustomers({ cifs }, deadline), ({ party }) => party.crossReference?.recordId),
    );
    this.accounts = outcomeLoader("core-banking", async (ids) =>
      byKey(await core.fetchAccounts(ids, deadline), ({ recordId }) => recordId),
    );
    this.investments = outcomeLoader("core-banking", async (ids) =>
      byKey(await core.fetchInvestments(ids, deadline), ({ recordId }) => recordId),
    );
    this.loansByNumber = outcomeLoader("loan", async (ids) =>
      byKey(await loan.fetchLoansByNumber(ids, deadline), ({ recordId }) => recordId),
    );
    this.cardsByKey = outcomeLoader("card", async (ids) =>
      byKey(await card.fetchCards(ids, deadline), ({ recordId }) => recordId),
    );
  }

  /** The first page of each account's transactions; accounts asked for in one tick with one page size share a call. */
  transactions(accountId: string, limit: number): Promise<Outcome<TransactionPage>> {
    let loader = this.#transactions.get(limit);
    if (loader === undefined) {
      loader = outcomeLoader("core-banking", async (ids) =>
        byKey(
          await this.all.core.fetchTransactions(ids, { limit, before: null }, this.deadline),
          ({ accountId: each }) => each,
        ),
      );
      this.#transactions.set(limit, loader);
    }
    return loader.load(accountId);
  }

  /**
   * The registers that identity searches. What cards and CRM tell on the way need not be asked again. Those that are
   * searched only because somebody has been found are not to be noted: that would tell of customers out of reach.
   */
  registers(isNoted: (register: PartyRegister) => boolean): readonly PartyRegister[] {
    const { core, loan, card, crm } = this.all;
    return [core, loan, primed(card, this.cards), primed(crm, this.crm)].map((register) =>
      isNoted(register) ? this.#noted(register) : register,
    );
  }

  /** A register whose answers and faults are remembered like any other's. */
  #noted(register: PartyRegister): PartyRegister {
    const { name, keyType, searchable } = register;
    return {
      name,
      keyType,
      searchable,
      searchParties: async (searches, deadline) => {
        try {
          const answer = await register.searchParties(searches, deadline);
          this.note(answer);
          for (const gap of partsMissing(answer.value)) this.note(toUnavailable(gap));
          return answer;
        } catch (error) {
          if (error instanceof SourceFault) this.note({ kind: "unavailable", source: name, because: error });
          throw error;
        }
      },
    };
  }

  /** Remembers what a source answered, for the list of sources that goes with the response; the worse answer counts. */
  note<T>(outcome: Outcome<T>): Outcome<T> {
    this.all.register.observe(outcome);
    const missing = outcome.kind === "unavailable" ? outcome.because.part : null;
    const name = missing ?? outcome.source;
    const before = this.#answers.get(name);
    if (before === undefined || outcome.kind === "unavailable") this.#answers.set(name, outcome);
    return outcome;
  }

  freshness(outcome: Outcome<unknown>): FreshnessRecord {
    const facts = this.all.register.facts(outcome.source);
    return freshnessOf(outcome, facts, this.clock.now());
  }

  /** Every source that this request has asked, with the verdict on its answer; in no order that would tell of times. */
  asked(): FreshnessRecord[] {
    const names = this.all.register.all().map(({ name }) => name);
    const inOrder = [...this.#answers].toSorted(
      ([left, { source: one }], [right, { source: other }]) =>
        names.indexOf(one) - names.indexOf(other) || left.localeCompare(right),
    );
    return inOrder.map(([, outcome]) => this.freshness(outcome));
  }
}

/** The parts of a divided register that could not be searched. */
function partsMissing(listings: readonly Listing<unknown>[]): readonly SourceFault[] {
  return listings.flatMap(({ gaps }) => gaps).filter(({ part }) => part !== null);
}

/** A register whose search answers bring more than the party, and so fill the loader that would ask for it again. */
interface CustomerRegister<V> extends PartyRegister {
  searchCustomers(searches: readonly IdentifierSearch[], deadline: Deadline): Promise<Known<readonly Listing<V>[]>>;
}

function primed<V extends { readonly party: PartyRecord }>(
  register: CustomerRegister<V>,
  loader: DataLoader<string, Outcome<V>>,
): PartyRegister {
  return {
    name: register.name,
    keyType: register.keyType,
    searchable: register.searchable,
    searchParties: async (searches, deadline) => {
      const answer = await register.searchCustomers(searches, deadline);
      for (const value of answer.value.flatMap(({ items }) => items)) {
        loader.prime(value.party.recordId, { ...answer, value });
      }
      return {
        ...answer,
        value: answer.value.map(({ items, gaps }) => ({ items: items.map(({ party }) => party), gaps })),
      };
    },
  };
}
