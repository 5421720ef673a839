import { MY_PAGE, SECTIONS_OF, type BankSystem } from "../support/my-page.js";
import type { Answer, Data } from "../support/world.js";

/** What one page says of one system: what it shows of it, or why it shows nothing. */
export interface SystemShown {
  readonly reason: string | null;
  readonly shown: Data;
}

/** A question that is asked under load, and what each system has to say to it. */
export interface ChaosPage {
  readonly name: string;
  readonly query: string;
  readonly systems: readonly string[];
  readonly shownOf: (answer: Answer, system: string) => SystemShown;
  /** Whether the system has anything to say here when all is well. */
  readonly hasRecord: (whole: Answer, system: string) => boolean;
  /** Why there is no page at all; null when there is one. */
  readonly goneBecause: (answer: Answer) => string | null;
  /** What is wrong with the totals over all systems, given what could be read. */
  readonly totalsWrong: (answer: Answer, whole: Answer) => readonly string[];
}

export const myPage: ChaosPage = {
  name: "the customer's own page",
  query: MY_PAGE,
  systems: Object.keys(SECTIONS_OF),
  shownOf: ({ data, errors }, system) => {
    const customer = data.viewer.customer;
    const sections = SECTIONS_OF[system as BankSystem];
    const shown = sections.map((section) => customer[section]);
    if (system === "crm") {
      const failed = errors.find(({ path = [] }) => sections.some((section) => path[2] === section));
      return { reason: (failed?.extensions.code as string | undefined) ?? null, shown };
    }
    const [source] = shown.flatMap(({ sources }) => sources);
    return { reason: source.state === "UNAVAILABLE" ? source.reason : null, shown };
  },
  hasRecord: ({ data }, system) =>
    SECTIONS_OF[system as BankSystem].some((section) => (data.viewer.customer[section]?.edges?.length ?? 0) > 0),
  goneBecause: ({ data, errors }) => (data.viewer.customer === null ? (errors[0]?.extensions.code ?? "?") : null),
  totalsWrong: ({ data }, whole) => {
    const customer = data.viewer.customer;
    const { position } = customer;
    const missing = new Set<string>(position.missingSources.map(({ id }: Data) => id));
    const gone = ["core-banking", "loan", "card"].filter((system) =>
      SECTIONS_OF[system as BankSystem].some((section) => customer[section].totalCount === null),
    );
    if (missing.size !== gone.length || !gone.every((system) => missing.has(system))) {
      return [`the position misses ${[...missing].join()}, the page ${gone.join()}`];
    }
    const isWhole = JSON.stringify(position) === JSON.stringify(whole.data.viewer.customer.position);
    if (gone.length === 0) return isWhole ? [] : ["the position is not that of the books"];
    return position.complete ? ["an incomplete position calls itself complete"] : [];
  },
};

export const registriesPage: ChaosPage = {
  name: "a company in the registers",
  query: `query ($id: ID!) { customer(id: $id) { organization {
    registryRecords { source { id } name status shareholders { name percent } freshness { state reason } } } } }`,
  systems: ["tianyancha", "qichacha", "gleif"],
  shownOf: ({ data, errors }, system) => {
    const shown = data.customer.organization.registryRecords.find(({ source }: Data) => source.id === system);
    const { state, reason } = shown.freshness;
    // A record may be there without the shareholders, which cost a call of their own; the error says so at their place.
    const atField = errors.find(({ extensions }) => extensions.source === system)?.extensions.code ?? null;
    return { reason: state === "UNAVAILABLE" ? reason : atField, shown };
  },
  hasRecord: () => true,
  goneBecause: ({ data, errors }) => (data.customer === null ? (errors[0]?.extensions.code ?? "?") : null),
  totalsWrong: () => [],
};

export const reportPage: ChaosPage = {
  name: "a credit report",
  query: `query ($id: ID!) { customer(id: $id) { creditReport(reason: POST_LOAN) { __typename
    ... on CreditReport { reportedAt openLoans totalDebt { amount } overdueAccounts freshness { state } }
    ... on SourceUnavailable { source { id } message } } } }`,
  systems: ["credit-bureau"],
  shownOf: ({ data }) => {
    const { creditReport } = data.customer;
    const isGone = creditReport.__typename === "SourceUnavailable";
    return { reason: isGone ? creditReport.message : null, shown: creditReport };
  },
  hasRecord: () => true,
  goneBecause: ({ data, errors }) => (data.customer === null ? (errors[0]?.extensions.code ?? "?") : null),
  totalsWrong: () => [],
};
