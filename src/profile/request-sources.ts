import type DataLoader from "dataloader";
import type { Clock } from "../domain/instant.js";
import { freshnessOf, isStricter, type FreshnessPolicy, type FreshnessRecord } from "../domain/freshness.js";
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
import { NO_CACHE } from "./cache/no-cache.js";
import {
  CARD_BY_KEY,
  CARD_CUSTOMER,
  CORE_ACCOUNT,
  CORE_INVESTMENT,
  CORE_PARTY,
  CORE_TRANSACTIONS,
  CRM_CUSTOMER,
  CRM_CUSTOMER_BY_CIF,
  LOAN_BY_NUMBER,
  LOANS,
  question,
} from "./cache/operation.js";
import { keptSearch } from "./cache/kept-search.js";
import type { AnswerStore, Asking } from "./cache/slot.js";
import { CoreLoader } from "./core-loader.js";
import { byKey, outcomeLoader, type AskAll } from "./outcome-loader.js";
import type { Sources } from "./sources.js";

/** How long a request may wait for its sources. */
export interface RequestDeadlines {
  readonly page: Deadline;
  readonly gated: Deadline;
}

/** Where answers are kept, and who asks in this request. */
export interface RequestStore {
  readonly store: AnswerStore;
  readonly caller: Asking["caller"];
}

