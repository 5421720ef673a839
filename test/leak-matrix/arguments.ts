/**
 * Every argument of the graph, and how it is kept from telling a value that the caller does not see. An argument that is not
 * here fails the matrix: whoever adds one says here what it filters, orders or finds by, and has it looked at.
 */
export const ARGUMENTS_LOOKED_AT: Readonly<Record<string, string>> = {
  "Query.customer(id:)": "our own id, asked of everybody by everybody",
  "Query.customer(policy:)": "how fresh; no value",
  "Query.customersByIdentifier(identifier:)":
    "look-ups: right and wrong numbers answer alike to whoever may not look up or does not reach",
  "Query.customersByIdentifier(first:)": "a size; no value",
  "Query.customersByIdentifier(policy:)": "how fresh; no value",
  "Query.node(id:)": "our own id, asked of everybody by everybody",
  "Query.nodes(ids:)": "our own ids, asked of everybody by everybody",
  "Customer.contactPoints(kind:)": "the kind of contact, which is public where contacts are reached",
  "Customer.creditReport(reason:)": "a reason; no value",
  "Viewer.portfolio(first:)": "a size; no value",
  "Viewer.portfolio(after:)": "a cursor: decoded, and tried with values in it",
  ...Object.fromEntries(
    ["creditCards", "depositAccounts", "investments", "loans"].flatMap((section) => [
      [`Customer.${section}(first:)`, "a size; no value"],
      [`Customer.${section}(after:)`, "a cursor: decoded, and tried with values in it"],
      [`Customer.${section}(roles:)`, "roles of holders, which are public"],
    ]),
  ),
  ...Object.fromEntries(
    ["Customer.consents", "Customer.identifiers", "DepositAccount.transactions"].flatMap((list) => [
      [`${list}(first:)`, "a size; no value"],
      [`${list}(after:)`, "a cursor: decoded, and tried with values in it"],
    ]),
  ),
};
