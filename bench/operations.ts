const MONEY = "{ amount currency display }";
const ACCOUNT = `id kind productName numberDisplay status openedAt interestRate maturityDate
  balance ${MONEY} availableBalance ${MONEY}`;
const LOAN = `id kind productName numberDisplay status openedAt daysPastDue nextDueDate fiveTierClass
  balance ${MONEY} limit ${MONEY}`;
const CARD = `id kind productName numberDisplay status openedAt level statementDueDate
  balance ${MONEY} limit ${MONEY} available ${MONEY}`;
const HOLDINGS = `
  depositAccounts(first: 100) { totalCount edges { node { ${ACCOUNT} } } }
  loans(first: 100) { totalCount edges { node { ${LOAN} } } }
  creditCards(first: 100) { totalCount edges { node { ${CARD} } } }`;
const HEADER = "id customerNumber kind status displayName";

/** Q1, the profile: one customer with accounts, loans, cards and the stored credit report. Five upstream calls. */
export const PROFILE = `query Profile($id: ID!) {
  customer(id: $id) {
    ${HEADER}
    ${HOLDINGS}
    creditReport(reason: POST_LOAN) {
      __typename
      ... on CreditReport { reportId reportedAt reason consentId totalDebt ${MONEY} }
    }
  }
}`;

/** Q2, the book: fifty customers by their ids, each with accounts, loans and cards. Four upstream calls. */
export const BOOK = `query Book($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Customer { ${HEADER} ${HOLDINGS} } }
}`;

/** Links the first customers of the manager's portfolio, and tells which records are theirs. */
export const PORTFOLIO = `query Portfolio($after: String) {
  viewer {
    portfolio(first: 50, after: $after) {
      edges { node { id customerNumber sourceRecords { source { id } recordId } } }
      pageInfo { endCursor }
    }
  }
}`;