const NOWHERE: RequestStore = { store: NO_CACHE, caller: { subject: "", purpose: "" } };

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
  #policy: FreshnessPolicy = "CACHE_OK";

  constructor(
    readonly all: Sources,
    deadlines: RequestDeadlines,
    private readonly clock: Clock,
    private readonly kept: RequestStore = NOWHERE,
  ) {
    const { core, loan, card, crm } = all;
    this.deadline = deadlines.page;
    this.gatedDeadline = deadlines.gated;
    this.core = new CoreLoader(core, this.ask);
    this.loans = outcomeLoader(this.ask, {
      source: "loan",
      toQuestion: (id) => question(LOANS, id),
      fetchBatch: async (ids, deadline) => {
        const answer = await loan.fetchLoans(ids, deadline);
        const { gaps } = answer.value;
        // Whoever could not be asked about at all has no list, not even one with gaps.
        const asked = ids.filter((id) => !gaps.some((gap) => gap.concerns(id)));
        return { ...answer, value: { found: byHolder(answer.value, asked), gaps } };
      },
    });
    this.cards = outcomeLoader(this.ask, {
      source: "card",
      toQuestion: (id) => question(CARD_CUSTOMER, id),
      fetchBatch: async (ids, deadline) =>
        byKey(await card.fetchCustomers(ids, deadline), ({ party }) => party.recordId),
    });
    this.crm = outcomeLoader(this.ask, {
      source: "crm",
      toQuestion: (crmId) => question(CRM_CUSTOMER, "id", crmId),
      fetchBatch: async (crmIds, deadline) =>
        byKey(await crm.fetchCustomers({ crmIds }, deadline), ({ party }) => party.recordId),
    });
    this.crmByCustomerNumber = outcomeLoader(this.ask, {
      source: "crm",
      toQuestion: (cif) => question(CRM_CUSTOMER_BY_CIF, "cif", cif),
      fetchBatch: async (cifs, deadline) =>
        byKey(await crm.fetchCustomers({ cifs }, deadline), ({ party }) => party.crossReference?.recordId),
    });
    this.accounts = outcomeLoader(this.ask, {
      source: "core-banking",
      toQuestion: (id) => question(CORE_ACCOUNT, id),
      fetchBatch: async (ids, deadline) => byKey(await core.fetchAccounts(ids, deadline), ({ recordId }) => recordId),
    });
    this.investments = outcomeLoader(this.ask, {
      source: "core-banking",
      toQuestion: (id) => question(CORE_INVESTMENT, id),
      fetchBatch: async (ids, deadline) =>
        byKey(await core.fetchInvestments(ids, deadline), ({ recordId }) => recordId),
    });
    this.loansByNumber = outcomeLoader(this.ask, {
      source: "loan",
      toQuestion: (loanNo) => question(LOAN_BY_NUMBER, loanNo),
      fetchBatch: async (loanNos, deadline) =>
        byKey(await loan.fetchLoansByNumber(loanNos, deadline), ({ recordId }) => recordId),
    });
    this.cardsByKey = outcomeLoader(this.ask, {
      source: "card",
      toQuestion: (id) => question(CARD_BY_KEY, id),
      fetchBatch: async (ids, deadline) => byKey(await card.fetchCards(ids, deadline), ({ recordId }) => recordId),
    });
  }

  /** Asks out of what is kept, as fresh as this request wants it. */
  readonly ask: AskAll = (questions, fetch) => this.kept.store.ask(questions, fetch, this.#asking);

  get #asking(): Asking {
    return { policy: this.#policy, deadline: this.deadline, caller: this.kept.caller };
  }

  /**
   * From here on answers must be as fresh as this. A request is as strict as the strictest of what it asks: what it has
   * been told so far on laxer terms is asked for again. True when there was such.
   */
  insist(policy: FreshnessPolicy): boolean {
    if (!isStricter(policy, this.#policy)) return false;
    this.#policy = policy;
    this.core.forget();
    for (const loader of [this.loans, this.cards, this.crm, this.crmByCustomerNumber]) loader.clearAll();
    for (const loader of [this.accounts, this.investments, this.loansByNumber, this.cardsByKey]) loader.clearAll();
    return true;
  }

  /** The first page of each account's transactions; accounts asked for in one tick with one page size share a call. */
  transactions(accountId: string, limit: number): Promise<Outcome<TransactionPage>> {
    let loader = this.#transactions.get(limit);
    if (loader === undefined) {
      loader = outcomeLoader(this.ask, {
        source: "core-banking",
        toQuestion: (id) => question(CORE_TRANSACTIONS, String(limit), id),
        fetchBatch: async (ids, deadline) =>
          byKey(
            await this.all.core.fetchTransactions(ids, { limit, before: null }, deadline),
            ({ accountId: each }) => each,
          ),
      });
      this.#transactions.set(limit, loader);
    }
    return loader.load(accountId);
  }

  /**
   * The registers that identity searches. What core, cards and CRM tell on the way need not be asked again. Those that are
   * searched only because somebody has been found are not to be noted: that would tell of customers out of reach.
   */
  registers(isNoted: (register: PartyRegister) => boolean): readonly PartyRegister[] {
    const { core, loan, card, crm } = this.all;
    const { store } = this.kept;
    const ask = this.ask;
    return [
      keptSearch(
        telling(core, () => {
          const ticket = store.ticket();
          return (id, outcome) => {
            this.core.know(id, outcome);
            store.keep(question(CORE_PARTY, id), outcome, ticket, this.#asking);
          };
        }),
        ask,
      ),
      keptSearch(loan, ask),
      keptSearch(
        primed(card, this.cards, () => {
          const ticket = store.ticket();
          return (id, outcome) => store.keep(question(CARD_CUSTOMER, id), outcome, ticket, this.#asking);
        }),
        ask,
      ),
      keptSearch(primed(crm, this.crm), ask),
    ].map((register) => (isNoted(register) ? this.#noted(register) : register));
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
    // What was kept tells nothing of how the source is doing now.
    if (outcome.kind === "unavailable" || outcome.kept === undefined) this.all.register.observe(outcome);
    const missing = outcome.kind === "unavailable" ? outcome.because.part : outcome.kept?.because?.part;
    const name = missing ?? outcome.source;
    const before = this.#answers.get(name);
    if (before === undefined || isWorse(outcome, before)) this.#answers.set(name, outcome);
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

/** No answer is worse than what was known before, and that is worse than an answer; of two alike the first stays, unless both are none. */
function isWorse(outcome: Outcome<unknown>, before: Outcome<unknown>): boolean {
  if (outcome.kind === "unavailable") return true;
  const standsIn = (each: Outcome<unknown>) => each.kind !== "unavailable" && each.kept?.from === "LAST_KNOWN_GOOD";
  return before.kind !== "unavailable" && standsIn(outcome) && !standsIn(before);
}

/** A register whose search answers bring more than the party, and so fill the loader that would ask for it again. */
interface CustomerRegister<V> extends PartyRegister {
  searchCustomers(searches: readonly IdentifierSearch[], deadline: Deadline): Promise<Known<readonly Listing<V>[]>>;
}

/** A register whose search answers are whole records, each told to whoever would ask for it again. */
function telling(
  register: PartyRegister,
  beginToTell: () => (recordId: string, outcome: Outcome<PartyRecord>) => void,
): PartyRegister {
  const { name, keyType, searchable } = register;
  return {
    name,
    keyType,
    searchable,
    searchParties: async (searches, deadline) => {
      const tell = beginToTell();
      const answer = await register.searchParties(searches, deadline);
      for (const value of answer.value.flatMap(({ items }) => items)) tell(value.recordId, { ...answer, value });
      return answer;
    },
  };
}

function primed<V extends { readonly party: PartyRecord }>(
  register: CustomerRegister<V>,
  loader: DataLoader<string, Outcome<V>>,
  beginToKeep: () => (recordId: string, outcome: Outcome<V>) => void = () => () => undefined,
): PartyRegister {
  return {
    name: register.name,
    keyType: register.keyType,
    searchable: register.searchable,
    searchParties: async (searches, deadline) => {
      const keep = beginToKeep();
      const answer = await register.searchCustomers(searches, deadline);
      for (const value of answer.value.flatMap(({ items }) => items)) {
        const outcome = { ...answer, value };
        loader.prime(value.party.recordId, outcome);
        keep(value.party.recordId, outcome);
      }
      return {
        ...answer,
        value: answer.value.map(({ items, gaps }) => ({ items: items.map(({ party }) => party), gaps })),
      };
    },
  };
}
